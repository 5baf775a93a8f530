import type { Assignment } from '../../model/assignment.js';
import { AccountState, type BalanceMeasure, type Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { compareIds } from '../../scoring/rank.js';
import { deviationsOf, isPast, toleranceOf } from '../bounds.js';
import { groupLoads } from '../loads.js';
import { repBreach } from './load-checks.js';
import { accountsOf, membersOf, poolOfReps, Tally } from './tally.js';
import type { Baseline, BaselineAccount, Check, Drift, Driver, Held, Policy } from './types.js';

/**
 * What has moved since a plan was adopted: for each unfiltered balanced metric
 * the reps who are past their band and further off than the plan left them,
 * with the accounts that drove it.
 */
export function driftOf(
  problem: Problem,
  held: Held,
  assignment: Assignment,
  baseline: Baseline,
  policy: Policy,
): { readonly checks: readonly Check[]; readonly drift: Drift } {
  const indexOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const checks = problem.balances
    .filter(({ unfiltered }) => unfiltered)
    .map((measure): Check => {
      const tally = new Tally(problem);
      tallyDrift({ problem, measure, assignment, baseline, indexOf }, tally);
      return {
        source: { kind: 'drift', metric: measure.metric, band: measure.band },
        grade: policy.strict ? 'failure' : 'warning',
        counts: 'reps',
        cases: tally.cases(),
      };
    });
  return { checks, drift: countsOf(problem, held, baseline, indexOf) };
}

interface Drifted {
  readonly problem: Problem;
  readonly measure: BalanceMeasure;
  readonly assignment: Assignment;
  readonly baseline: Baseline;
  readonly indexOf: ReadonlyMap<string, number>;
}

function tallyDrift(drifted: Drifted, tally: Tally): void {
  const { problem, measure, assignment, baseline } = drifted;
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  const members = membersOf(measure.groups);
  deviationsOf(measure, loads).forEach((deviation, group) => {
    const [rep] = members[group];
    const pool = poolOfReps(problem, [rep]);
    tally.concern(pool);
    const was = baseline.reps.get(problem.repIds[rep])?.standing.get(measure.metric);
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
      drift: {
        was,
        now,
        drivers: driversOf(drifted, rep).filter(({ amount }) => amount * towards > 0),
      },
    });
  });
}

/** Every account that changed what a rep holds, the greatest change first. */
function driversOf(
  { problem, measure, assignment, baseline, indexOf }: Drifted,
  rep: number,
): Driver[] {
  const repId = problem.repIds[rep];
  const nameOf = (id: string): string => baseline.reps.get(id)?.name ?? (id === '' ? '' : id);
  const drivers: Driver[] = [];
  problem.accountIds.forEach((id, account) => {
    const then = baseline.accounts.get(id);
    const has = assignment[account] === rep;
    const had = then?.repId === repId;
    if (!has && !had) return;
    const amount =
      (has ? measure.amounts[account] : 0) - (had ? amountThen(measure, then, account) : 0);
    if (amount === 0) return;
    const name = cellText(problem.accounts.columns.get('account_name'), account) || id;
    const base = { account, id, name, amount };
    if (has && had) drivers.push({ ...base, cause: 'changed', other: '' });
    else if (has && then === undefined) drivers.push({ ...base, cause: 'new', other: '' });
    else if (has) drivers.push({ ...base, cause: 'came', other: nameOf(then?.repId ?? '') });
    else {
      const to = assignment[account];
      drivers.push({ ...base, cause: 'left', other: to < 0 ? '' : problem.repNames[to] });
    }
  });
  for (const [id, then] of baseline.accounts) {
    if (then.repId !== repId || indexOf.has(id)) continue;
    const amount = -amountThen(measure, then, -1);
    if (amount !== 0) {
      const name = then.name || id;
      drivers.push({ account: -1, id, name, cause: 'gone', other: '', amount });
    }
  }
  return drivers.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareIds(a.id, b.id));
}

/** An account's amount when the plan was made: a plan folder tells potential and workload; of other metrics, today's stands in. */
function amountThen(measure: BalanceMeasure, then: BaselineAccount, account: number): number {
  const { metric } = measure;
  if (metric === 'potential' || metric === 'workload') return then.amounts[metric];
  if (metric === 'accounts') return 1;
  return account < 0 ? 0 : measure.amounts[account];
}

function countsOf(
  problem: Problem,
  held: Held,
  baseline: Baseline,
  indexOf: ReadonlyMap<string, number>,
): Drift {
  let moved = 0;
  let added = 0;
  problem.accountIds.forEach((id, account) => {
    if (problem.state[account] !== AccountState.planned) return;
    const then = baseline.accounts.get(id);
    const rep = held.holder[account];
    if (then === undefined) added++;
    else if (then.repId !== (rep < 0 ? '' : problem.repIds[rep])) moved++;
  });
  let gone = 0;
  for (const id of baseline.accounts.keys()) if (!indexOf.has(id)) gone++;
  return { moved, added, gone };
}
