import type { BalanceMeasure, Problem } from '../../model/problem.js';
import type { Evaluation, Territory } from '../types.js';

/** What a rep gains or loses, after less before. */
export interface RepGain {
  readonly rep: number;
  readonly territory: Territory;
  readonly accounts: number;
  readonly potential: number;
  readonly workload: number;
  readonly arr: number;
  /** By potential; by accounts where potential does not change. */
  readonly side: 'gains' | 'loses' | 'even';
}

/** Within what a deviation matters little, and what none may pass, in percent. */
export interface Tolerance {
  readonly metric: string;
  readonly bandPct: number;
  readonly maxPct: number | undefined;
  /** Whether `maxPct` is a must. */
  readonly isMust: boolean;
}

/** Reps who hold or held anything, or could: from the greatest gain in potential to the greatest loss. */
export function repGains({ territories }: Pick<Evaluation, 'territories'>): readonly RepGain[] {
  return territories
    .filter((one) => one.live || one.accounts > 0 || one.accounts_before > 0)
    .map(gainOf)
    .sort((a, b) => b.potential - a.potential || a.rep - b.rep);
}

function gainOf(territory: Territory): RepGain {
  const accounts = territory.accounts - territory.accounts_before;
  const potential = territory.potential - territory.potential_before;
  const leading = isNothing(potential, territory) ? accounts : potential;
  return {
    rep: territory.rep,
    territory,
    accounts,
    potential,
    workload: territory.workload - territory.workload_before,
    arr: territory.arr - territory.arr_before,
    side: leading > 0 ? 'gains' : leading < 0 ? 'loses' : 'even',
  };
}

/** Sums in another order differ in their last bits. */
function isNothing(change: number, { potential, potential_before }: Territory): boolean {
  return Math.abs(change) <= 1e-9 * Math.max(potential, potential_before);
}

/** The tolerance of each metric that is balanced rep by rep, in the order of the rules. */
export function tolerancesOf({ balances }: Pick<Problem, 'balances'>): readonly Tolerance[] {
  return balances.filter(({ unfiltered }) => unfiltered).map(toleranceOf);
}

function toleranceOf({ metric, band, max, level }: BalanceMeasure): Tolerance {
  return {
    metric,
    bandPct: 100 * band,
    maxPct: max === undefined ? undefined : 100 * max,
    isMust: max !== undefined && level === 'must',
  };
}
