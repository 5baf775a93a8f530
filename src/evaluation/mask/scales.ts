import { AccountState, type Problem } from '../../model/problem.js';
import { filledNumbers, fold } from '../../model/table.js';

/** What the mean account has of every amount once it is masked. */
const meanMasked = 100;

/** What amounts of a metric are multiplied by, so that shares stay true and amounts do not show. */
export type Scales = (metric: string) => number;

/** These tell nothing about anyone: counts, and percentiles. */
const unscaled = new Set([
  'accounts',
  'score',
  'open_opportunities',
  'touches_90d',
  'win_rate',
  '',
]);

/**
 * Each metric has its own scale: that by which the mean of the planned accounts
 * with any of it is 100.
 */
export function scalesOf(problem: Problem): Scales {
  const known = new Map<string, number>();
  return (metric) => {
    const name = fold(metric);
    if (unscaled.has(name)) return 1;
    const scale = known.get(name) ?? scaleOf(problem, amountsOf(problem, name));
    known.set(name, scale);
    return scale;
  };
}

function amountsOf(problem: Problem, name: string): Float64Array | undefined {
  if (name === 'potential' || name === 'workload' || name === 'arr' || name === 'disruption') {
    return problem[name];
  }
  return filledNumbers(problem.accounts, name);
}

function scaleOf({ state }: Problem, amounts: Float64Array | undefined): number {
  let [sum, count] = [0, 0];
  amounts?.forEach((amount, account) => {
    if (state[account] !== AccountState.planned || !(amount > 0)) return;
    sum += amount;
    count++;
  });
  return sum > 0 && Number.isFinite(sum) ? (meanMasked * count) / sum : 1;
}

export function scaled(amounts: Float64Array, scale: number): Float64Array {
  return scale === 1 ? amounts : amounts.map((amount) => amount * scale);
}

/** A bound of a rule, with as few digits as tell something. */
export function scaledRoughly(amount: number, scale: number): number {
  return scale === 1 ? amount : Number((amount * scale).toPrecision(3));
}
