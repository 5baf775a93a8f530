import { once, type Step } from '../measures/tracked.js';
import type { Assignment } from '../model/assignment.js';
import { type Problem, SettledBy } from '../model/problem.js';
import { type BarringRows, barringRows } from './barring-rows.js';
import { familyRows } from './explain/alternatives.js';
import { Ledger, type Objection } from './explain/ledger.js';

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

/** Why an account left a rep who stays, for whoever words it in their own way. */
export interface MoveCause {
  readonly decision: Decision;
  /** From the rep who gets it back to the one who had it. */
  readonly step: Step;
  /** Where its family is why: the must row that keeps the family's head from the rep who had it. */
  readonly headRow: number | undefined;
}

/** What decided of each account that left a rep who stays; undefined of the others. */
export function moveCauses(
  problem: Problem,
  assignment: Assignment,
): (account: number) => MoveCause | undefined {
  const ledger = once(() => new Ledger(problem, assignment));
  const barring = once(() => barringRows(problem));
  return (account) => {
    const [from, to] = [assignment[account], problem.liveOwner[account]];
    if (from < 0 || to < 0 || from === to) return undefined;
    const step = { account, from, to };
    const decision = decisionOf(problem, ledger(), step);
    const isFamily =
      decision.is === 'family' ||
      (decision.is !== 'nothing' && decision.objection.against?.is === 'family');
    return { decision, step, headRow: isFamily ? headRow(problem, barring(), step) : undefined };
  };
}

/** The first must row that keeps the head of an account's family from a rep, where it is not the head itself. */
export function headRow(
  problem: Problem,
  barring: BarringRows,
  { account, to }: Step,
): number | undefined {
  return problem.familyHead[account] === account ? undefined : barring.against(account, to)[0];
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
