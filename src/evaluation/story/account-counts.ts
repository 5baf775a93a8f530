import { AccountState, type Problem } from '../../model/problem.js';
import type { Change, Evaluation } from '../types.js';

/** How many accounts there are of each fate. */
export interface AccountCounts {
  /** Accounts that are dealt out: neither excluded nor released. */
  readonly planned: number;
  readonly kept: number;
  /** Those that leave a live owner, as plan.json has it. */
  readonly moved: number;
  /** Unowned before, and with a rep now. */
  readonly new: number;
  /** Of an owner who is gone, and with a rep now. */
  readonly orphaned: number;
  /** Planned, and left with nobody. */
  readonly nobody: number;
  readonly released: number;
  readonly excluded: number;
}

/** Counts the accounts by what becomes of them. */
export function accountCounts(
  { state }: Pick<Problem, 'state'>,
  { change, assignment }: Pick<Evaluation, 'change' | 'assignment'>,
): AccountCounts {
  const counts: Record<Change, number> = {
    kept: 0,
    moved: 0,
    new: 0,
    orphaned: 0,
    released: 0,
    excluded: 0,
    unassigned: 0,
  };
  let planned = 0;
  let nobody = 0;
  for (let account = 0; account < state.length; account++) {
    const isPlanned = state[account] === AccountState.planned;
    if (isPlanned) planned++;
    const isLeft = isPlanned && assignment[account] < 0;
    if (isLeft) nobody++;
    if (!isLeft || change[account] === 'moved') counts[change[account]]++;
  }
  // Whoever is left with nobody is counted there, whether anybody may take them or not.
  const { unassigned: _, ...told } = counts;
  return { planned, ...told, nobody };
}
