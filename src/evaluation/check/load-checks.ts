import type { Assignment } from '../../model/assignment.js';
import type { BalanceMeasure, BudgetMeasure, LimitMeasure, Problem } from '../../model/problem.js';
import { budgetExcess, deviationsOf, isPast, limitSides, toleranceOf } from '../bounds.js';
import { groupLoads } from '../loads.js';
import { groupName } from '../outcomes.js';
import { accountsOf, allPools, greatestFirst, membersOf, poolOfReps, type Tally } from './tally.js';
import type { RepBreach } from './types.js';

/** Whose deviation passes a bound: a balance row's max, or a threshold of the command line. */
export function tallyDeviations(
  problem: Problem,
  measure: BalanceMeasure,
  bound: number,
  assignment: Assignment,
  tally: Tally,
): void {
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  const members = membersOf(measure.groups);
  deviationsOf(measure, loads).forEach((value, group) => {
    const reps = members[group];
    const pool = poolOfReps(problem, reps);
    tally.concern(pool);
    if (!isPast(bound, Math.abs(value))) return;
    tally.breach(pool, {
      ...repBreach,
      who: groupName(problem, measure, group),
      reps,
      metric: measure.metric,
      measure: 'deviation',
      value,
      bound,
      side: value > 0 ? 'max' : 'min',
      load: loads[group],
      middle: measure.target[group],
      accounts: accountsOf(measure.amounts, assignment, reps),
    });
  });
}

/** Who holds more or less than a limit row, or max_accounts, allows. */
export function tallyLimit(
  problem: Problem,
  measure: LimitMeasure,
  assignment: Assignment,
  tally: Tally,
): void {
  const members = membersOf(measure.groups);
  for (const reps of members) tally.concern(poolOfReps(problem, reps));
  for (const { group, load, excess, bound, side } of limitSides(measure, assignment)) {
    if (excess <= toleranceOf(bound)) continue;
    const reps = members[group];
    const written = measure[side];
    tally.breach(poolOfReps(problem, reps), {
      ...repBreach,
      who: groupName(problem, measure, group),
      reps,
      metric: measure.metric,
      measure: 'holds',
      value: load,
      bound,
      side,
      load,
      share: written?.share ? written.amount : undefined,
      accounts: accountsOf(measure.counted, assignment, reps),
    });
  }
}

/** Which owners lose more than a budget row allows. */
export function tallyBudget(
  problem: Problem,
  measure: BudgetMeasure,
  assignment: Assignment,
  tally: Tally,
): void {
  const ofAll = measure.groups.names.length === 1 && measure.groups.names[0] === 'all';
  const members = membersOf(measure.groups);
  for (const { group, load, bound, excess } of budgetExcess(
    measure,
    problem.liveOwner,
    assignment,
  )) {
    const pool = ofAll ? allPools : poolOfReps(problem, members[group]);
    tally.concern(pool);
    if (excess <= toleranceOf(bound)) continue;
    tally.breach(pool, {
      ...repBreach,
      who: ofAll ? '' : groupName(problem, measure, group),
      reps: ofAll ? [] : members[group],
      metric: measure.metric,
      measure: 'loses',
      value: load,
      bound,
      side: 'max',
      load,
      accounts: greatestFirst(measure.amounts, (account) => {
        const owner = problem.liveOwner[account];
        return (
          owner >= 0 &&
          measure.amounts[account] > 0 &&
          assignment[account] !== owner &&
          measure.groups.of[owner] === group
        );
      }),
    });
  }
}

/** What most breaches by reps have in common. */
export const repBreach = {
  kind: 'reps',
  middle: Number.NaN,
  against: 'target',
  share: undefined,
  drift: undefined,
} as const satisfies Partial<RepBreach>;
