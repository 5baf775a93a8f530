import type { GeometryCollection, Topology } from 'topojson-specification';

type Named = GeometryCollection<{ name: string }>;

/** The borders that maps are drawn on, as the us-atlas and world-atlas packages hold them. */
export interface Borders {
  /** Of US states, drawn already for d3's Albers projection of 975 by 610. */
  readonly states: Topology<{ states: Named }>;
  /** Of countries, in detail and as the whole world is drawn. */
  readonly countries: Topology<{ countries: Named }>;
  readonly world: Topology<{ countries: Named }>;
}
