import type { AreaNeighbours } from '../assembly/areas.js';
import type { NeighboursReading } from '../inputs/csv/neighbours.js';
import { subdivisionCode } from '../inputs/places/subdivisions.js';
import { areaKey, usNeighbours } from '../inputs/places/us-neighbours.js';
import type { Problem } from '../model/problem.js';
import { rowWords } from '../model/rule.js';

/** States and counties of the USA, and what a file says besides. */
export function neighbouringAreas(pairs: NeighboursReading['pairs'] = []): AreaNeighbours {
  return {
    key: areaKey,
    *pairs() {
      yield* usNeighbours();
      // The file may be of counties as well as of anything else.
      for (const [a, b] of pairs) {
        yield [areaKey(a), areaKey(b)];
        yield [areaKey(a, 'county'), areaKey(b, 'county')];
      }
    },
  };
}

/** So many areas are named in a note. */
const shown = 3;

/** Areas of which nothing says what they lie beside: each is a piece of its own, which must not pass in silence. */
export function unknownAreaNotes({ areas: measures }: Problem, known: AreaNeighbours): string[] {
  if (measures.length === 0) return [];
  const keys = new Set([...known.pairs()].flat());
  return measures.flatMap(({ row, metric, areas }) => {
    const isKnown = (area: string): boolean =>
      keys.has(known.key(area, metric)) ||
      keys.has(known.key(area, 'county')) ||
      subdivisionCode(area)?.startsWith('US-') === true;
    const unknown = areas.filter((area) => !isKnown(area));
    if (unknown.length === 0) return [];
    const named = unknown.slice(0, shown).map((area) => `"${area}"`);
    const more = unknown.length > shown ? ` and ${unknown.length - shown} more` : '';
    return [
      `${typeof row === 'number' ? rowWords(row) : 'contiguous'}: what ${unknown.length} of ${areas.length} areas in ${metric} lie beside is not known (${named.join(', ')}${more}), so each is a piece of its own; give --neighbours FILE, or write US counties as "Travis County, TX" or by their FIPS codes`,
    ];
  });
}
