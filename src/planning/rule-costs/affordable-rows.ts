import type { Problem } from '../../model/problem.js';
import type { Effort } from '../../solver/model/program.js';

/** Beyond so many accounts a second problem beside the plan's takes more memory than there is to spare. */
export const mostAssembled = 200_000;

/** The part of planning that the costs of rows may take. */
const share = 0.1;

/**
 * How many rows a problem may be assembled again without, in that part of the
 * planning. Counted by the size of the problem and never by the clock; in
 * milliseconds of one machine, where planning grows with the accounts, and a row
 * with the accounts and with the pairs that one look at all of them takes.
 */
export function affordableRows({ accountCount, repCount }: Problem, effort: Effort): number {
  const planning = (1500 + 0.37 * accountCount) * factorOf[effort];
  const row = 10 + 0.005 * accountCount + 2e-5 * accountCount * repCount;
  return Math.ceil((share * planning) / row);
}

/**
 * And for how many of these better prices than those of the plan are sought: in a large
 * program that takes as long as all else a row takes.
 */
export function affordableClimbs(problem: Problem, effort: Effort): number {
  return effort === 'quick' ? 0 : Math.ceil(affordableRows(problem, effort) / 3);
}

const factorOf: Record<Effort, number> = { quick: 0.4, normal: 1, thorough: 8 };
