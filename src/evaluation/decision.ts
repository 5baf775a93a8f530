import type { Step } from '../measures/tracked.js';
import { type Problem, SettledBy } from '../model/problem.js';
import { familyRows } from './explain/alternatives.js';
import type { Ledger, Objection } from './explain/ledger.js';

/** What decided that an account is with one rep and not with another. */
export type Decision =
  /** A must row breaks. */
  | { readonly is: 'rule'; readonly objection: Objection }
  /** Members of its family are kept by the rep, and the rest goes with them. */
  | { readonly is: 'family' }
  /** The term that gets worse most. */
  | { readonly is: 'term'; readonly objection: Objection }
  | { readonly is: 'nothing' };

/** An account that left a rep who stays, put back there alone (contract 6). */
export function decisionOf(problem: Problem, ledger: Ledger, step: Step): Decision {
  const { account, to } = step;
  const first = firstBroken(problem, ledger.broken([step], step), account);
  const isBound =
    problem.repSets[problem.eligible[account]].mask[to] === 0 &&
    problem.settled[account] === SettledBy.family;
  if (isBound && isBefore(familyRows(problem)[0], first?.row)) return { is: 'family' };
  if (first !== undefined) return { is: 'rule', objection: first };
  if (problem.repSets[problem.eligible[account]].mask[to] === 0) return { is: 'family' };
  const worst = ledger.worstTerm([step], step);
  return worst === undefined ? { is: 'nothing' } : { is: 'term', objection: worst };
}

/** The must row that is told, the first of those that would break. */
export function firstBroken(
  problem: Problem,
  broken: readonly Objection[],
  account: number,
): Objection | undefined {
  const isMember = problem.familyHead[account] !== account;
  // A family's match and avoid rows are read on its head: alone, a member breaks the family.
  const own = broken.filter(({ against }) => !(isMember && against?.is === 'placement'));
  return own[0] ?? broken[0];
}

/** Whether a row of the rules is told before another: rows of other files come last. */
function isBefore(row: number | undefined, other: Objection['row']): boolean {
  return row !== undefined && (typeof other !== 'number' || row < other);
}
