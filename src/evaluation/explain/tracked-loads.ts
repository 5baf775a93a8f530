import type { BalanceMeasure, BudgetMeasure, LimitMeasure } from '../../model/problem.js';
import { deviation, deviationCost } from '../balance-cost.js';
import {
  type BudgetExcess,
  budgetShare,
  budgetSide,
  isBroken,
  isPastMax,
  limitShare,
  limitSide,
  toleranceOf,
} from '../bounds.js';
import { rowList, type Step, type Tracked } from './tracked.js';

/** A balance row by the loads of its groups. */
export function trackedBalance(measure: BalanceMeasure, loads: Float64Array): Tracked {
  const { groups, target, amounts } = measure;
  const off = (group: number, load: number): number => deviation(load, target[group]);
  return {
    change: (steps) => {
      let sum = 0;
      for (const group of touched(groups.of, steps)) {
        const after = loads[group] + added(amounts, groups.of, group, steps);
        sum +=
          deviationCost(measure, off(group, after)) -
          deviationCost(measure, off(group, loads[group]));
      }
      return sum / groups.names.length;
    },
    breaks: (steps) => {
      if (measure.level !== 'must' || measure.max === undefined) return [];
      const { max } = measure;
      const broken = touched(groups.of, steps).some((group) => {
        const before = off(group, loads[group]);
        const after = off(group, loads[group] + added(amounts, groups.of, group, steps));
        const further = Math.abs(after) > Math.abs(before) + toleranceOf(max);
        return isPastMax(measure, after) && (!isPastMax(measure, before) || further);
      });
      return broken ? rowList(measure.row) : [];
    },
  };
}

/** A limit row by the loads of its groups, and for percentages by what these are of. */
export function trackedLimit(
  measure: LimitMeasure,
  loads: Float64Array,
  wholes: Float64Array,
): Tracked {
  const { groups, counted, whole, level } = measure;
  const sidesOf = function* (steps: readonly Step[]) {
    for (const group of touched(groups.of, steps)) {
      const load = loads[group];
      const all = wholes[group];
      const more = added(counted, groups.of, group, steps);
      const moreInAll = measure.whole === counted ? more : added(whole, groups.of, group, steps);
      for (const side of ['min', 'max'] as const) {
        const before = limitSide(measure, side, { group, load, whole: all });
        const after = limitSide(measure, side, {
          group,
          load: load + more,
          whole: all + moreInAll,
        });
        if (before !== undefined && after !== undefined) yield { before, after };
      }
    }
  };
  return {
    change: (steps) => {
      let sum = 0;
      for (const { before, after } of sidesOf(steps)) sum += limitShare(after) - limitShare(before);
      return sum / groups.names.length;
    },
    breaks: (steps) => {
      if (level !== 'must') return [];
      for (const { before, after } of sidesOf(steps))
        if (breaksFurther(before, after)) return rowList(measure.row);
      return [];
    },
  };
}

/** A budget row by what leaves its groups of owners. */
export function trackedBudget(
  measure: BudgetMeasure,
  liveOwner: Int32Array,
  leaving: Float64Array,
): Tracked {
  const { groups, amounts, level } = measure;
  const groupOf = (account: number): number =>
    liveOwner[account] < 0 ? -1 : groups.of[liveOwner[account]];
  const sidesOf = function* (steps: readonly Step[]) {
    const more = new Map<number, number>();
    for (const { account, from, to } of steps) {
      const group = groupOf(account);
      const owner = liveOwner[account];
      if (group < 0 || amounts[account] === 0) continue;
      const change = Number(to !== owner) - Number(from !== owner);
      more.set(group, (more.get(group) ?? 0) + change * amounts[account]);
    }
    for (const [group, change] of more) {
      const before = budgetSide(measure, group, leaving[group]);
      yield { before, after: budgetSide(measure, group, leaving[group] + change) };
    }
  };
  return {
    change: (steps) => {
      let sum = 0;
      for (const { before, after } of sidesOf(steps))
        sum += budgetShare(after) - budgetShare(before);
      return sum / groups.names.length;
    },
    breaks: (steps) => {
      if (level !== 'must') return [];
      for (const { before, after } of sidesOf(steps))
        if (breaksFurther(before, after)) return rowList(measure.row);
      return [];
    },
  };
}

type Excess = Pick<BudgetExcess, 'excess' | 'bound'>;

/** Past its bound, and it was not before, or by less. */
function breaksFurther(before: Excess, after: Excess): boolean {
  if (!isBroken(after)) return false;
  return !isBroken(before) || after.excess > before.excess + toleranceOf(after.bound);
}

/** The groups whose load the steps may change. */
export function touched(groupOf: Int32Array, steps: readonly Step[]): readonly number[] {
  const found: number[] = [];
  for (const { from, to } of steps) {
    const left = from < 0 ? -1 : groupOf[from];
    const joined = to < 0 ? -1 : groupOf[to];
    if (left === joined) continue;
    if (left >= 0 && !found.includes(left)) found.push(left);
    if (joined >= 0 && !found.includes(joined)) found.push(joined);
  }
  return found;
}

/** What a group's load gains by the steps. */
export function added(
  amounts: Float64Array,
  groupOf: Int32Array,
  group: number,
  steps: readonly Step[],
): number {
  let sum = 0;
  for (const { account, from, to } of steps) {
    if (to >= 0 && groupOf[to] === group) sum += amounts[account];
    if (from >= 0 && groupOf[from] === group) sum -= amounts[account];
  }
  return sum;
}
