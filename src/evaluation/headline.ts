import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { evennessOf } from './evenness.js';
import type { Change, Evenness, Headline } from './types.js';

/** The headline figures of an assignment of the planned accounts, with what happens to each account. */
export function headlineOf(
  problem: Problem,
  assignment: Assignment,
  change: readonly Change[],
): Headline {
  const evenness = new Map<string, Evenness>();
  for (const measure of problem.balances) {
    if (measure.unfiltered) evenness.set(measure.metric, evennessOf(measure, assignment));
  }
  const count: Partial<Record<Change, number>> = {};
  for (const one of change) count[one] = (count[one] ?? 0) + 1;
  let planned = 0;
  let moved = 0;
  let arrMoved = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    // Released accounts leave their owner too: their ARR moves, though no plan counts their potential.
    const leaves =
      problem.liveOwner[account] >= 0 && problem.liveOwner[account] !== assignment[account];
    if (leaves && isMove(change[account])) arrMoved += problem.arr[account];
    if (problem.state[account] !== AccountState.planned) continue;
    planned += problem.potential[account];
    if (change[account] === 'moved') moved += problem.potential[account];
  }
  return {
    evenness,
    accounts_moved: count.moved ?? 0,
    accounts_new: count.new ?? 0,
    accounts_orphaned: count.orphaned ?? 0,
    potential_moved_pct: planned > 0 ? (100 * moved) / planned : 0,
    arr_moved: arrMoved,
    mean_distance_km: meanKm(kmByRep(problem, assignment), problem.live.keys()),
  };
}

/** Whether an account with a live owner leaves it. */
function isMove(change: Change): boolean {
  return change === 'moved' || change === 'released';
}

/** Sums of km by rep over the planned accounts where account and rep both have a place. */
export interface KmByRep {
  readonly sum: Float64Array;
  readonly count: Float64Array;
}

export function kmByRep(problem: Problem, assignment: Assignment): KmByRep {
  const sum = new Float64Array(problem.repCount);
  const count = new Float64Array(problem.repCount);
  const { distance } = problem;
  if (distance !== undefined) {
    for (const account of distance.accounts) {
      const rep = assignment[account];
      if (rep < 0 || !distance.hasKm(account, rep)) continue;
      sum[rep] += distance.km(account, rep);
      count[rep]++;
    }
  }
  return { sum, count };
}

/** Plain mean of km over some reps' accounts; undefined where there is none. */
export function meanKm(km: KmByRep, reps: Iterable<number>): number | undefined {
  let sum = 0;
  let count = 0;
  for (const rep of reps) {
    sum += km.sum[rep];
    count += km.count[rep];
  }
  return count === 0 ? undefined : sum / count;
}
