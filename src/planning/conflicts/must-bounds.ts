import {
  budgetExcess,
  deviationsOf,
  isBroken,
  isPastMax,
  limitSides,
} from '../../evaluation/bounds.js';
import { groupLoads } from '../../evaluation/loads.js';
import type { Assignment } from '../../model/assignment.js';
import type { BudgetMeasure, MeasureRow, Problem } from '../../model/problem.js';
import type { Relaxation } from '../../model/relaxation.js';
import type { RuleBound } from '../../model/rule.js';
import { boundKey } from './must-model.js';

/** A bound of a must row that a plan does not keep, and what it would have to be. */
export interface BrokenBound {
  readonly row: MeasureRow;
  readonly column: 'min' | 'max' | 'max_accounts';
  readonly from: RuleBound;
  /** As written: a number that people can say, past what the plan needs. */
  readonly to: number;
  /** Whole numbers only. */
  readonly whole: boolean;
}

/** How much a bound is moved, as a part of it. */
export function moveOf({ from, to }: Pick<BrokenBound, 'from' | 'to'>): number {
  const least = from.percent ? 0.01 : 1;
  return Math.abs(to - from.amount) / Math.max(Math.abs(from.amount), least);
}

export function boundId({ row, column }: Pick<BrokenBound, 'row' | 'column'>): string {
  return `${boundKey(row)} ${column}`;
}

/** The bounds that an assignment breaks, each moved as far as it needs. */
export function brokenBounds(problem: Problem, assignment: Assignment): readonly BrokenBound[] {
  const broken: BrokenBound[] = [];
  const add = (bound: Omit<BrokenBound, 'to'>, needed: number): void => {
    broken.push({ ...bound, to: written(bound, needed, 'far') });
  };
  for (const measure of problem.balances) {
    const { row, level, max } = measure;
    if (level !== 'must' || max === undefined) continue;
    const past = deviationsOf(measure, groupLoads(measure.amounts, measure.groups, assignment))
      .map(Math.abs)
      .filter((deviation) => isPastMax(measure, deviation));
    if (past.length === 0) continue;
    const from = { amount: max, percent: true };
    add({ row, column: 'max', from, whole: false }, Math.max(...past));
  }
  for (const measure of problem.limits) {
    const { row, level, metric } = measure;
    if (level !== 'must') continue;
    const sides = limitSides(measure, assignment);
    for (const side of ['min', 'max'] as const) {
      const bound = measure[side];
      const past = sides.filter((one) => one.side === side && isBroken(one));
      if (bound === undefined || past.length === 0) continue;
      const wholes = groupLoads(measure.whole, measure.groups, assignment);
      const needed = past.map(({ load, group }) => (bound.share ? load / wholes[group] : load));
      const column = typeof row === 'string' ? 'max_accounts' : side;
      const from = { amount: bound.amount, percent: bound.share };
      const whole = metric === 'accounts' && !bound.share;
      add(
        { row, column, from, whole },
        side === 'max' ? Math.max(...needed) : Math.max(0, Math.min(...needed)),
      );
    }
  }
  for (const measure of problem.budgets) {
    if (measure.level !== 'must') continue;
    const past = budgetExcess(measure, problem.liveOwner, assignment).filter(isBroken);
    const from = problem.rules.find(({ row }) => row === measure.row)?.max;
    if (past.length === 0 || from === undefined) continue;
    const sums = ownedSums(problem, measure);
    const needed = past.map(({ load, group }) => (from.percent ? load / sums[group] : load));
    const whole = measure.metric === 'accounts' && !from.percent;
    add({ row: measure.row, column: 'max', from, whole }, Math.max(...needed));
  }
  return broken;
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

/** The problem with some bounds, by `boundId`, at other amounts. */
export function withBounds(problem: Problem, amounts: ReadonlyMap<string, number>): Problem {
  const at = (row: MeasureRow, column: BrokenBound['column']): number | undefined =>
    amounts.get(boundId({ row, column }));
  return {
    ...problem,
    balances: problem.balances.map((measure) => ({
      ...measure,
      max: at(measure.row, 'max') ?? measure.max,
    })),
    limits: problem.limits.map((measure) => {
      const { row, min, max } = measure;
      const most = at(row, typeof row === 'string' ? 'max_accounts' : 'max');
      const least = at(row, 'min');
      return {
        ...measure,
        min: min && { ...min, amount: least ?? min.amount },
        max: max && { ...max, amount: most ?? max.amount },
      };
    }),
    budgets: problem.budgets.map((measure) => {
      const amount = at(measure.row, 'max');
      if (amount === undefined) return measure;
      const from = problem.rules.find(({ row }) => row === measure.row)?.max;
      const max = from?.percent
        ? ownedSums(problem, measure).map((sum) => sum * amount)
        : measure.max.map(() => amount);
      return { ...measure, max };
    }),
  };
}

/** A number as it is told: whole, tenths of a percent, or three digits; on the far side of the amount or on the near. */
export function written(
  { whole, from, column }: Pick<BrokenBound, 'whole' | 'from' | 'column'>,
  amount: number,
  side: 'near' | 'far',
): number {
  const power = Math.floor(Math.log10(Math.max(Math.abs(amount), 1e-9))) - 2;
  const digits = whole ? 0 : from.percent ? 3 : -power;
  // A power of ten below 1 has no exact value; dividing by its inverse gives the nearest there is.
  const steps = digits >= 0 ? amount * 10 ** digits : amount / 10 ** -digits;
  const up = (column !== 'min') === (side === 'far');
  const rounded = up ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9);
  return digits >= 0 ? rounded / 10 ** digits : rounded * 10 ** -digits;
}

/** The change of the cell that moves a bound. */
export function relaxationOf(problem: Problem, bound: BrokenBound): Relaxation {
  const { row, column, from, to } = bound;
  if (typeof row === 'string') {
    const cells = { from: cellOf(from), to: cellOf({ ...from, amount: to }) };
    return { file: 'reps.csv', row: Number(row.slice('reps.csv:'.length)), column, ...cells };
  }
  const rule = problem.rules.find((one) => one.row === row);
  const cell = column === 'min' ? rule?.text.min : rule?.text.max;
  return {
    file: 'rules.csv',
    row: row ?? 0,
    column,
    from: cell ?? '',
    to: cellOf({ ...from, amount: to }),
  };
}

function cellOf({ amount, percent }: RuleBound): string {
  // Tenths of a percent are what is written; a binary fraction has more digits.
  return percent ? `${Number((100 * amount).toFixed(1))}%` : String(amount);
}
