import type { Gazetteer } from '../inputs/places/gazetteer.js';
import { locate, rowsToLocate } from '../inputs/places/locate.js';
import type { Problem } from '../model/problem.js';
import type { Table } from '../model/table.js';

/** A table with the coordinates that were asked for, and sentences for stderr. */
interface LocatedTable {
  readonly table: Table;
  readonly notes: readonly string[];
}

/** Looks places up where there is a gazetteer to ask. */
export function located(table: Table, gazetteer: Gazetteer | undefined): LocatedTable {
  if (gazetteer === undefined) return { table, notes: [] };
  const { sought, found, ...after } = locate(table, gazetteer);
  if (sought === 0) return { table, notes: [] };
  const lost = sought === found ? '' : `; carve validate lists the ${sought - found} that were not`;
  const note = `${table.file}: coordinates of ${found} of ${sought} rows were found by city or postal code${lost}`;
  return { table: after.table, notes: [note] };
}

/** What a note on places that were not looked up is told from. */
interface Unlocated {
  readonly accounts: Table;
  readonly problem: Pick<Problem, 'distanceWeight'> | undefined;
  /** Whether a distances file says how far everything is. */
  readonly hasDistances: boolean;
}

/**
 * That accounts name a place and have no coordinates, so that travel to them does not count though it
 * is to, as a sentence for stderr. Whether the places would be found is not asked: to read the lists of
 * the world's places takes longer than most plans.
 */
export function unlocatedNotes({ accounts, problem, hasDistances }: Unlocated): readonly string[] {
  if (hasDistances || problem?.distanceWeight === 0) return [];
  const sought = rowsToLocate(accounts);
  const without = `${sought} of ${accounts.size} accounts name a place and have no coordinates`;
  return sought === 0
    ? []
    : [
        `${accounts.file}: ${without}, so travel to them does not count; --locate looks them up by city and postal code`,
      ];
}
