import type { Problem } from '../model/problem.js';
import { recordsAsFiled } from '../model/table.js';
import { previousRepId } from './changes.js';
import type { Evaluation } from './types.js';

/** The accounts, by id, whose rep is another than before; excluded ones have not changed. */
export function changedAccounts(problem: Problem, evaluation: Evaluation): number[] {
  return [...problem.accountIds.keys()].filter((account) =>
    hasChanged(problem, evaluation, account),
  );
}

/** The same in the order of the accounts file. */
export function changedAsFiled(problem: Problem, evaluation: Evaluation): number[] {
  return recordsAsFiled(problem.accounts).filter((account) =>
    hasChanged(problem, evaluation, account),
  );
}

function hasChanged(problem: Problem, evaluation: Evaluation, account: number): boolean {
  if (evaluation.change[account] === 'excluded') return false;
  const rep = evaluation.assignment[account];
  return (rep < 0 ? '' : problem.repIds[rep]) !== previousRepId(problem, account);
}

/** The greatest accounts that leave whoever had them. */
export interface MovesOfNote {
  /** What they are the greatest by: ARR where any of them has some, else potential. */
  readonly by: 'arr' | 'potential';
  /** Greatest first. */
  readonly accounts: readonly number[];
  /** How many more leave whoever had them. */
  readonly rest: number;
}

/** @param most how many are told at most; accounts of nothing are told only where there is no other */
export function movesOfNote(problem: Problem, evaluation: Evaluation, most: number): MovesOfNote {
  const leaving = changedAccounts(problem, evaluation).filter(
    (account) => evaluation.change[account] !== 'new',
  );
  const byArr = problem.hasArr && leaving.some((account) => problem.arr[account] > 0);
  const size = byArr ? problem.arr : problem.potential;
  const accounts = leaving
    .sort((a, b) => size[b] - size[a] || problem.potential[b] - problem.potential[a] || a - b)
    .filter((account, rank) => rank < most && (rank === 0 || size[account] > 0));
  return { by: byArr ? 'arr' : 'potential', accounts, rest: leaving.length - accounts.length };
}
