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

/** Their empty cells have a value of their own, which the column does not show. */
const ownAmounts = ['potential', 'workload', 'arr', 'disruption'] as const;

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
  const own = ownAmounts.find((one) => one === name);
  if (own !== undefined) return problem[own];
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

/** A bound of a rule, with as few digits as tell something. */
export function scaledRoughly(amount: number, scale: number): number {
  return scale === 1 ? amount : Number((amount * scale).toPrecision(3));
}
