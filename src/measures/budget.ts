import type { Assignment } from '../model/assignment.js';
import { countUp } from '../model/grouping.js';
import type { BudgetMeasure, Problem } from '../model/problem.js';
import type { RuleBound } from '../model/rule.js';
import { type Excess, isBroken, isPast } from './bounds.js';
import { repBreach } from './breach.js';
import type { ConflictFact, Contradiction } from './facts.js';
import { type MeasureFamily, nothing } from './family.js';
import { hasNegative } from './group-amounts.js';
import { groupName, leavingLoads, scaled } from './loads.js';
import { wholeUp } from './remedies.js';
import { allPools, greatestFirst, membersOf, poolOfReps } from './tally.js';
import { type Step, trackedBySides } from './tracked.js';

/** What leaves one group of owners against its budget. */
interface BudgetSide extends Excess {
  readonly group: number;
  readonly load: number;
}

function budgetSides(
  measure: BudgetMeasure,
  { liveOwner }: Problem,
  assignment: Assignment,
): BudgetSide[] {
  const loads = leavingLoads(measure.amounts, measure.groups, liveOwner, assignment);
  return Array.from(loads, (load, group) => budgetSide(measure, group, load));
}

function budgetSide(measure: BudgetMeasure, group: number, load: number): BudgetSide {
  const bound = measure.max[group];
  return { group, load, bound, excess: Math.max(0, load - bound) };
}

/** What a group's excess adds to the term of a should budget, before the mean over groups. */
function budgetShare({ excess, bound }: BudgetSide): number {
  return excess / Math.max(bound, 1);
}

/** Budgets over all owners of which nothing is left for one account more, or next to nothing. */
export function usedUp(problem: Problem, assignment: Assignment): readonly BudgetMeasure[] {
  return problem.budgets.filter((measure) => {
    const [side, ...others] = budgetSides(measure, problem, assignment);
    if (side === undefined || others.length > 0) return false;
    const left = side.bound - side.load;
    return measure.metric === 'accounts' ? left < 1 : left <= nextToNothing * side.bound;
  });
}

const nextToNothing = 0.05;

