import type { GeometryCollection, Topology } from 'topojson-specification';

type Named = GeometryCollection<{ name: string }>;

/** Borders of US states, as the us-atlas package holds them. */
export type StateBorders = Topology<{ states: Named }>;
/** Borders of countries, as the world-atlas package holds them. */
export type CountryBorders = Topology<{ countries: Named }>;

/** The borders that a map is drawn on. */
export interface Borders {
  readonly states: StateBorders;
  readonly countries: CountryBorders;
}
