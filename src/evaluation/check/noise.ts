import { deviation } from '../../measures/balance.js';
import type { Assignment } from '../../model/assignment.js';
import type { BalanceMeasure, Problem } from '../../model/problem.js';
import { Random } from '../../model/random.js';
import { balanceTargets } from '../../rules/kinds/balance.js';
import { normalQuantile } from './normal.js';

/** What is asked of `--noise`. */
export interface NoiseAsked {
  /** Coefficient of variation that each potential is disturbed by; 0.2 is a fifth. */
  readonly share: number;
  readonly draws: number;
  readonly seed: number;
  /** The least share of draws in which all reps are to be within the band; undefined: none. */
  readonly failUnder: number | undefined;
}

/** How an assignment's evenness stands up to potentials that are wrong. */
export interface Noise {
  readonly asked: NoiseAsked;
  /** Within this a deviation counts as even: the band of the potential row. */
  readonly band: number;
  /** By rep who takes part: in which share of the draws the deviation is within the band. */
  readonly reps: readonly { readonly rep: number; readonly within: number }[];
  /** Of the largest deviation a draw: the median over the draws, and the 90th percentile (nearest rank). */
  readonly medianWorst: number;
  readonly p90Worst: number;
  /** Share of the draws in which all are within the band. */
  readonly allWithin: number;
}

/**
 * Draws the potentials anew, each by itself, from a lognormal distribution
 * around what is given (contract 12.4): potential · exp(σz − σ²/2) with
 * σ² = ln(1 + share²), so that the mean stays and the coefficient of variation
 * is `share`; targets follow the drawn potentials.
 *
 * @returns undefined where potential is not balanced, so that there is no band and no target.
 */
export function noiseOf(
  problem: Problem,
  assignment: Assignment,
  asked: NoiseAsked,
): Noise | undefined {
  const measure = problem.balances.find((one) => one.unfiltered && one.metric === 'potential');
  if (measure === undefined) return undefined;
  const { share, draws, seed } = asked;
  const random = new Random(seed);
  const sigma = Math.sqrt(Math.log(1 + share * share));
  const amounts = new Float64Array(problem.accountCount);
  const within = new Float64Array(measure.groups.names.length);
  const worst: number[] = [];
  let allWithin = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (let account = 0; account < amounts.length; account++) {
      const z = normalQuantile(uniform(random));
      amounts[account] = measure.amounts[account] * Math.exp(sigma * z - (sigma * sigma) / 2);
    }
    const deviations = deviationsWith(problem, measure, assignment, amounts);
    deviations.forEach((size, group) => {
      if (size <= measure.band + rounding) within[group]++;
    });
    worst.push(deviations.reduce((most, size) => Math.max(most, size), 0));
    if (worst[draw] <= measure.band + rounding) allWithin++;
  }
  worst.sort((a, b) => a - b);
  return {
    asked,
    band: measure.band,
    reps: [...measure.groups.of.entries()]
      .filter(([, group]) => group >= 0)
      .map(([rep, group]) => ({ rep, within: within[group] / draws })),
    medianWorst: (worst[Math.floor((draws - 1) / 2)] + worst[Math.floor(draws / 2)]) / 2,
    p90Worst: worst[Math.ceil(0.9 * draws) - 1],
    allWithin: allWithin / draws,
  };
}

const rounding = 1e-9;

/** A number between 0 and 1, neither included: a draw of 0 counts as half the step. */
function uniform(random: Random): number {
  return random.fraction() || 2 ** -33;
}

/** The size of each group's deviation from its target where accounts have these amounts. */
function deviationsWith(
  problem: Problem,
  { groups }: BalanceMeasure,
  assignment: Assignment,
  amounts: Float64Array,
): Float64Array {
  const { repTarget } = balanceTargets(amounts, problem, problem.takes);
  const [loads, targets] = [0, 1].map(() => new Float64Array(groups.names.length));
  amounts.forEach((amount, account) => {
    const group = assignment[account] < 0 ? -1 : groups.of[assignment[account]];
    if (group >= 0) loads[group] += amount;
  });
  groups.of.forEach((group, rep) => {
    if (group >= 0) targets[group] += repTarget[rep];
  });
  return loads.map((load, group) => Math.abs(deviation(load, targets[group])));
}
