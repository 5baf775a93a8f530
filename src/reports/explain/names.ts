import { accountName } from '../../evaluation/account-name.js';
import { previousRepId } from '../../evaluation/changes.js';
import type { Problem } from '../../model/problem.js';
import { namedId } from '../document/words.js';

/** "AbbVie (ABBV)", or the id alone where there is no other name. */
export function accountAndId(problem: Problem, account: number): string {
  return namedId(accountName(problem, account), problem.accountIds[account]);
}

/** "Ann Lee (R01)", or the id alone. */
export function repAndId(problem: Problem, rep: number): string {
  return namedId(problem.repNames[rep], problem.repIds[rep]);
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

/** Why a rep who is not live can have no account. */
export const takesNone =
  'takes no accounts (leaving, left, on leave, excluded, in a role or without capacity)';

/** The first column of an explanation is cut where the others leave no room. */
export const narrowest = { flexible: true, least: 8 } as const;

/** The first rows of a list, and how many others there are. */
export function cutTo<T>(
  all: readonly T[],
  most: number,
): { readonly shown: readonly T[]; readonly rest: number } {
  // One more line is no longer than a line that says that there is one more.
  const shown = all.length <= most + 1 ? all : all.slice(0, most);
  return { shown, rest: all.length - shown.length };
}
