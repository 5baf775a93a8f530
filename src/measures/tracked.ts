import type { Assignment } from '../model/assignment.js';
import type { MeasureBase, MeasureRow, Problem, RepGroups } from '../model/problem.js';
import { breaksFurther, type Excess } from './bounds.js';

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

/** What is tracked: an assignment of the planned accounts. */
export interface Tracking {
  readonly problem: Problem;
  readonly assignment: Assignment;
  /** Σ of amounts over the accounts of each group of reps; one pass over the accounts for all groups of the same amounts. */
  readonly loads: (amounts: Float64Array, groups: RepGroups) => Float64Array;
}

/** A row as it is named in plan.json. */
export type BrokenRow = Exclude<MeasureRow, undefined>;

export const breaksNothing = (): readonly BrokenRow[] => [];

/** A row's name in a list; none for the balances that hold without being written. */
export function rowList(row: MeasureRow): readonly BrokenRow[] {
  return row === undefined ? [] : [row];
}

/**
 * A row of bounds, tracked by the sides of it that steps may change: its term is the mean over the groups of
 * what the `share` of each side comes to.
 */
export function trackedBySides<Side extends Excess>(
  { row, level, groups }: Pick<MeasureBase, 'row' | 'level'> & { readonly groups: RepGroups },
  share: (side: Side) => number,
  sidesOf: (steps: readonly Step[]) => Iterable<{ readonly before: Side; readonly after: Side }>,
): Tracked {
  return {
    change: (steps) => {
      let sum = 0;
      for (const { before, after } of sidesOf(steps)) sum += share(after) - share(before);
      return sum / groups.names.length;
    },
    breaks: (steps) => {
      if (level !== 'must') return [];
      for (const { before, after } of sidesOf(steps)) {
        if (breaksFurther(before, after)) return rowList(row);
      }
      return [];
    },
  };
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

/** A value worked out when it is first needed. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly is: T } | undefined;
  return () => {
    known ??= { is: compute() };
    return known.is;
  };
}
