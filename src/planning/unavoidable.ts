import type { Problem } from '../model/problem.js';
import { programOf } from '../solver/from-problem.js';
import { leastCost } from '../solver/least-cost.js';
import type { SolveOptions } from '../solver/program.js';

/** Beyond this many pairs of accounts and reps the question takes too long for a footnote. */
const mostPairs = 3_000_000;

/**
 * How much of the mean absolute deviation of potential and of workload no plan
 * under the must rules can remove, in percent, by metric: a proven floor, found
 * by asking for evenness in that metric and nothing else.
 */
export async function unavoidableDeviations(
  problem: Problem,
  options: SolveOptions,
): Promise<ReadonlyMap<string, number>> {
  const floors = new Map<string, number>();
  if (problem.accountCount * problem.repCount > mostPairs) return floors;
  for (const { unfiltered, metric, groups } of problem.balances) {
    if (!unfiltered || groups.names.length === 0) continue;
    if (metric !== 'potential' && metric !== 'workload') continue;
    const floor = await leastCost(programOf(onlyEvenness(problem, metric)).program, options);
    if (Number.isFinite(floor)) floors.set(metric, 100 * Math.max(0, floor));
  }
  return floors;
}

/** The same choices and must rules, with the mean absolute deviation of one metric as the only cost. */
function onlyEvenness(problem: Problem, metric: string): Problem {
  const weightless = <M extends { readonly weight: number }>(measures: readonly M[]): M[] =>
    measures.map((measure) => ({ ...measure, weight: 0 }));
  return {
    ...problem,
    balances: problem.balances.map((measure) =>
      measure.unfiltered && measure.metric === metric
        ? {
            ...measure,
            weight: 1,
            band: 0,
            max: measure.level === 'must' ? measure.max : undefined,
          }
        : { ...measure, weight: 0 },
    ),
    limits: weightless(problem.limits),
    budgets: weightless(problem.budgets),
    placements: weightless(problem.placements),
    togethers: weightless(problem.togethers),
    disruptionWeight: 0,
    distanceWeight: 0,
  };
}
