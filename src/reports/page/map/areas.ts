import { merge, mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { piecesByRow, type RowPieces } from '../../../evaluation/story/pieces.js';
import { drawn, embedded, html, type Markup } from '../../document/html.js';
import { visibleText } from '../../document/visible-text.js';
import { piecesOnMap } from '../../pieces-words.js';
import type { AreaKit } from '../kit.js';
import type { AreaData } from '../page-data.js';
import type { PageContext } from '../telling.js';
import { isArea, wholeUs } from './ground.js';
import {
  linesPath,
  type Outline,
  outlineOf,
  ringsOf,
  ringsPath,
  simplified,
  type View,
} from './outlines.js';

/** Areas of a contiguous row as they are drawn. */
export interface DrawnAreas {
  readonly row: RowPieces;
  readonly view: View;
  /** By area; those without packaged borders are left out. */
  readonly outlines: ReadonlyMap<number, Outline>;
  /** Whether the page's map of accounts shows them, so that they need none of their own. */
  readonly isOnMap: boolean;
  /** SVG path data of the states below them, and of the borders of these: as fine as the areas. */
  readonly land: string;
  readonly lines: string;
}

/** A map of areas is drawn where at least this share of them has packaged borders. */
const mostlyKnown = 0.5;
/** Units of the map, at least, that are shown around counties. */
const closest = 60;

type Rings = ReturnType<typeof ringsOf>;

/**
 * The areas of the first contiguous row that can be drawn; undefined where none can.
 *
 * @param hasUsMap whether the page has a map of accounts of the whole USA, which states are drawn on
 */
export function drawnAreas(pageContext: PageContext, hasUsMap: boolean): DrawnAreas | undefined {
  const { problem, plan, kit } = pageContext;
  const { areas: areaKit } = kit;
  if (areaKit === undefined) return undefined;
  for (const row of piecesByRow(problem, plan.evaluation.assignment)) {
    const codes = row.measure.areaKeys.map((key) => areaKit.codeOf(key));
    const known = bordersOf(areaKit, codes);
    if (known.size < mostlyKnown * codes.length || known.size === 0) continue;
    const isOfStates = [...known.keys()].every((area) => codes[area]?.length === 2);
    const isOnMap = hasUsMap && isOfStates;
    const view = isOfStates ? wholeUs : viewOf([...known.values()].flatMap(({ rings }) => rings));
    const fine = {
      states: simplified(areaKit.states, view),
      counties: areaKit.counties && simplified(areaKit.counties, view),
    };
    const outlines = new Map<number, Outline>();
    for (const [area, { geometry }] of known) {
      const of = codes[area]?.length === 2 ? fine.states : fine.counties;
      const outline = of && outlineOf(ringsOf(of, geometry), view);
      if (outline !== undefined) outlines.set(area, outline);
    }
    return { row, view, outlines, isOnMap, ...below(fine.states, view) };
  }
  return undefined;
}

/** The packaged borders of areas, as they are. */
function bordersOf(
  { states, counties }: AreaKit,
  codes: readonly (string | undefined)[],
): ReadonlyMap<number, { readonly geometry: GeometryObject; readonly rings: Rings }> {
  const found = new Map<number, { geometry: GeometryObject; rings: Rings }>();
  const byCode = new Map<unknown, readonly [Topology, GeometryObject]>();
  for (const one of states.objects.states.geometries) byCode.set(one.id, [states, one]);
  if (counties !== undefined) {
    for (const one of counties.objects.counties.geometries) byCode.set(one.id, [counties, one]);
  }
  for (const [area, code] of codes.entries()) {
    const border = code === undefined ? undefined : byCode.get(code);
    if (border === undefined) continue;
    const [topology, geometry] = border;
    const rings = ringsOf(topology, geometry);
    if (rings.length > 0) found.set(area, { geometry, rings });
  }
  return found;
}

/** The part of the map that holds these rings, with some land around it and as wide to its height as the whole. */
function viewOf(rings: Rings): View {
  const corners = rings.flat();
  const [left, top, right, bottom] = corners.reduce(
    ([l, t, r, b], [x, y]) => [Math.min(l, x), Math.min(t, y), Math.max(r, x), Math.max(b, y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const wide = wholeUs.width / wholeUs.height;
  const width = Math.max(closest, 1.15 * (right - left), 1.15 * wide * (bottom - top));
  if (width >= wholeUs.width) return wholeUs;
  const height = width / wide;
  const at = (middle: number, size: number): number => Math.round(middle - size / 2);
  return {
    x: at((left + right) / 2, width),
    y: at((top + bottom) / 2, height),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** The states in sight. */
function below(states: AreaKit['states'], view: View): { land: string; lines: string } {
  const isInSight = (geometry: GeometryObject): boolean =>
    ringsOf(states, geometry).some(
      (ring) =>
        overlaps(
          ring.map(([x]) => x),
          view.x,
          view.width,
        ) &&
        overlaps(
          ring.map(([, y]) => y),
          view.y,
          view.height,
        ),
    );
  const geometries = states.objects.states.geometries.filter(isInSight);
  const land = merge(states, geometries.filter(isArea));
  const borders = mesh(states, { ...states.objects.states, geometries }, (a, b) => a !== b);
  return {
    land: ringsPath(land.coordinates.flat().map(cornersOf), view),
    lines: linesPath(borders.coordinates.map(cornersOf), view),
  };
}

function cornersOf(line: readonly (readonly number[])[]): (readonly [number, number])[] {
  return line.map(([x, y]) => [x, y]);
}

function overlaps(values: readonly number[], from: number, size: number): boolean {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  return most >= from && least <= from + size;
}

/** The areas, which a script fills where somebody is chosen. */
export function areaPaths({ outlines }: DrawnAreas): Markup {
  return html`<g class="areas">${[...outlines].map(([area, { path }]) => html`<path data-area="${area}" d="${drawn(path)}"/>`)}</g>`;
}

/** The numbers of pieces, above all else, and what is filled in words. */
export const pieceNumbers = html`<g id="piece-numbers"></g>`;
export const areaWords = html`<p id="area-words" class="key area-key" aria-live="polite" hidden></p>
`;

/** What the script of the areas is given. */
export function areaData(pageContext: PageContext, areas: DrawnAreas): Markup {
  return embedded('area-data', dataOf(pageContext, areas));
}

function dataOf({ plan }: PageContext, { row, outlines, isOnMap }: DrawnAreas): AreaData {
  const held = (reps: readonly number[]): AreaData['held'][string] => {
    const { today, plan: after } = row.of(reps);
    const side = (pieces: typeof today) => ({
      words: visibleText(piecesOnMap(row.measure, pieces)),
      pieces: pieces.map((one) => one.areas),
    });
    return { today: side(today), plan: side(after) };
  };
  const managers = plan.evaluation.territories.map(({ manager }) => visibleText(manager));
  const teams = [...new Set(row.reps.map((rep) => managers[rep]))].filter((name) => name !== '');
  return {
    select: isOnMap ? 'map-rep' : 'area-rep',
    by: visibleText(row.measure.metric),
    held: Object.fromEntries([
      ...row.reps.map((rep) => [String(rep), held([rep])]),
      ...teams.map((team) => [
        `team ${team}`,
        held(row.reps.filter((rep) => managers[rep] === team)),
      ]),
    ]),
    at: row.measure.areas.map((_, area) => outlines.get(area)?.middle ?? null),
  };
}
