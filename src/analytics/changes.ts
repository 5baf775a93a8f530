import type { DayNumber } from '../model/units.js';
import type { Books } from './books.js';
import type { RepCoverage } from './coverage.js';

/** What an earlier analysis said, as its coverage.json holds it. */
export interface EarlierCoverage {
  readonly asOf: DayNumber;
  /** Coverage, 0–1, and whether that was below what was asked, by rep_id. */
  readonly reps: ReadonlyMap<
    string,
    { readonly coverage: number | undefined; readonly isBelow: boolean }
  >;
  /** Accounts that lay idle, by id. */
  readonly idle: ReadonlySet<string>;
}

/** What became of a rep's book since. */
export interface RepChange {
  readonly rep: number;
  /** Undefined where the rep was not there, or had no ICP accounts. */
  readonly before: number | undefined;
  readonly now: number | undefined;
  readonly is: 'fell below' | 'still below' | 'recovered' | 'as before' | 'new';
  /** Accounts of the rep's that lay idle then and were touched since. */
  readonly pickedUp: readonly number[];
  /** Accounts of the rep's that have gone idle since. */
  readonly wentIdle: readonly number[];
}

export interface Changes {
  readonly since: DayNumber;
  readonly reps: readonly RepChange[];
  /** rep_ids that have no book any more. */
  readonly gone: readonly string[];
}

/** Who fell below and what was picked up since an earlier analysis. */
export function changesSince(
  books: Books,
  reps: readonly RepCoverage[],
  idle: ReadonlyMap<number, readonly number[]>,
  earlier: EarlierCoverage,
): Changes {
  const { accountIds, repIds } = books.problem;
  const pickedUp = new Map<number, number[]>(books.reps.map((rep) => [rep, []]));
  accountIds.forEach((id, account) => {
    if (books.touched[account] === 1 && earlier.idle.has(id)) {
      pickedUp.get(books.rep[account])?.push(account);
    }
  });
  return {
    since: earlier.asOf,
    reps: reps.map(({ rep, coverage, isBelow }) => {
      const before = earlier.reps.get(repIds[rep]);
      return {
        rep,
        before: before?.coverage,
        now: coverage,
        is: before === undefined ? 'new' : changeOf(before.isBelow, isBelow),
        pickedUp: pickedUp.get(rep) ?? [],
        wentIdle: (idle.get(rep) ?? []).filter((account) => !earlier.idle.has(accountIds[account])),
      };
    }),
    gone: [...earlier.reps.keys()].filter((id) => !books.reps.some((rep) => repIds[rep] === id)),
  };
}

function changeOf(before: boolean, now: boolean): RepChange['is'] {
  if (now) return before ? 'still below' : 'fell below';
  return before ? 'recovered' : 'as before';
}
