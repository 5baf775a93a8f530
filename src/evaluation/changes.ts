import type { Assignment } from '../model/assignment.js';
import { AccountState, OwnerKind, type Problem } from '../model/problem.js';
import { cellText } from '../model/table.js';
import type { Change } from './types.js';

/** What happens to each account (contract 6). */
export function changesOf(problem: Problem, assignment: Assignment): Change[] {
  const { state, ownerKind, liveOwner } = problem;
  const changes = new Array<Change>(assignment.length);
  for (let account = 0; account < changes.length; account++) {
    if (state[account] === AccountState.excluded) changes[account] = 'excluded';
    else if (state[account] === AccountState.released) changes[account] = 'released';
    else if (assignment[account] < 0 && isUnplaceable(problem, account))
      changes[account] = 'unassigned';
    else if (ownerKind[account] === OwnerKind.none) changes[account] = 'new';
    else if (liveOwner[account] < 0) changes[account] = 'orphaned';
    else changes[account] = liveOwner[account] === assignment[account] ? 'kept' : 'moved';
  }
  return changes;
}

/** Whether nobody may take a planned account. */
function isUnplaceable({ eligible, repSets }: Problem, account: number): boolean {
  return eligible[account] >= 0 && repSets[eligible[account]].reps.length === 0;
}

/** previous_rep_id: empty, the owner's rep_id, or a departed owner's value as given. */
export function previousRepId(problem: Problem, account: number): string {
  const owner = problem.owner[account];
  if (owner >= 0) return problem.repIds[owner];
  return problem.ownerKind[account] === OwnerKind.departed
    ? cellText(problem.accounts.columns.get('owner'), account)
    : '';
}

/** Who holds each account now: excluded accounts stay with their owner, released ones have nobody. */
export function fullAssignment(problem: Problem, planned: Assignment): Assignment {
  return planned.map((rep, account) => {
    if (problem.state[account] === AccountState.excluded) return problem.owner[account];
    return problem.state[account] === AccountState.released ? -1 : rep;
  });
}

/** Today's state as an assignment of the planned accounts: each with its live owner, or nobody. */
export function today(problem: Problem): Assignment {
  return problem.liveOwner.map((owner, account) =>
    problem.state[account] === AccountState.planned ? owner : -1,
  );
}

/** The same for today's state: nothing has moved or been released, but some accounts have no live owner. */
export function changesToday(problem: Problem): Change[] {
  return changesOf(problem, problem.liveOwner).map((change) =>
    change === 'released' ? 'kept' : change,
  );
}
