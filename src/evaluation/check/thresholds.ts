import { mean } from 'simple-statistics';
import type { Assignment } from '../../model/assignment.js';
import type { BalanceMeasure, Problem } from '../../model/problem.js';
import { medianOf } from '../../scoring/rank.js';
import { deviation } from '../balance-cost.js';
import { isPast } from '../bounds.js';
import { repLoads } from '../loads.js';
import { middleLoads } from '../territories.js';
import type { Headline } from '../types.js';
import { repBreach, tallyDeviations } from './load-checks.js';
import { accountsOf, allPools, Tally } from './tally.js';
import type { Check, Policy, Unowned, Yardstick } from './types.js';

/** The metrics that thresholds of the command line are about. */
const judgedMetrics = ['potential', 'workload'] as const;

/** What `--max-deviation` and `--max-gini` ask, one check a metric. */
export function thresholdChecks(
  problem: Problem,
  assignment: Assignment,
  figures: Headline,
  policy: Policy,
): Check[] {
  const measures = judgedMetrics.flatMap((metric) =>
    problem.balances.filter((measure) => measure.unfiltered && measure.metric === metric),
  );
  const { maxDeviation, maxGini, against } = policy;
  return [
    ...(maxDeviation === undefined
      ? []
      : measures.map((measure) =>
          deviationCheck(problem, measure, assignment, { against, bound: maxDeviation }),
        )),
    ...(maxGini === undefined
      ? []
      : measures.map((measure) => giniCheck(problem, measure, figures, maxGini))),
  ];
}

function deviationCheck(
  problem: Problem,
  measure: BalanceMeasure,
  assignment: Assignment,
  { against, bound }: { readonly against: Yardstick; readonly bound: number },
): Check {
  const tally = new Tally(problem);
  if (against === 'target') tallyDeviations(problem, measure, bound, assignment, tally);
  else tallyFromMiddle(problem, measure, assignment, { against, bound }, tally);
  return {
    source: { kind: 'max-deviation', metric: measure.metric, against, bound },
    grade: 'failure',
    counts: 'reps',
    cases: tally.cases(),
  };
}

/** load ÷ cap of every live rep against the median or mean of their pool. */
function tallyFromMiddle(
  problem: Problem,
  { amounts, metric }: BalanceMeasure,
  assignment: Assignment,
  { against, bound }: { readonly against: 'median' | 'mean'; readonly bound: number },
  tally: Tally,
): void {
  const loads = repLoads(amounts, problem.repCount, assignment);
  const middleOf = against === 'median' ? medianOf : (all: Float64Array) => mean([...all]);
  const middles = middleLoads(problem, loads, middleOf);
  for (let rep = 0; rep < problem.repCount; rep++) {
    if (problem.live[rep] === 0) continue;
    const pool = problem.pools.of[rep];
    tally.concern(pool);
    const value = deviation(loads[rep] / problem.cap[rep], middles[rep]);
    if (!isPast(bound, Math.abs(value))) continue;
    tally.breach(pool, {
      ...repBreach,
      who: problem.repNames[rep],
      reps: [rep],
      metric,
      measure: 'deviation',
      value,
      bound,
      side: value > 0 ? 'max' : 'min',
      load: loads[rep],
      middle: problem.cap[rep] * middles[rep],
      against,
      accounts: accountsOf(amounts, assignment, [rep]),
    });
  }
}

function giniCheck(
  problem: Problem,
  { metric }: BalanceMeasure,
  figures: Headline,
  bound: number,
): Check {
  const tally = new Tally(problem);
  tally.concern(allPools);
  const value = figures.evenness.get(metric)?.gini ?? 0;
  if (isPast(bound, value)) {
    tally.breach(allPools, { kind: 'whole', value, bound, accounts: [] });
  }
  return {
    source: { kind: 'max-gini', metric, bound },
    grade: 'failure',
    counts: 'reps',
    cases: tally.cases(),
  };
}

/** What `--max-unowned` asks; without it, accounts that nobody has are worth a warning. */
export function unownedCheck(problem: Problem, unowned: Unowned, policy: Policy): Check {
  const bound = policy.maxUnowned;
  const count = unowned.accounts.length;
  const most =
    bound === undefined ? 0 : bound.share ? bound.amount * unowned.planned : bound.amount;
  const tally = new Tally(problem);
  tally.concern(allPools);
  if (isPast(most, count)) {
    const breach = {
      kind: 'whole',
      value: count,
      bound: most,
      accounts: unowned.accounts,
    } as const;
    tally.breach(allPools, breach);
  }
  return {
    source: { kind: 'unowned', bound, planned: unowned.planned },
    grade: bound !== undefined || policy.strict ? 'failure' : 'warning',
    counts: 'accounts',
    cases: tally.cases(),
  };
}
