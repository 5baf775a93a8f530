import { deviationsOf } from '../../measures/balance.js';
import { isPast, toleranceOf } from '../../measures/bounds.js';
import { repBreach } from '../../measures/breach.js';
import { groupLoads } from '../../measures/loads.js';
import { accountsOf, membersOf, poolOfReps, Tally } from '../../measures/tally.js';
import { AccountState, type BalanceMeasure } from '../../model/problem.js';
import type { Judged } from './judged.js';
import type { SincePlan } from './since-plan.js';
import type { Check, Drift } from './types.js';

/**
 * What has moved since a plan was adopted: for each unfiltered balanced metric
 * the reps who are past their band and further off than the plan left them,
 * with the accounts that drove it.
 */
export function driftChecks(judged: Judged, since: SincePlan): Check[] {
  const { problem, policy } = judged;
  return problem.balances
    .filter(({ unfiltered }) => unfiltered)
    .map((measure): Check => {
      const tally = new Tally(problem);
      tallyDrift(judged, since, measure, tally);
      return {
        source: { kind: 'drift', metric: measure.metric, band: measure.band },
        grade: policy.strict ? 'failure' : 'warning',
        counts: 'reps',
        cases: tally.cases(),
        unjudged: undefined,
        heldAside: 0,
      };
    });
}

function tallyDrift(
  { problem, assignment }: Judged,
  since: SincePlan,
  measure: BalanceMeasure,
  tally: Tally,
): void {
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  const members = membersOf(measure.groups);
  deviationsOf(measure, loads).forEach((deviation, group) => {
    const [rep] = members[group];
    const pool = poolOfReps(problem, [rep]);
    tally.concern(pool);
    const was = since.baseline.reps.get(problem.repIds[rep])?.standing.get(measure.metric);
    const size = Math.abs(deviation);
    const further =
      was === undefined ||
      size > Math.abs(was.deviation) + toleranceOf(was.deviation) ||
      deviation * was.deviation < 0;
    if (!isPast(measure.band, size) || !further) return;
    const now = { deviation, target: measure.target[group] };
    const towards = Math.sign(deviation - (was?.deviation ?? 0));
    tally.breach(pool, {
      ...repBreach,
      who: problem.repNames[rep],
      reps: [rep],
      metric: measure.metric,
      measure: 'deviation',
      value: deviation,
      bound: measure.band,
      side: deviation > 0 ? 'max' : 'min',
      load: loads[group],
      middle: now.target,
      accounts: accountsOf(measure.amounts, assignment, [rep]),
      drift: { was, now },
      drivers: since.driversOf([rep], measure).filter(({ amount }) => amount * towards > 0),
    });
  });
}

/** Every account that is not where the plan put it, listed and counted. */
export function driftOf({ problem }: Judged, since: SincePlan): Drift {
  const accounts = since.drifted((account) => problem.state[account] === AccountState.planned);
  const count = (wanted: string): number =>
    accounts.filter(({ change }) => change === wanted).length;
  return { moved: count('moved'), added: count('new'), gone: count('gone'), accounts };
}
