import { familyOf } from '../measures/index.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem, type RowName } from '../model/problem.js';
import { objectiveFault, objectiveOf, termsOf } from './terms.js';
import type { RuleOutcome } from './types.js';

/** What must rows can cost at most, by row: a share of the plan's objective, 0.02 being 2 % of it. */
export type CostsAtMost = ReadonlyMap<RowName, number>;

/** A plan by the rules without some rows, and what no plan is below by those. */
export interface WithoutRows {
  readonly objective: number;
  readonly bound: number;
}

/** What each of some rows costs at most, by what is proven without them. */
export function costsAtMost(
  bounds: readonly (WithoutRows & { readonly rows: readonly RowName[] })[],
  ofPlan: number,
): CostsAtMost {
  return new Map(
    bounds.flatMap((bound) => bound.rows.map((row) => [row, costAtMost(bound, ofPlan)])),
  );
}

/** What rows cost at most (contract 6), as a share of the objective of the plan with them. */
export function costAtMost({ objective, bound }: WithoutRows, ofPlan: number): number {
  return Math.max(0, objective - bound) / Math.max(ofPlan, 1e-9);
}

/**
 * The objective of an assignment by the rules of a problem, be it another than
 * it was made for; undefined where that has no objective. Accounts that were
 * left out of the plan count as they stand, with whom they have.
 */
export function objectiveBy(problem: Problem, assignment: Assignment): number | undefined {
  const placed = assignment.map((rep, account) =>
    problem.state[account] === AccountState.planned ? rep : -1,
  );
  const terms = termsOf(problem, placed);
  return objectiveFault(terms) === undefined ? objectiveOf(terms) : undefined;
}

/** Must rows that every plan's score is the same without: they ask for loads, and for nothing else. */
export function isLoadRow({ rule, level }: Pick<RuleOutcome, 'rule' | 'level'>): boolean {
  const family = familyOf(rule);
  return level === 'must' && family?.bounds !== undefined && !family.alwaysTerm;
}
