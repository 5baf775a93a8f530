import { mean } from 'simple-statistics';
import { deviation, deviationBreach, gatherDeviations } from '../../measures/balance.js';
import { isPast } from '../../measures/bounds.js';
import { repLoads } from '../../measures/loads.js';
import { mayTakeAll, oncePerSet } from '../../measures/remedies.js';
import { allPools, Tally } from '../../measures/tally.js';
import type { BalanceMeasure, Problem } from '../../model/problem.js';
import { medianOf } from '../../scoring/rank.js';
import { middleLoads } from '../territories.js';
import type { Headline } from '../types.js';
import type { Judged } from './judged.js';
import type { Noise } from './noise.js';
import type { Check, Unowned, Yardstick } from './types.js';

/** The metrics that thresholds of the command line are about. */
const judgedMetrics = ['potential', 'workload'] as const;

/** What `--max-deviation` and `--max-gini` ask, one check a metric. */
export function thresholdChecks(judged: Judged, figures: Headline): Check[] {
  const { problem, policy } = judged;
  const measures = judgedMetrics.flatMap((metric) =>
    problem.balances.filter((measure) => measure.unfiltered && measure.metric === metric),
  );
  const { maxDeviation, maxGini, against } = policy;
  return [
    ...(maxDeviation === undefined
      ? []
      : measures.map((measure) =>
          deviationCheck(judged, measure, { against, bound: maxDeviation }),
        )),
    ...(maxGini === undefined
      ? []
      : measures.map((measure) => giniCheck(problem, measure, figures, maxGini))),
  ];
}

function deviationCheck(
  judged: Judged,
  measure: BalanceMeasure,
  { against, bound }: { readonly against: Yardstick; readonly bound: number },
): Check {
  const tally = new Tally(judged.problem);
  if (against === 'target') gatherDeviations(judged, measure, bound, tally);
  else tallyFromMiddle(judged, measure, { against, bound }, tally);
  return {
    source: { kind: 'max-deviation', metric: measure.metric, against, bound },
    grade: 'failure',
    counts: 'reps',
    cases: tally.cases(),
    unjudged: undefined,
    heldAside: 0,
  };
}

/** load ÷ cap of every live rep against the median or mean of their pool. */
function tallyFromMiddle(
  judged: Judged,
  measure: BalanceMeasure,
  { against, bound }: { readonly against: 'median' | 'mean'; readonly bound: number },
  tally: Tally,
): void {
  const { problem, assignment } = judged;
  const loads = repLoads(measure.amounts, problem.repCount, assignment);
  const middleOf = against === 'median' ? medianOf : (all: Float64Array) => mean([...all]);
  const middles = middleLoads(problem, loads, middleOf);
  for (let rep = 0; rep < problem.repCount; rep++) {
    if (problem.takes[rep] === 0) continue;
    const pool = problem.pools.of[rep];
    tally.concern(pool);
    const value = deviation(loads[rep] / problem.cap[rep], middles[rep]);
    if (!isPast(bound, Math.abs(value))) continue;
    const middle = problem.cap[rep] * middles[rep];
    tally.breach(pool, {
      ...deviationBreach(judged, measure, { reps: [rep], value, bound, load: loads[rep], middle }),
      who: problem.repNames[rep],
      against,
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
    unjudged: undefined,
    heldAside: 0,
  };
}

/** What `--fail-under` asks of `--noise`; nothing where it is not given. */
export function noiseCheck(problem: Problem, { asked, allWithin }: Noise): Check[] {
  const { failUnder, share } = asked;
  if (failUnder === undefined) return [];
  const tally = new Tally(problem);
  tally.concern(allPools);
  if (isPast(-failUnder, -allWithin)) {
    tally.breach(allPools, { kind: 'whole', value: allWithin, bound: failUnder, accounts: [] });
  }
  return [
    {
      source: { kind: 'noise', metric: 'potential', share, bound: failUnder },
      grade: 'failure',
      counts: 'reps',
      cases: tally.cases(),
      unjudged: undefined,
      heldAside: 0,
    },
  ];
}

/** What `--max-unowned` asks; without it, accounts that nobody has are worth a warning. */
export function unownedCheck(judged: Judged, unowned: Unowned): Check {
  const { problem, policy, held, since } = judged;
  const bound = policy.maxUnowned;
  const most =
    bound === undefined ? 0 : bound.share ? bound.amount * unowned.planned : bound.amount;
  const tally = new Tally(problem);
  tally.concern(allPools);
  if (isPast(most, unowned.accounts.length)) {
    const mayGoTo = oncePerSet(
      (account) => problem.eligible[account],
      (account) => mayTakeAll(problem, [account]),
    );
    for (const account of unowned.accounts) {
      tally.breach(allPools, {
        kind: 'unowned',
        account,
        rep: held.holder[account],
        stale: held.stale(account),
        mayGoTo: mayGoTo(account),
        planned: since?.plannedName(account),
      });
    }
  }
  return {
    source: { kind: 'unowned', bound, planned: unowned.planned },
    grade: bound !== undefined || policy.strict ? 'failure' : 'warning',
    counts: 'accounts',
    cases: tally.cases(),
    unjudged: undefined,
    heldAside: 0,
  };
}
