import type { Assignment } from '../../model/assignment.js';
import { AccountState, OwnerKind, type Problem } from '../../model/problem.js';
import { greatestFirst } from './tally.js';
import type { Held, Unowned } from './types.js';

/** Today's owners, live or not. */
export function ownersHeld(problem: Problem): Held {
  return { from: 'owners', holder: problem.owner };
}

/** Who has the planned accounts: only a live rep has any. */
export function liveHolders(problem: Problem, { holder }: Held): Assignment {
  return holder.map((rep, account) =>
    problem.state[account] === AccountState.planned && rep >= 0 && problem.live[rep] === 1
      ? rep
      : -1,
  );
}

/** Planned accounts that no live rep has, by why. */
export function unownedOf(problem: Problem, held: Held, assignment: Assignment): Unowned {
  const planned = (account: number): boolean => problem.state[account] === AccountState.planned;
  let all = 0;
  let departed = 0;
  let notLive = 0;
  const accounts = greatestFirst(problem.potential, (account) => {
    if (!planned(account)) return false;
    all++;
    if (assignment[account] >= 0) return false;
    if (held.holder[account] >= 0) notLive++;
    else if (held.from === 'owners' && problem.ownerKind[account] === OwnerKind.departed)
      departed++;
    return true;
  });
  return { planned: all, blank: accounts.length - departed - notLive, departed, notLive, accounts };
}
