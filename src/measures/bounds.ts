import type { Assignment } from '../model/assignment.js';
import type { MeasureBase, MeasureRow, Problem } from '../model/problem.js';
import type { RuleBound } from '../model/rule.js';

/** How far a must bound may be passed and still be kept (contract 5). */
export function toleranceOf(bound: number): number {
  return 1e-9 * Math.max(1, Math.abs(bound));
}

/** Whether an amount above 0 is further than its bound allows. */
export function isPast(bound: number, amount: number): boolean {
  return amount > bound + toleranceOf(bound);
}

/** How far a load is past its bound; 0 when it keeps it. */
export interface Excess {
  readonly excess: number;
  readonly bound: number;
}

/** Whether a group is past its bound by more than rounding. */
export function isBroken({ excess, bound }: Excess): boolean {
  return excess > toleranceOf(bound);
}

/** Past its bound, and it was not before, or by less. */
export function breaksFurther(before: Excess, after: Excess): boolean {
  if (!isBroken(after)) return false;
  return !isBroken(before) || after.excess > before.excess + toleranceOf(after.bound);
}

/** Where a bound is written. */
export type BoundColumn = 'min' | 'max' | 'max_accounts';

/** A bound of a must row that an assignment does not keep, and what it would have to be. */
export interface NeededBound {
  readonly row: MeasureRow;
  readonly column: BoundColumn;
  readonly from: RuleBound;
  readonly needed: number;
  /** Whole numbers only. */
  readonly whole: boolean;
}

/** Bounds of amounts that can be moved where must rows do not go together. */
export interface MovableBounds<M extends MeasureBase> {
  /** What the solver's form may call the loads that a measure bounds. */
  readonly loads: (measure: M) => readonly string[];
  /** Whether a must row bounds anything. */
  readonly binds: (measure: M) => boolean;
  /** The bounds that an assignment breaks. */
  readonly broken: (measure: M, problem: Problem, assignment: Assignment) => readonly NeededBound[];
  /** The measure with its bounds at other amounts, by the column they are written in. */
  readonly moved: (
    measure: M,
    problem: Problem,
    at: (column: BoundColumn) => number | undefined,
  ) => M;
}
