import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { numberWords } from '../number-words.js';
import type { CheckParts } from './parts.js';

/** "Acme (001)", or the id where there is no name. */
export function accountName(problem: Problem, account: number): string {
  const id = problem.accountIds[account];
  return namedId(cellText(problem.accounts.columns.get('account_name'), account), id);
}

/** A name with its id, or the id alone where there is no other name. */
export function namedId(name: string, id: string): string {
  return name === '' || name === id ? id : `${name} (${id})`;
}

/** "Ann, Bo and 7 more": names shown of so many. */
export function namesWords(shown: readonly string[], count: number): string {
  const names = shown.join(', ');
  return count > shown.length ? `${names} and ${numberWords(count - shown.length)} more` : names;
}

/** Where an account stands, as messages about files say it: "accounts.csv:12". */
export function accountPlace({ files, problem }: CheckParts, account: number): string {
  return `${files.accounts}:${problem.accounts.rowNumbers[account]}`;
}
