import type { Problem } from '../model/problem.js';
import { previousRepId } from './changes.js';
import type { Evaluation } from './types.js';

/** The accounts, in file order, whose rep is another than before; excluded ones have not changed. */
export function changedAccounts(problem: Problem, evaluation: Evaluation): number[] {
  const changed: number[] = [];
  evaluation.change.forEach((change, account) => {
    if (change === 'excluded') return;
    const rep = evaluation.assignment[account];
    if ((rep < 0 ? '' : problem.repIds[rep]) !== previousRepId(problem, account)) {
      changed.push(account);
    }
  });
  return changed;
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
