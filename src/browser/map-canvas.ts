import { compactNumber } from '../reports/document/numbers.js';
import type { MapData, PageData } from '../reports/page/page-data.js';
import type { MapGroup } from './map-groups.js';

/** Canvas pixels a unit of the map. */
const scale = 2;
const reach = 6;
/** Points of one colour beyond this are drawn as clusters. */
const pointsAtMost = 1500;
/** Units of the map that a cluster gathers. */
const cell = 26;

/** Draws points, or clusters where they would lie on each other; gives what draws others. */
export function canvasMap(
  canvas: HTMLCanvasElement,
  { accounts, holders }: PageData,
  points: MapData['points'],
): (groups: readonly MapGroup[]) => void {
  const pen = canvas.getContext('2d');
  let shown: readonly number[] = [];
  canvas.addEventListener('mousemove', (event) => {
    const zoom = canvas.width / scale / canvas.clientWidth;
    const [x, y] = [event.offsetX * zoom, event.offsetY * zoom];
    let nearest = -1;
    let least = reach;
    for (const row of shown) {
      const point = points[row];
      const away = point === null ? reach : Math.hypot(point[0] - x, point[1] - y);
      if (away < least) [nearest, least] = [row, away];
    }
    canvas.title =
      nearest < 0
        ? ''
        : `${accounts.names[nearest]}: ${holders[accounts.from[nearest]]} → ${holders[accounts.to[nearest]]}`;
  });
  return (groups) => {
    shown = groups.flatMap(({ rows }) => rows);
    if (pen === null) return;
    const style = getComputedStyle(canvas);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const isDense = groups.length === 1 && shown.length > pointsAtMost;
    for (const { rows, colour } of groups) {
      pen.fillStyle = style.getPropertyValue(colour);
      const placed = rows.flatMap((row) => points[row] ?? []).length / 2;
      if (isDense && placed > 0) clusters(pen, rows, points, style.getPropertyValue('--on-after'));
      else dots(pen, rows, points);
    }
  };
}

function dots(
  pen: CanvasRenderingContext2D,
  rows: readonly number[],
  points: MapData['points'],
): void {
  pen.globalAlpha = 0.8;
  for (const row of rows) {
    const point = points[row];
    if (point !== null) disc(pen, point[0], point[1], 3);
  }
}

/** A disc for each square of the map with the number of its accounts. */
function clusters(
  pen: CanvasRenderingContext2D,
  rows: readonly number[],
  points: MapData['points'],
  ink: string,
): void {
  const found = new Map<string, { x: number; y: number; count: number }>();
  for (const row of rows) {
    const point = points[row];
    if (point === null) continue;
    const key = `${Math.floor(point[0] / cell)} ${Math.floor(point[1] / cell)}`;
    const one = found.get(key) ?? { x: 0, y: 0, count: 0 };
    one.x += point[0];
    one.y += point[1];
    one.count++;
    found.set(key, one);
  }
  const all = [...found.values()].sort((a, b) => b.count - a.count);
  const most = all[0]?.count ?? 1;
  const fill = pen.fillStyle;
  for (const { x, y, count } of all) {
    const radius = 3 + 11 * Math.sqrt(count / most);
    pen.globalAlpha = 0.85;
    pen.fillStyle = fill;
    disc(pen, x / count, y / count, radius);
    if (radius < 8) continue;
    pen.globalAlpha = 1;
    pen.fillStyle = ink;
    pen.font = `600 ${9 * scale}px system-ui, sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(compactNumber(count), (scale * x) / count, (scale * y) / count);
  }
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(scale * x, scale * y, radius * scale, 0, 2 * Math.PI);
  pen.fill();
}
