import { previousRepId } from '../evaluation/changes.js';
import type { RoleEvaluation } from '../evaluation/types.js';
import type { WrittenCell } from '../inputs/csv/write.js';
import { AccountState, type Problem } from '../model/problem.js';

/** Of each role, what everybody who has it comes to. */
export const rolesFile = 'roles.csv';

/** The columns of a role in assignments.csv: `sdr_id, sdr_previous_id, sdr_change, sdr_reason`. */
export function roleColumns({ role }: Pick<RoleEvaluation, 'role'>): readonly string[] {
  return ['id', 'previous_id', 'change', 'reason'].map((end) => `${role.key}_${end}`);
}

/** Their cells of an account. */
export function roleCells(
  main: Problem,
  { role, problem, evaluation }: RoleEvaluation,
  account: number,
): readonly WrittenCell[] {
  const previous = previousRepId(problem, account);
  const idOf = (rep: number): string => (rep < 0 ? '' : problem.repIds[rep]);
  if (role.rowOf[account] >= 0) {
    return [
      idOf(evaluation.assignment[account]),
      previous,
      evaluation.change[account],
      evaluation.reasonOf(account),
    ];
  }
  switch (main.state[account]) {
    case AccountState.excluded:
      return [idOf(problem.owner[account]), previous, 'excluded', ''];
    case AccountState.released:
      return ['', previous, 'released', ''];
    default:
      return ['', previous, '', previous === '' ? '' : `no row of ${role.name} speaks for it`];
  }
}
