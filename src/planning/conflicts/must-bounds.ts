import type { NeededBound } from '../../measures/bounds.js';
import { eachMeasure, withMeasures } from '../../measures/index.js';
import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import type { Relaxation } from '../../model/relaxation.js';
import type { RuleBound } from '../../model/rule.js';
import { boundKey } from './must-model.js';

/** A bound of a must row that a plan does not keep, and what it would have to be. */
export interface BrokenBound extends Omit<NeededBound, 'needed'> {
  /** As written: a number that people can say, past what the plan needs. */
  readonly to: number;
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
  const broken = eachMeasure(problem, ({ bounds }, measure) =>
    measure.level === 'must' ? (bounds?.broken(measure, problem, assignment) ?? []) : [],
  ).flat();
  return broken.map(({ needed, ...bound }) => ({ ...bound, to: written(bound, needed, 'far') }));
}

/** The problem with some bounds, by `boundId`, at other amounts. */
export function withBounds(problem: Problem, amounts: ReadonlyMap<string, number>): Problem {
  return withMeasures(problem, ({ bounds }, measure) => {
    const { row } = measure;
    const at = (column: NeededBound['column']): number | undefined =>
      amounts.get(boundId({ row, column }));
    return bounds === undefined ? measure : bounds.moved(measure, problem, at);
  });
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
