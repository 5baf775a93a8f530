import { AccountState, type Problem } from '../model/problem.js';
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
  /** By their share of all potential or of all ARR, whichever is more; greatest first. */
  readonly accounts: readonly number[];
  /** How many more leave whoever had them. */
  readonly rest: number;
}

/** @param most how many are told at most; accounts of nothing are told only where there is no other */
export function movesOfNote(problem: Problem, evaluation: Evaluation, most: number): MovesOfNote {
  const leaving = changedAccounts(problem, evaluation).filter(
    (account) => evaluation.change[account] !== 'new',
  );
  const weightOf = accountWeight(problem);
  const weights = new Map(leaving.map((account) => [account, weightOf(account)]));
  const of = (account: number): number => weights.get(account) ?? 0;
  const accounts = leaving
    .sort((a, b) => of(b) - of(a) || problem.potential[b] - problem.potential[a] || a - b)
    .filter((account, rank) => rank < most && (rank === 0 || of(account) > 0));
  return { accounts, rest: leaving.length - accounts.length };
}

/** What an account weighs: its share of all planned potential, or of all ARR not excluded, whichever is more. */
export function accountWeight(problem: Problem): (account: number) => number {
  const { state, potential, arr } = problem;
  let [allPotential, allArr] = [0, 0];
  for (let account = 0; account < state.length; account++) {
    if (state[account] === AccountState.planned) allPotential += potential[account];
    if (state[account] !== AccountState.excluded) allArr += arr[account];
  }
  return (account) => {
    const isPlanned = state[account] === AccountState.planned;
    return Math.max(
      allPotential > 0 && isPlanned ? potential[account] / allPotential : 0,
      allArr > 0 ? arr[account] / allArr : 0,
    );
  };
}
