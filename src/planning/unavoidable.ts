import { withMeasures } from '../measures/index.js';
import type { Problem } from '../model/problem.js';
import type { LeastCost, Multipliers, Program, SolveOptions } from '../solver/model/program.js';
import { programOf } from '../solver/translate/from-problem.js';

/** Beyond this many pairs of accounts and reps the question takes too long for a footnote. */
const mostPairs = 3_000_000;

/** What no plan under the must rules can go below. */
export interface Floor {
  readonly metric: string;
  /** Mean absolute deviation in percent. */
  readonly percent: number;
  /** Prove it, by the bound of evenness in this metric alone. */
  readonly multipliers: Multipliers;
}

/**
 * How much of the mean absolute deviation of potential and of workload no plan
 * under the must rules can remove, in percent, by metric: a proven floor, found
 * by asking for evenness in that metric and nothing else.
 */
export async function unavoidableDeviations(
  problem: Problem,
  options: SolveOptions,
  leastCosts: (
    programs: readonly Program[],
    options: SolveOptions,
  ) => Promise<readonly LeastCost[]>,
): Promise<readonly Floor[]> {
  if (problem.accountCount * problem.repCount > mostPairs) return [];
  const metrics = problem.balances
    .filter(({ unfiltered, groups }) => unfiltered && groups.names.length > 0)
    .map(({ metric }) => metric)
    .filter((metric) => metric === 'potential' || metric === 'workload');
  if (metrics.length === 0) return [];
  const programs = metrics.map((metric) => programOf(onlyEvenness(problem, metric)).program);
  const floors = (await leastCosts(programs, options)).map(({ bound, multipliers }, at) => ({
    metric: metrics[at],
    percent: 100 * Math.max(0, bound),
    multipliers,
  }));
  return floors.filter(({ percent }) => Number.isFinite(percent));
}

/** The same choices and must rules, with the mean absolute deviation of one metric as the only cost. */
function onlyEvenness(problem: Problem, metric: string): Problem {
  const weightless = withMeasures(problem, (_family, measure) => ({ ...measure, weight: 0 }));
  return {
    ...weightless,
    balances: weightless.balances.map((measure) =>
      measure.unfiltered && measure.metric === metric
        ? {
            ...measure,
            weight: 1,
            band: 0,
            max: measure.level === 'must' ? measure.max : undefined,
          }
        : measure,
    ),
    disruptionWeight: 0,
    distanceWeight: 0,
    relationshipWeight: 0,
  };
}
