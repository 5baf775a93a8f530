import type { BalanceMeasure, BudgetMeasure, LimitMeasure } from '../../model/problem.js';
import { budgetExcess, deviationsOf, isPast, limitSides, toleranceOf } from '../bounds.js';
import { groupLoads } from '../loads.js';
import { groupName } from '../outcomes.js';
import type { Judged } from './judged.js';
import { mendingOf, wholeUp } from './remedies.js';
import type { Amounts } from './since-plan.js';
import { accountsOf, allPools, greatestFirst, membersOf, poolOfReps, type Tally } from './tally.js';
import type { RepBreach } from './types.js';

/** Whose deviation passes a bound: a balance row's max, or a threshold of the command line. */
export function tallyDeviations(
  judged: Judged,
  measure: BalanceMeasure,
  bound: number,
  tally: Tally,
): void {
  const { problem, assignment } = judged;
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  const members = membersOf(measure.groups);
  deviationsOf(measure, loads).forEach((value, group) => {
    const reps = members[group];
    const pool = poolOfReps(problem, reps);
    tally.concern(pool);
    if (!isPast(bound, Math.abs(value))) return;
    tally.breach(pool, {
      ...deviationBreach(judged, measure, {
        reps,
        value,
        bound,
        load: loads[group],
        middle: measure.target[group],
      }),
      who: groupName(problem, measure, group),
    });
  });
}

/** Reps too far from what they should hold, with what would bring them back. */
export function deviationBreach(
  judged: Judged,
  amounts: Amounts,
  off: Pick<RepBreach, 'reps' | 'value' | 'bound' | 'load' | 'middle'>,
): Omit<RepBreach, 'who'> {
  const { reps, value, bound, load, middle } = off;
  const side = value > 0 ? 'max' : 'min';
  const excess = side === 'max' ? load - (1 + bound) * middle : (1 - bound) * middle - load;
  return {
    ...repBreach,
    ...off,
    metric: amounts.metric,
    measure: 'deviation',
    side,
    accounts: accountsOf(amounts.amounts, judged.assignment, reps),
    ...mendingOf(judged, { ...amounts, reps, side }, excess),
  };
}

/** Who holds more or less than a limit row, or max_accounts, allows. */
export function tallyLimit(judged: Judged, measure: LimitMeasure, tally: Tally): void {
  const { problem, assignment } = judged;
  const members = membersOf(measure.groups);
  for (const reps of members) tally.concern(poolOfReps(problem, reps));
  for (const { group, load, excess, bound, side } of limitSides(measure, assignment)) {
    if (excess <= toleranceOf(bound)) continue;
    const reps = members[group];
    const written = measure[side];
    const share = written?.share ? written.amount : undefined;
    const { metric, counted: amounts } = measure;
    // What is given up lowers the total that a percentage is of as well.
    const least = share === undefined ? excess : excess / (1 - share);
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
      share,
      accounts: accountsOf(amounts, assignment, reps),
      ...mendingOf(judged, { metric, amounts, unfiltered: false, reps, side }, least),
    });
  }
}

/** Which owners lose more than a budget row allows. */
export function tallyBudget(
  { problem, assignment }: Judged,
  measure: BudgetMeasure,
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
    const accounts = greatestFirst(measure.amounts, (account) => {
      const owner = problem.liveOwner[account];
      return (
        owner >= 0 &&
        measure.amounts[account] > 0 &&
        assignment[account] !== owner &&
        measure.groups.of[owner] === group
      );
    });
    const amount = measure.metric === 'accounts' ? wholeUp(excess) : excess;
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
      accounts,
      remedy: { what: 'return', amount, accounts },
    });
  }
}

/** What most breaches by reps have in common. */
export const repBreach = {
  kind: 'reps',
  middle: Number.NaN,
  against: 'target',
  share: undefined,
  remedy: undefined,
  drift: undefined,
  drivers: [],
} as const satisfies Partial<RepBreach>;
