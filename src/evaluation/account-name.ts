import type { Problem } from '../model/problem.js';
import { cellText } from '../model/table.js';

/** What an account is called: its name, else its id. */
export function accountName(problem: Problem, account: number): string {
  return (
    cellText(problem.accounts.columns.get('account_name'), account) || problem.accountIds[account]
  );
}
