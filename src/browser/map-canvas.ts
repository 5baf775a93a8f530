import type { MapData, PageData } from '../reports/page/page-data.js';

/** Owners today or in the plan, and one rep or all. */
export interface MapChoice {
  readonly isToday: boolean;
  /** A holder's index; -1 is all. */
  readonly rep: number;
}

/** Canvas pixels a unit of the map. */
const scale = 2;
const reach = 6;

/** Draws many points; gives what draws them anew for another choice. */
export function canvasMap(
  canvas: HTMLCanvasElement,
  { accounts, holders }: PageData,
  hues: readonly number[],
  points: NonNullable<MapData['points']>,
): (choice: MapChoice) => void {
  const pen = canvas.getContext('2d');
  let now: MapChoice = { isToday: false, rep: -1 };
  const holderOf = (row: number): number => (now.isToday ? accounts.from : accounts.to)[row];
  const isShown = (row: number): boolean => now.rep < 0 || holderOf(row) === now.rep;
  canvas.addEventListener('mousemove', (event) => {
    const zoom = canvas.width / scale / canvas.clientWidth;
    const [x, y] = [event.offsetX * zoom, event.offsetY * zoom];
    let nearest = -1;
    let least = reach;
    for (const [row, point] of points.entries()) {
      if (point === null || !isShown(row)) continue;
      const away = Math.hypot(point[0] - x, point[1] - y);
      if (away < least) [nearest, least] = [row, away];
    }
    canvas.title =
      nearest < 0
        ? ''
        : `${accounts.names[nearest]}: ${holders[accounts.from[nearest]]} → ${holders[accounts.to[nearest]]}`;
  });
  return (choice) => {
    now = choice;
    if (pen === null) return;
    const style = getComputedStyle(canvas);
    const colour = (holder: number): string =>
      style.getPropertyValue(holder < hues.length ? `--hue-${hues[holder]}` : '--line-2');
    const colours = holders.map((_, holder) => colour(holder));
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.globalAlpha = 0.75;
    for (const [row, point] of points.entries()) {
      if (point === null || !isShown(row)) continue;
      pen.fillStyle = colours[holderOf(row)];
      pen.beginPath();
      pen.arc(scale * point[0], scale * point[1], 2.4 * scale, 0, 2 * Math.PI);
      pen.fill();
    }
  };
}
