import { geoArea, geoBounds, geoContains } from 'd3-geo';
import type { MultiPolygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { countryNumber } from '../../inputs/places/place-names.js';
import { addTo } from '../../model/grouping.js';

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

type Named = GeometryCollection<{ name: string }>;

/** The borders of US states, as the us-atlas package holds them. */
export type StatesTopology = Topology<{ states: Named }>;
/** The borders of countries, as the world-atlas package holds them. */
export type CountriesTopology = Topology<{ countries: Named }>;

/** Where states and countries lie. */
export interface Atlas {
  /** By the state's full name. */
  readonly state: (name: string) => Area | undefined;
  /** By the country's ISO alpha-2 code. */
  readonly country: (code: string) => Area | undefined;
  /** The state, else the country, that a point lies in. */
  readonly at: (longitude: number, latitude: number) => Area | undefined;
}

export function atlasOf(states: StatesTopology, countries: CountriesTopology): Atlas {
  const stateAreas = areasOf(states, states.objects.states);
  const countryAreas = areasOf(countries, countries.objects.countries);
  const byName = new Map([...stateAreas.values()].map((area) => [area.name, area]));
  const all = [...stateAreas.values(), ...countryAreas.values()];
  return {
    state: (name) => byName.get(name),
    country: (code) => countryAreas.get(countryNumber(code) ?? ''),
    at: (longitude, latitude) => all.find((area) => holds(area, longitude, latitude)),
  };
}

/** Areas by the number the map gives them; territories drawn apart under one number are one area, named by the largest. */
function areasOf(topology: Topology, collection: Named): ReadonlyMap<string, Area> {
  const parts = new Map<string, { name: string; shape: MultiPolygon }[]>();
  for (const { id, geometry, properties } of feature(topology, collection).features) {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    const coordinates = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const part = { name: properties.name, shape: { type: 'MultiPolygon' as const, coordinates } };
    const key = String(id ?? properties.name);
    addTo(parts, key, part);
  }
  return new Map([...parts].map(([id, all]) => [id, joined(all)]));
}

function joined(parts: readonly Area[]): Area {
  const [largest] = [...parts].sort((a, b) => geoArea(b.shape) - geoArea(a.shape));
  const coordinates = parts.flatMap(({ shape }) => shape.coordinates);
  return { name: largest.name, shape: { type: 'MultiPolygon', coordinates } };
}
