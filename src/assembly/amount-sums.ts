import { eachMeasure } from '../measures/index.js';
import type { InputProblem } from '../model/input-problem.js';
import type { MeasureLists, Problem } from '../model/problem.js';

type Amounts = MeasureLists &
  Pick<Problem, 'potential' | 'workload' | 'disruption' | 'arr' | 'distance'>;

/** Squares and shares of sums are still numbers. */
const greatestSum = 1e150;

/** Whether every amount that a plan is judged by can be added up over all accounts. */
export function addUp(problem: Amounts): boolean {
  const { potential, workload, disruption, arr } = problem;
  const measured = eachMeasure(problem, ({ amounts, sums }, measure) => ({
    amounts: amounts(measure),
    sums: sums?.(measure),
  }));
  const columns = new Set([
    potential,
    workload,
    disruption,
    arr,
    ...measured.flatMap(({ amounts }) => amounts),
  ]);
  return (
    [...columns].every((amounts) => sizeOf(amounts) <= greatestSum) &&
    measured.every(({ sums }) => sums === undefined || sums.every(Number.isFinite)) &&
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
