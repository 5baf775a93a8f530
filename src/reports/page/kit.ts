import type { PlotOptions } from '@observablehq/plot';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { drawn, type Markup } from '../document/html.js';

/** What a page is made with besides the plan: heavy, so it is loaded only where a page is written. */
export interface PageKit {
  readonly plot: typeof import('@observablehq/plot');
  /** A chart as an SVG image of this class; its texts are escaped. */
  readonly draw: (options: PlotOptions, kind: string) => Markup;
  /** The page's own style and script. */
  readonly style: string;
  readonly script: string;
  /** Borders for a map; undefined where there is nothing to put on one. */
  readonly borders: Borders | undefined;
  /** What areas of contiguous rows are drawn with; undefined where no row asks for them in one piece. */
  readonly areas?: AreaKit | undefined;
}

/** What areas are drawn with: borders in the projection of `Borders.states`, and a style and a script besides the page's. */
export interface AreaKit {
  readonly style: string;
  readonly script: string;
  readonly states: Borders['states'];
  /** Undefined where no area is a county. */
  readonly counties: Topology<{ counties: Named }> | undefined;
  /** The census code that the borders of an area have, two digits of a state and five of a county, by the area's key. */
  readonly codeOf: (key: string) => string | undefined;
}

/** The libraries of a kit. */
export async function loadCharts(): Promise<Pick<PageKit, 'plot' | 'draw'>> {
  const [plot, { parseHTML }] = await Promise.all([
    import('@observablehq/plot'),
    // The library in one file: as some 200 modules it takes three times as long to load.
    import('linkedom/worker'),
  ]);
  const { document } = parseHTML('<!doctype html><html></html>');
  return {
    plot,
    draw: (options, kind) => {
      const svg = plot.plot({ ...options, document });
      // The page has a style of its own, and its policy allows no other.
      for (const style of svg.querySelectorAll('style')) style.remove();
      // What is named is the image; parts of it that are no images may have no name.
      for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
      svg.setAttribute('class', kind);
      svg.setAttribute('role', 'img');
      return drawn(svg.outerHTML);
    },
  };
}

type Named = GeometryCollection<{ name: string }>;

/** The borders that maps are drawn on, as the us-atlas and world-atlas packages hold them. */
export interface Borders {
  /** Of US states, drawn already for d3's Albers projection of 975 by 610. */
  readonly states: Topology<{ states: Named }>;
  /** Of countries, in detail and as the whole world is drawn. */
  readonly countries: Topology<{ countries: Named }>;
  readonly world: Topology<{ countries: Named }>;
}
