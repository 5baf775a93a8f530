import { greatestFirst } from '../../measures/tally.js';
import type { Assignment } from '../../model/assignment.js';
import { AccountState, OwnerKind, type Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { roleOfRep } from '../role-of-rep.js';
import type { Held, Unowned } from './types.js';

/** Today's owners, live or not, with nothing to compare them with. */
export function ownersHeld(problem: Problem): Held {
  return { since: 'nothing', ...ownersOf(problem) };
}

/** Today's owners under a problem whose own owners are an adopted plan's. */
export function ownersSincePlan(today: OwnersToday): Held {
  return { since: 'plan', ...ownersOf(today) };
}

/** Where a file's owners are read from. */
export type OwnersToday = Pick<Problem, 'accounts' | 'owner' | 'ownerKind'>;

function ownersOf({ accounts, owner, ownerKind }: OwnersToday): Pick<Held, 'holder' | 'stale'> {
  const column = accounts.columns.get('owner');
  return {
    holder: owner,
    stale: (account) =>
      ownerKind[account] === OwnerKind.departed ? cellText(column, account) : '',
  };
}

/** Who has an account, live or not: the rep's name, else the owner as the file spells it; empty for nobody. */
export function holderName(problem: Problem, held: Held, account: number): string {
  const rep = held.holder[account];
  return rep >= 0 ? problem.repNames[rep] : held.stale(account);
}

/** Planned accounts that no live rep has, by why. */
export function unownedOf(problem: Problem, held: Held, assignment: Assignment): Unowned {
  const planned = (account: number): boolean => problem.state[account] === AccountState.planned;
  let all = 0;
  let departed = 0;
  let notLive = 0;
  const byRole = new Map<string, number>();
  const accounts = greatestFirst(problem.potential, (account) => {
    if (!planned(account)) return false;
    all++;
    if (assignment[account] >= 0) return false;
    const holder = held.holder[account];
    if (holder >= 0) {
      notLive++;
      const why = roleOfRep(problem, holder);
      if (why !== undefined) byRole.set(why, (byRole.get(why) ?? 0) + 1);
    } else if (held.stale(account) !== '') departed++;
    return true;
  });
  const blank = accounts.length - departed - notLive;
  return { planned: all, blank, departed, notLive, byRole, accounts };
}
