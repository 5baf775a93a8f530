import { OwnerKind, type Problem } from '../../model/problem.js';
import { previousRepId } from '../changes.js';
import { changedAccounts } from '../moves-of-note.js';
import type { Evaluation } from '../types.js';

/** Who hands accounts over: a rep, an owner who is no rep, or nobody. */
export type FlowSource =
  | { readonly kind: 'rep'; readonly rep: number }
  /** The owner as the account file names them. */
  | { readonly kind: 'departed'; readonly owner: string }
  | { readonly kind: 'unowned' };

/** All that goes from one to another. */
export interface Flow {
  readonly from: FlowSource;
  /** Index in reps.csv; -1: nobody (released, or no one may take it). */
  readonly to: number;
  readonly accounts: number;
  readonly potential: number;
  readonly arr: number;
}

interface Sums {
  readonly from: FlowSource;
  readonly to: number;
  accounts: number;
  potential: number;
  arr: number;
}

/**
 * What flows between reps, greatest potential first. Accounts without an owner
 * that stay so flow nowhere; released ones flow to nobody. What flows to a rep
 * less what flows from them is what they gain.
 */
export function flowsOf(problem: Problem, evaluation: Evaluation): readonly Flow[] {
  const sums = new Map<string, Sums>();
  for (const account of changedAccounts(problem, evaluation)) {
    const to = evaluation.assignment[account];
    const from = sourceOf(problem, account);
    const key = `${to} ${keyOf(from)}`;
    const sum = sums.get(key) ?? { from, to, accounts: 0, potential: 0, arr: 0 };
    sum.accounts++;
    sum.potential += problem.potential[account];
    sum.arr += problem.arr[account];
    sums.set(key, sum);
  }
  return [...sums.values()].sort(
    (a, b) =>
      b.potential - a.potential ||
      b.arr - a.arr ||
      b.accounts - a.accounts ||
      compareSources(a.from, b.from) ||
      a.to - b.to,
  );
}

/** Whose an account was. */
export function sourceOf(problem: Problem, account: number): FlowSource {
  const rep = problem.owner[account];
  if (rep >= 0) return { kind: 'rep', rep };
  return problem.ownerKind[account] === OwnerKind.departed
    ? { kind: 'departed', owner: previousRepId(problem, account) }
    : { kind: 'unowned' };
}

function keyOf(from: FlowSource): string {
  if (from.kind === 'rep') return `rep ${from.rep}`;
  return from.kind === 'departed' ? `departed ${from.owner}` : 'unowned';
}

/** Reps in their order, then owners who are gone by name, then nobody. */
function compareSources(a: FlowSource, b: FlowSource): number {
  if (a.kind === 'rep' && b.kind === 'rep') return a.rep - b.rep;
  if (a.kind === 'departed' && b.kind === 'departed') return a.owner < b.owner ? -1 : 1;
  const rank = { rep: 0, departed: 1, unowned: 2 };
  return rank[a.kind] - rank[b.kind];
}
