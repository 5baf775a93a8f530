import { accountsNamed, repsNamed, similarTo } from '../evaluation/explain/who.js';
import { InputError } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { cellText } from '../model/table.js';
import { andList as listed } from '../reports/document/words.js';
import { nearest } from '../rules/nearest.js';

const namedAtMost = 10;

/** An account or a rep, by index. */
export type Who = { readonly account: number } | { readonly rep: number };

/** @throws InputError where no one, or more than one, goes by that name. */
export function whoIs(problem: Problem, text: string): Who {
  const accounts = accountsNamed(problem, text);
  const reps = repsNamed(problem, text);
  if (accounts.length > 0 && reps.length > 0) {
    throw fault(
      text,
      `is an account (${ids(problem.accountIds, accounts)}) and a rep (${ids(problem.repIds, reps)})`,
      'say which with --account or --rep',
    );
  }
  if (reps.length > 0) return { rep: one(text, problem.repIds, reps, 'reps') };
  if (accounts.length > 0) {
    return { account: one(text, problem.accountIds, accounts, 'accounts') };
  }
  throw noSuch(problem, text, 'is neither an account nor a rep of this plan');
}

/** @throws InputError likewise. */
export function accountCalled(problem: Problem, text: string): number {
  const found = accountsNamed(problem, text);
  if (found.length === 0) throw noSuch(problem, text, 'is no account of this plan');
  return one(text, problem.accountIds, found, 'accounts');
}

/** @throws InputError likewise. */
export function repCalled(problem: Problem, text: string): number {
  const found = repsNamed(problem, text);
  if (found.length === 0) throw noSuch(problem, text, 'is not a rep of this plan');
  return one(text, problem.repIds, found, 'reps');
}

function one(
  text: string,
  names: readonly string[],
  found: readonly number[],
  things: string,
): number {
  if (found.length > 1) {
    const what = `is the name of ${found.length} ${things}: ${ids(names, found)}`;
    throw fault(text, what, 'name it by its id');
  }
  return found[0];
}

function noSuch(problem: Problem, text: string, what: string): InputError {
  const similar = similarTo(problem, text);
  const meant = similar.length > 0 ? similar : meantBy(problem, text);
  const remedy =
    meant.length === 0 ? 'give an id or a whole name' : `perhaps ${listed(meant, namedAtMost)}`;
  return fault(text, what, remedy);
}

/** The one name that differs by a few letters. */
function meantBy({ repNames, accounts, accountIds }: Problem, text: string): readonly string[] {
  const names = accounts.columns.get('account_name');
  const called = accountIds.map((_, account) => cellText(names, account)).filter(Boolean);
  return [nearest(text, new Set([...repNames, ...called]))].filter((one) => one !== undefined);
}

function ids(names: readonly string[], found: readonly number[]): string {
  return listed(
    found.map((index) => names[index]),
    namedAtMost,
  );
}

function fault(text: string, what: string, remedy: string): InputError {
  return new InputError([{ file: text, what, remedy }]);
}
