import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type Area, holds } from './area.js';
import { countryNumber } from './place-names.js';

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
  const byName = new Map(stateAreas.map(({ area }) => [area.name, area]));
  const byNumber = new Map(countryAreas.map(({ id, area }) => [id, area]));
  return {
    state: (name) => byName.get(name),
    country: (code) => byNumber.get(countryNumber(code) ?? ''),
    at: (longitude, latitude) =>
      [...stateAreas, ...countryAreas].find(({ area }) => holds(area, longitude, latitude))?.area,
  };
}

function areasOf(
  topology: Topology,
  collection: Named,
): { readonly id: string; readonly area: Area }[] {
  return feature(topology, collection).features.flatMap(({ id, geometry, properties }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'
      ? [{ id: String(id ?? ''), area: { name: properties.name, shape: geometry } }]
      : [],
  );
}
