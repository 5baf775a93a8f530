import { repFinder } from '../../assembly/ownership.js';
import type { Problem } from '../../model/problem.js';
import { cellText, fold } from '../../model/table.js';

/** The accounts that a text names: by id exactly, else by name, else by id whatever the case. */
export function accountsNamed(problem: Problem, text: string): readonly number[] {
  const exact = problem.accountIds.indexOf(text);
  if (exact >= 0) return [exact];
  const wanted = fold(text);
  const names = problem.accounts.columns.get('account_name');
  const byName = matching(
    problem.accountCount,
    (account) => fold(cellText(names, account)) === wanted,
  );
  if (byName.length > 0 || wanted === '') return byName;
  return matching(problem.accountCount, (account) => fold(problem.accountIds[account]) === wanted);
}

/** The reps that a text names: by rep_id exactly, else by e-mail, else by name, else by rep_id whatever the case. */
export function repsNamed(problem: Problem, text: string): readonly number[] {
  const found = repFinder(problem.reps)(text);
  if (found.length > 0) return found;
  return matching(problem.repCount, (rep) => fold(problem.repIds[rep]) === fold(text));
}

/** Accounts and reps whose id or name holds the text: what may have been meant. */
export function similarTo(problem: Problem, text: string): readonly string[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const holds = (words: readonly string[]): boolean =>
    words.some((word) => fold(word).includes(wanted));
  const names = problem.accounts.columns.get('account_name');
  const reps = matching(problem.repCount, (rep) =>
    holds([problem.repIds[rep], problem.repNames[rep]]),
  );
  const accounts = matching(problem.accountCount, (account) =>
    holds([problem.accountIds[account], cellText(names, account)]),
  );
  return [
    ...reps.map((rep) => problem.repIds[rep]),
    ...accounts.map((account) => problem.accountIds[account]),
  ];
}

function matching(count: number, holds: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < count; index++) if (holds(index)) found.push(index);
  return found;
}
