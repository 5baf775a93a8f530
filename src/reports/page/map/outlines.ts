import { feature } from 'topojson-client';
import type { GeometryObject, Objects, Topology } from 'topojson-specification';

/** A corner of an outline, in units of the map. */
type Corner = readonly [number, number];

/** The part of the map that is shown. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An area as it is drawn. */
export interface Outline {
  /** SVG path data. */
  readonly path: string;
  /** Where its number stands: amid its greatest part. */
  readonly middle: Corner;
}

/** Within so many pixels of its course a border is drawn as a straight line. */
const tolerance = 0.5;
/** What the whole map is wide in pixels, about. */
const pixels = 975;

/** The same borders with fewer corners: line by line, so that areas side by side keep one border. */
export function simplified<All extends Objects>(
  topology: Topology<All>,
  view: View,
): Topology<All> {
  const { transform, type, objects } = topology;
  const within = (tolerance * view.width) / pixels;
  const [[scaleX, scaleY], [left, top]] = [
    transform?.scale ?? [1, 1],
    transform?.translate ?? [0, 0],
  ];
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const corners = arc.map(([dx, dy]): [number, number] => {
      [x, y] = transform === undefined ? [dx, dy] : [x + dx, y + dy];
      return [x * scaleX + left, y * scaleY + top];
    });
    return withFewerCorners(corners, within);
  });
  return { type, objects, arcs };
}

/** Ramer, Douglas and Peucker: what lies further from the straight line stays. */
function withFewerCorners(
  corners: readonly [number, number][],
  within: number,
): [number, number][] {
  const stays = new Uint8Array(corners.length);
  stays[0] = stays[corners.length - 1] = 1;
  const open: [number, number][] = [[0, corners.length - 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    let [furthest, most] = [-1, within];
    for (let at = from + 1; at < to; at++) {
      const away = distanceFrom(corners[at], corners[from], corners[to]);
      if (away > most) [furthest, most] = [at, away];
    }
    if (furthest < 0) continue;
    stays[furthest] = 1;
    open.push([from, furthest], [furthest, to]);
  }
  return corners.filter((_, at) => stays[at] === 1);
}

function distanceFrom([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0
    ? Math.hypot(x - ax, y - ay)
    : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}

/** The rings of an area's borders, outer and inner. */
export function ringsOf(topology: Topology, geometry: GeometryObject): readonly Corner[][] {
  const drawn = feature(topology, geometry);
  if (drawn.type !== 'Feature') return [];
  const { geometry: shape } = drawn;
  const polygons =
    shape.type === 'Polygon'
      ? [shape.coordinates]
      : shape.type === 'MultiPolygon'
        ? shape.coordinates
        : [];
  return polygons.flat().map((ring) => ring.map(([x, y]): Corner => [x, y]));
}

/** An area of the view as it is drawn; undefined where nothing is left of it. */
export function outlineOf(rings: readonly (readonly Corner[])[], view: View): Outline | undefined {
  const path = ringsPath(rings, view);
  const [greatest] = [...rings].sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)));
  if (path === '' || greatest === undefined) return undefined;
  const [x, y] = middleOf(greatest);
  const digits = digitsIn(view);
  return { path, middle: [rounded(x, digits), rounded(y, digits)] };
}

/** SVG path data of closed rings; of those with an area in sight. */
export function ringsPath(rings: readonly (readonly Corner[])[], view: View): string {
  return rings.map((ring) => wayAlong(ring, digitsIn(view), 'z')).join('');
}

/** SVG path data of open lines. */
export function linesPath(lines: readonly (readonly Corner[])[], view: View): string {
  return lines.map((line) => wayAlong(line, digitsIn(view), '')).join('');
}

/** Decimals that tell a tenth of a pixel, which is as fine as it is drawn. */
function digitsIn({ width }: View): number {
  return Math.max(0, Math.round(Math.log10((10 * pixels) / width)));
}

/** From corner to corner, each as the way from the one before; '' for a ring that shrinks to less than three. */
function wayAlong(corners: readonly Corner[], digits: number, end: 'z' | ''): string {
  const unit = 10 ** digits;
  const steps: string[] = [];
  let [lastX, lastY] = [0, 0];
  for (const [at, [x, y]] of corners.entries()) {
    const [nextX, nextY] = [Math.round(x * unit), Math.round(y * unit)];
    const [dx, dy] = [nextX - lastX, nextY - lastY];
    if (at > 0 && dx === 0 && dy === 0) continue;
    steps.push(`${dx / unit}${dy < 0 ? '' : ' '}${dy / unit}`);
    [lastX, lastY] = [nextX, nextY];
  }
  const [start, ...others] = steps;
  if (others.length < (end === 'z' ? 3 : 1)) return '';
  const way = others.map((step, at) => (at === 0 || step.startsWith('-') ? step : ` ${step}`));
  return `M${start}l${way.join('')}${end}`;
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Twice the area of a ring, with the sign of the way round. */
function areaOf(ring: readonly Corner[]): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    sum += ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1];
  }
  return sum;
}

/** The centre of gravity; where that lies outside, the middle of the widest stretch at its height. */
function middleOf(ring: readonly Corner[]): Corner {
  const whole = areaOf(ring);
  let [x, y] = [0, 0];
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1], ring[at]];
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (whole === 0) return ring[0];
  const centre: Corner = [x / (3 * whole), y / (3 * whole)];
  const crossings = crossingsAt(ring, centre[1]);
  let [middle, widest] = [centre[0], 0];
  for (let at = 1; at < crossings.length; at += 2) {
    const [from, to] = [crossings[at - 1], crossings[at]];
    if (from <= centre[0] && centre[0] <= to) return centre;
    if (to - from > widest) [middle, widest] = [(from + to) / 2, to - from];
  }
  return [middle, centre[1]];
}

/** Where a ring crosses a height, from left to right. */
function crossingsAt(ring: readonly Corner[], height: number): readonly number[] {
  const crossings: number[] = [];
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1], ring[at]];
    if (ay > height !== by > height) crossings.push(ax + ((height - ay) * (bx - ax)) / (by - ay));
  }
  return crossings.sort((a, b) => a - b);
}
