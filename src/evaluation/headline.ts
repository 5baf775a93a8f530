import { mean, standardDeviation } from 'simple-statistics';
import { deviation } from '../measures/balance.js';
import { groupLoads } from '../measures/loads.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, type BalanceMeasure, type Problem } from '../model/problem.js';
import type { Change, Evenness, Headline } from './types.js';

/** The headline figures of an assignment of the planned accounts, with what happens to each account and its km. */
export function headlineOf(
  problem: Problem,
  assignment: Assignment,
  change: readonly Change[],
  km: KmByRep,
): Headline {
  const evenness = new Map<string, Evenness>();
  for (const measure of problem.balances) {
    if (measure.unfiltered) evenness.set(measure.metric, evennessOf(measure, assignment));
  }
  const count = { moved: 0, new: 0, orphaned: 0 };
  for (const one of change) {
    if (one === 'moved') count.moved++;
    else if (one === 'new') count.new++;
    else if (one === 'orphaned') count.orphaned++;
  }
  let planned = 0;
  let moved = 0;
  let arrMoved = 0;
  const { liveOwner, state, arr, potential } = problem;
  for (let account = 0; account < assignment.length; account++) {
    // Released accounts leave their owner too: their ARR moves, though no plan counts their potential.
    const leaves = liveOwner[account] >= 0 && liveOwner[account] !== assignment[account];
    if (leaves && isMove(change[account])) arrMoved += arr[account];
    if (state[account] !== AccountState.planned) continue;
    planned += potential[account];
    if (change[account] === 'moved') moved += potential[account];
  }
  return {
    evenness,
    accounts_moved: count.moved,
    accounts_new: count.new,
    accounts_orphaned: count.orphaned,
    potential_moved_pct: planned > 0 ? (100 * moved) / planned : 0,
    arr_moved: arrMoved,
    mean_distance_km: meanKm(km, problem.live.keys()),
  };
}

/** Whether an account with a live owner leaves it. */
function isMove(change: Change): boolean {
  return change === 'moved' || change === 'released' || change === 'unassigned';
}

/** Sums of km by rep over the planned accounts where account and rep both have a place. */
export interface KmByRep {
  readonly sum: Float64Array;
  readonly count: Float64Array;
}

/** @param km by account, NaN unless both have a place */
export function kmByRep(problem: Problem, assignment: Assignment, km: Float64Array): KmByRep {
  const sum = new Float64Array(problem.repCount);
  const count = new Float64Array(problem.repCount);
  for (let account = 0; account < km.length; account++) {
    if (Number.isNaN(km[account])) continue;
    sum[assignment[account]] += km[account];
    count[assignment[account]]++;
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

/** How even a balanced metric is over the reps who take part (contract 6). */
function evennessOf(measure: BalanceMeasure, assignment: Assignment): Evenness {
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  const sizes = Array.from(loads, (load, group) =>
    Math.abs(deviation(load, measure.target[group])),
  );
  const ratios = Array.from(loads, (load, group) => deviation(load, measure.target[group]) + 1);
  if (sizes.length === 0) {
    return { mean_abs_deviation_pct: 0, max_abs_deviation_pct: 0, cv: 0, gini: 0 };
  }
  const average = mean(ratios);
  return {
    mean_abs_deviation_pct: 100 * mean(sizes),
    max_abs_deviation_pct: 100 * Math.max(...sizes),
    cv: average > 0 ? standardDeviation(ratios) / average : 0,
    gini: giniOf(ratios),
  };
}

/** Gini coefficient: mean absolute difference ÷ twice the mean; 0 when all are 0. */
function giniOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  let sum = 0;
  let ranked = 0;
  sorted.forEach((value, index) => {
    sum += value;
    ranked += (2 * (index + 1) - sorted.length - 1) * value;
  });
  return sum > 0 ? ranked / (sorted.length * sum) : 0;
}