/** What leaves live owners, up to a bound. */
export const budget: MeasureFamily<BudgetMeasure> = {
  name: 'budget',
  list: ({ budgets }) => budgets,
  put: (budgets) => ({ budgets }),
  amounts: ({ amounts }) => [amounts],
  factsPlace: 3,
  alwaysTerm: false,
  counts: 'owners',
  /** Mean over the row's owners of excess ÷ max(bound, 1). */
  term(measure, problem, assignment) {
    const sides = budgetSides(measure, problem, assignment);
    if (sides.length === 0) return undefined;
    let sum = 0;
    for (const side of sides) sum += budgetShare(side);
    return sum / sides.length;
  },
  judge(measure, problem, assignment) {
    const groups = budgetSides(measure, problem, assignment);
    if (groups.length === 0) return { ...nothing, counts: 'owners', metric: measure.metric };
    const worst = groups.reduce((a, b) => (b.load - b.bound > a.load - a.bound ? b : a));
    return {
      ...nothing,
      counts: 'owners',
      concerned: groups.length,
      broken: groups.filter(isBroken).length,
      metric: measure.metric,
      worst: {
        who: groupName(problem, measure.groups, worst.group),
        measure: 'loses',
        value: worst.load,
        bound: worst.bound,
        side: 'max',
        share: undefined,
      },
    };
  },
  gather(measure, { problem, assignment }, tally) {
    const ofAll = measure.groups.names.length === 1 && measure.groups.names[0] === 'all';
    const members = membersOf(measure.groups);
    for (const side of budgetSides(measure, problem, assignment)) {
      const { group, load, bound, excess } = side;
      const pool = ofAll ? allPools : poolOfReps(problem, members[group]);
      tally.concern(pool);
      if (!isBroken(side)) continue;
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
        who: ofAll ? '' : groupName(problem, measure.groups, group),
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
  },
  against:
    (measure, { problem }) =>
    ({ account }) => {
      const { metric, groups, max } = measure;
      const owner = problem.liveOwner[account];
      const group = owner < 0 ? -1 : groups.of[owner];
      const ofAll = groups.names.length === 1 && groups.names[0] === 'all';
      const who = ofAll || group < 0 ? '' : groupName(problem, groups, group);
      return { is: 'leaving', who, metric, bound: max[Math.max(0, group)] };
    },
  tracked(measure, { problem, assignment }) {
    const { groups, amounts } = measure;
    const { liveOwner } = problem;
    const leaving = leavingLoads(amounts, groups, liveOwner, assignment);
    const groupOf = (account: number): number =>
      liveOwner[account] < 0 ? -1 : groups.of[liveOwner[account]];
    const sidesOf = function* (steps: readonly Step[]) {
      const more = new Map<number, number>();
      for (const { account, from, to } of steps) {
        const group = groupOf(account);
        const owner = liveOwner[account];
        if (group < 0 || amounts[account] === 0) continue;
        const change = Number(to !== owner) - Number(from !== owner);
        countUp(more, group, change * amounts[account]);
      }
      for (const [group, change] of more) {
        const before = budgetSide(measure, group, leaving[group]);
        yield { before, after: budgetSide(measure, group, leaving[group] + change) };
      }
    };
    return trackedBySides(measure, budgetShare, sidesOf);
  },
  facts: mustLeave,
  contradictions: leavingAbove,
  idle(measure, { problem }) {
    if (hasNegative(measure.amounts)) return undefined;
    const whole = ownedSums(problem, measure);
    if (whole.every((amount) => amount === 0)) return { reason: 'concerns-nobody' };
    if (whole.some((amount, group) => amount > measure.max[group])) return undefined;
    return {
      reason: 'max-out-of-reach',
      bound: Math.max(...measure.max),
      share: false,
      most: Math.max(...whole),
    };
  },
  masked(measure, { scale, groups }) {
    const by = scale(measure.metric);
    return {
      ...measure,
      amounts: scaled(measure.amounts, by),
      max: scaled(measure.max, by),
      groups: groups(measure.groups),
    };
  },
  bounds: {
    loads: ({ name }) => [name],
    binds: () => true,
    broken(measure, problem, assignment) {
      const past = budgetSides(measure, problem, assignment).filter(isBroken);
      const from = writtenMax(problem, measure);
      if (past.length === 0 || from === undefined) return [];
      const sums = ownedSums(problem, measure);
      const needed = past.map(({ load, group }) => (from.percent ? load / sums[group] : load));
      const whole = measure.metric === 'accounts' && !from.percent;
      return [{ row: measure.row, column: 'max', from, whole, needed: Math.max(...needed) }];
    },
    moved(measure, problem, at) {
      const amount = at('max');
      if (amount === undefined) return measure;
      const max = writtenMax(problem, measure)?.percent
        ? ownedSums(problem, measure).map((sum) => sum * amount)
        : measure.max.map(() => amount);
      return { ...measure, max };
    },
  },
};

/** The bound as its row has it: in the measure a percentage is an amount already. */
function writtenMax({ rules }: Problem, measure: BudgetMeasure): RuleBound | undefined {
  return rules.find(({ row }) => row === measure.row)?.max;
}

/** What a budget's percentage is of, by group. */
function ownedSums(problem: Problem, { amounts, groups, max }: BudgetMeasure): Float64Array {
  const sums = new Float64Array(max.length);
  for (let account = 0; account < amounts.length; account++) {
    const owner = problem.liveOwner[account];
    if (owner >= 0 && groups.of[owner] >= 0) sums[groups.of[owner]] += amounts[account];
  }
  return sums;
}

/** Accounts whose owner may not have them, above what may leave. */
function mustLeave(budget: BudgetMeasure, problem: Problem): ConflictFact[] {
  if (budget.amounts.some((amount) => amount < 0)) return [];
  const amount = new Float64Array(budget.max.length);
  const accounts: number[][] = Array.from(budget.max, () => []);
  for (let account = 0; account < problem.accountCount; account++) {
    const owner = problem.liveOwner[account];
    const set = problem.eligible[account];
    if (owner < 0 || set < 0 || budget.groups.of[owner] < 0) continue;
    if (budget.amounts[account] === 0 || problem.repSets[set].mask[owner] === 1) continue;
    amount[budget.groups.of[owner]] += budget.amounts[account];
    accounts[budget.groups.of[owner]].push(account);
  }
  return Array.from(budget.max.keys())
    .filter((group) => amount[group] > budget.max[group] * (1 + 1e-9))
    .slice(0, 1)
    .map((group) => ({
      kind: 'must leave',
      row: budget.row,
      metric: budget.metric,
      amount: amount[group],
      allowed: budget.max[group],
      accounts: accounts[group],
    }));
}

/** What must leave its owner whatever is planned, above what may leave. */
function leavingAbove(measure: BudgetMeasure, problem: Problem): readonly Contradiction[] {
  if (hasNegative(measure.amounts)) return [];
  const leaving = new Float64Array(measure.max.length);
  const accounts = new Uint32Array(measure.max.length);
  measure.amounts.forEach((amount, account) => {
    const owner = problem.liveOwner[account];
    const set = problem.eligible[account];
    if (amount === 0 || set < 0 || owner < 0 || measure.groups.of[owner] < 0) return;
    if (problem.repSets[set].mask[owner] === 1) return;
    leaving[measure.groups.of[owner]] += amount;
    accounts[measure.groups.of[owner]]++;
  });
  return Array.from(leaving.entries())
    .filter(([group, amount]) => isPast(measure.max[group], amount))
    .map(([group, amount]) => ({
      why: 'leaving-above-max',
      metric: measure.metric,
      bound: measure.max[group],
      amount,
      accounts: accounts[group],
    }));
}
