import { type Backtest, backtestOf } from '../analytics/backtest.js';
import type { Held } from '../evaluation/check/types.js';
import { liveHolders } from '../measures/loads.js';
import type { Problem } from '../model/problem.js';
import type { ReadProblem } from './inputs.js';

/**
 * What happened after the day that opportunities were taken as of, held against
 * today's owners and who holds what; undefined where they are taken as they are.
 */
export function backtestOn(
  read: ReadProblem,
  problem: Problem,
  held: Held,
  quarters: number,
): Backtest | undefined {
  const onDay = read.linked?.onDay;
  if (onDay === undefined) return undefined;
  return backtestOf(
    problem,
    onDay,
    quarters,
    read.problem.owner,
    liveHolders(problem, held.holder),
  );
}
