import { keepsReps } from '../measures/placement.js';
import type { PlacementMeasure, Problem } from '../model/problem.js';
import type { AccountIndex, RepIndex } from '../model/units.js';

/** The must match and avoid rows that keep reps from accounts, by row number. */
export interface BarringRows {
  /** The rows that keep a rep from an account. */
  readonly against: (account: AccountIndex, rep: RepIndex) => readonly number[];
  /** The rows that keep all live reps but one from an account. */
  readonly againstOthers: (account: AccountIndex, rep: RepIndex) => Others;
}

/** What stands between an account and all live reps but one. */
export interface Others {
  /** Ascending. */
  readonly rows: readonly number[];
  /** Whether they bar every other rep. */
  readonly barAll: boolean;
}

export function barringRows(problem: Problem): BarringRows {
  const musts = problem.placements.filter(({ level, rule }) => level === 'must' && keepsReps(rule));
  const against = (account: AccountIndex, rep: RepIndex): readonly number[] =>
    musts.flatMap(({ row, setOf, sets }) =>
      typeof row === 'number' &&
      rep >= 0 &&
      setOf[account] >= 0 &&
      sets[setOf[account]].mask[rep] === 0
        ? [row]
        : [],
    );
  // Where each rep has a patch alone, every account asks, and accounts of one patch ask the same.
  const known = new Map<string, Others>();
  return {
    against,
    againstOthers: (account, rep) => {
      const key = keyOf(musts, account, rep);
      const others = known.get(key) ?? othersThan(problem, against, account, rep);
      known.set(key, others);
      return others;
    },
  };
}

/** The same for accounts that all rows treat alike. */
function keyOf(musts: readonly PlacementMeasure[], account: AccountIndex, rep: RepIndex): string {
  let key = String(rep);
  for (const { setOf } of musts) key += ` ${setOf[account]}`;
  return key;
}

function othersThan(
  problem: Problem,
  against: BarringRows['against'],
  account: AccountIndex,
  rep: RepIndex,
): Others {
  const rows = new Set<number>();
  let barAll = true;
  for (let other = 0; other < problem.repCount; other++) {
    if (other === rep || problem.takes[other] === 0) continue;
    const barring = against(account, other);
    if (barring.length === 0) barAll = false;
    for (const row of barring) rows.add(row);
  }
  return { rows: [...rows].sort((a, b) => a - b), barAll };
}
