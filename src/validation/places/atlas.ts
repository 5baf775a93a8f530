import { geoArea } from 'd3-geo';
import type { MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { countryNumber } from '../../inputs/places/place-names.js';
import { type Area, holds } from './area.js';

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
    parts.set(key, [...(parts.get(key) ?? []), part]);
  }
  return new Map([...parts].map(([id, all]) => [id, joined(all)]));
}

function joined(parts: readonly Area[]): Area {
  const [largest] = [...parts].sort((a, b) => geoArea(b.shape) - geoArea(a.shape));
  const coordinates = parts.flatMap(({ shape }) => shape.coordinates);
  return { name: largest.name, shape: { type: 'MultiPolygon', coordinates } };
}
