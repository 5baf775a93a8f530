import type { DistanceRows, RelationshipSources } from '../assembly/options.js';
import type { DistanceList } from '../inputs/csv/distances.js';
import type { PairList } from '../inputs/csv/pairs.js';
import type { Linked } from '../inputs/opportunities/join.js';
import { cellText } from '../model/table.js';

/** Distances by the ids that a row of the file names. */
export function distanceRows(list: DistanceList): DistanceRows {
  return { ...pairIds(list), km: list.km };
}

/** Where it is from who is known where; undefined without records and without a file that says so. */
export function relationshipSources(
  linked: Linked | undefined,
  given: PairList | undefined,
): RelationshipSources | undefined {
  if (linked === undefined && given === undefined) return undefined;
  return {
    records: linked?.records,
    given: given && { ...pairIds(given), strength: given.values },
  };
}

/** The ids of each row, as texts. */
function pairIds(list: Pick<PairList, 'file' | 'size' | 'accounts' | 'reps'>) {
  const words = (column: PairList['accounts']): string[] =>
    Array.from({ length: list.size }, (_, row) => cellText(column, row));
  return { file: list.file, accountIds: words(list.accounts), repIds: words(list.reps) };
}
