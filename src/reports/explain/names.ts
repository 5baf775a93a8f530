import { accountName } from '../../evaluation/account-name.js';
import { previousRepId } from '../../evaluation/changes.js';
import type { Problem } from '../../model/problem.js';

/** "AbbVie (ABBV)", or the id alone where there is no other name. */
export function accountAndId(problem: Problem, account: number): string {
  const name = accountName(problem, account);
  const id = problem.accountIds[account];
  return name === id ? id : `${name} (${id})`;
}

/** "Ann Lee (R01)", or the id alone. */
export function repAndId(problem: Problem, rep: number): string {
  const [name, id] = [problem.repNames[rep], problem.repIds[rep]];
  return name === id ? id : `${name} (${id})`;
}

/** A rep's name; "nobody" for -1. */
export function repName(problem: Problem, rep: number): string {
  return rep < 0 ? 'nobody' : problem.repNames[rep];
}

/** Who has an account today: a rep's name, a departed owner as given, "nobody". */
export function ownerName(problem: Problem, account: number): string {
  const owner = problem.owner[account];
  return owner >= 0 ? problem.repNames[owner] : previousRepId(problem, account) || 'nobody';
}

/** "a", "a and b", "a, b and 4 more". */
export function listed(names: readonly string[], most: number): string {
  const shown =
    names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last;
}

/** Why a rep who is not live can have no account. */
export const takesNone = 'takes no accounts (leaving, left, excluded or without capacity)';
