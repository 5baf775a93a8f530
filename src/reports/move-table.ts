import { accountName } from '../evaluation/account-name.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { type ColumnOf, figures, words } from './document/blocks.js';

/** What every format tells of an account that changes hands; each takes the columns it has room for. */
export function moveColumns(
  problem: Problem,
  evaluation: Evaluation,
): Readonly<Record<'account' | 'potential' | 'workload' | 'arr' | 'why', ColumnOf<number>>> {
  return {
    account: words('Account', (account) => accountName(problem, account), { most: 28 }),
    potential: figures('Potential', 'amount', (account) => problem.potential[account]),
    workload: figures('Workload', 'amount', (account) => problem.workload[account], { width: 11 }),
    arr: figures('ARR', 'amount', (account) => problem.arr[account]),
    why: words('Why', (account) => evaluation.reasonOf(account), { width: 70 }),
  };
}
