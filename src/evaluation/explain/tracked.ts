import type { MeasureRow } from '../../model/problem.js';

/** A planned account that goes from one rep (or nobody, -1) to another. */
export interface Step {
  readonly account: number;
  readonly from: number;
  readonly to: number;
}

/**
 * One term or row of an assignment, kept so that what a few steps change is
 * known without looking at the other accounts.
 */
export interface Tracked {
  /** By how much the value of its term changes; nothing where it is no term. */
  readonly change: (steps: readonly Step[]) => number;
  /** The must rows that the steps break, or break further. */
  readonly breaks: (steps: readonly Step[]) => readonly BrokenRow[];
}

/** A row as it is named in plan.json. */
export type BrokenRow = Exclude<MeasureRow, undefined>;

export const breaksNothing = (): readonly BrokenRow[] => [];

/** A row's name in a list; none for the balances that hold without being written. */
export function rowList(row: MeasureRow): readonly BrokenRow[] {
  return row === undefined ? [] : [row];
}
