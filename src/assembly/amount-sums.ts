import type { InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';

type Amounts = Pick<
  Problem,
  | 'potential'
  | 'workload'
  | 'disruption'
  | 'arr'
  | 'distance'
  | 'balances'
  | 'limits'
  | 'budgets'
  | 'placements'
>;

/** Squares and shares of sums are still numbers. */
const greatestSum = 1e150;

/** Whether every amount that a plan is judged by can be added up over all accounts. */
export function addUp(problem: Amounts): boolean {
  const { potential, workload, disruption, arr, balances, limits, budgets, placements } = problem;
  const columns = new Set([
    potential,
    workload,
    disruption,
    arr,
    ...balances.map(({ amounts }) => amounts),
    ...limits.flatMap(({ counted, whole }) => [counted, whole]),
    ...budgets.map(({ amounts }) => amounts),
    ...placements.flatMap(({ amounts }) => amounts ?? []),
  ]);
  return (
    [...columns].every((amounts) => sizeOf(amounts) <= greatestSum) &&
    balances.every(({ target }) => target.every(Number.isFinite)) &&
    problem.distance?.divisor !== Infinity
  );
}

function sizeOf(amounts: Float64Array): number {
  let size = 0;
  // Accounts that are left out may have none.
  for (const amount of amounts) if (!Number.isNaN(amount)) size += Math.abs(amount);
  return size;
}

/** What to say where amounts, or terms made of them, overflow. */
export function amountsTooLarge(file: string): InputProblem {
  return {
    file,
    what: 'has amounts too large to add up',
    remedy: 'give them in thousands or millions',
  };
}
