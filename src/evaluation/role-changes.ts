import { AccountState, type Problem } from '../model/problem.js';
import { recordsAsFiled } from '../model/table.js';
import { previousRepId } from './changes.js';
import { changedAccounts } from './moves-of-note.js';
import type { Change, Evaluation, RoleEvaluation } from './types.js';

/** An account that gets another holder of a role, its first, or none any more. */
export interface RoleChange {
  readonly account: number;
  readonly change: Change;
  /** -1 for nobody. */
  readonly holder: number;
  /** Whether somebody had the role there, rep or not. */
  readonly hadHolder: boolean;
}

/** All such accounts of a role, in the order of the accounts file. */
export function roleChangesOf(main: Problem, role: RoleEvaluation): readonly RoleChange[] {
  const { problem, evaluation } = role;
  const changed = new Set(changedAccounts(problem, evaluation));
  return recordsAsFiled(main.accounts).flatMap((account): RoleChange[] => {
    // Released accounts have nobody in any role; the role's own problem leaves them out.
    const isReleased = main.state[account] === AccountState.released;
    const hadHolder = previousRepId(problem, account) !== '';
    if (isReleased && hadHolder) return [{ account, change: 'released', holder: -1, hadHolder }];
    if (isReleased || !changed.has(account)) return [];
    const holder = evaluation.assignment[account];
    return [{ account, change: evaluation.change[account], holder, hadHolder }];
  });
}

/** How many accounts get another holder of a role, or none any more, and how many get their first. */
export interface HoldersChanged {
  readonly role: string;
  readonly another: number;
  readonly first: number;
}

/** The roles in which any do. */
export function holdersChanged(
  main: Problem,
  { roles = [] }: Pick<Evaluation, 'roles'>,
): readonly HoldersChanged[] {
  return roles.flatMap((one) => {
    const changes = roleChangesOf(main, one);
    const first = changes.filter(({ change }) => change === 'new').length;
    const another = changes.length - first;
    return changes.length === 0 ? [] : [{ role: one.role.name, another, first }];
  });
}
