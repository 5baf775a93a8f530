import { geoBounds, geoContains } from 'd3-geo';
import type { MultiPolygon, Position } from 'geojson';

/** A place on the map: a state or a country. */
export interface Area {
  readonly name: string;
  readonly shape: MultiPolygon;
}

const kmPerDegree = 111.195;

/** Kilometres from a point to an area: 0 within it, else to the nearest point of its border. */
export function kmFrom(area: Area, longitude: number, latitude: number): number {
  return holds(area, longitude, latitude) ? 0 : kmToBorder(area.shape, longitude, latitude);
}

const boundsOf = new WeakMap<Area, readonly [Position, Position]>();

/** Whether the point lies in the area. */
export function holds(area: Area, longitude: number, latitude: number): boolean {
  const bounds = boundsOf.get(area) ?? geoBounds(area.shape);
  boundsOf.set(area, bounds);
  const [[west, south], [east, north]] = bounds;
  if (latitude < south || latitude > north) return false;
  const outside =
    west <= east ? longitude < west || longitude > east : longitude < west && longitude > east;
  return !outside && geoContains(area.shape, [longitude, latitude]);
}

/** On a plane around the point, which is exact enough for the distances that matter here. */
function kmToBorder(shape: MultiPolygon, longitude: number, latitude: number): number {
  const kmPerLongitude = kmPerDegree * Math.cos((latitude * Math.PI) / 180);
  const x = (position: Position): number => {
    const degrees = position[0] - longitude;
    return (degrees - 360 * Math.round(degrees / 360)) * kmPerLongitude;
  };
  const y = (position: Position): number => (position[1] - latitude) * kmPerDegree;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of shape.coordinates.flat()) {
    for (let at = 1; at < ring.length; at++) {
      const [x1, y1, x2, y2] = [x(ring[at - 1]), y(ring[at - 1]), x(ring[at]), y(ring[at])];
      nearest = Math.min(nearest, kmToSegment(x1, y1, x2 - x1, y2 - y1));
    }
  }
  return nearest;
}

/** From the origin to the segment that starts at (x, y) and runs by (dx, dy). */
function kmToSegment(x: number, y: number, dx: number, dy: number): number {
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(x * dx + y * dy) / length));
  return Math.hypot(x + share * dx, y + share * dy);
}
