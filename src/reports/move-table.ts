import { accountName } from '../evaluation/account-name.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { filledNumbers } from '../model/table.js';
import { moneyColumn, moneyOf } from './currency.js';
import { type ColumnOf, figures, words } from './document/blocks.js';
import { compactNumber } from './document/numbers.js';

/** "203k ARR, 45k pipeline, 460 potential": what the files have of it. */
export function worthWords(problem: Problem, account: number): string {
  const pipeline = filledNumbers(problem.accounts, 'open_pipeline')?.[account] ?? 0;
  return [
    ...(problem.arr[account] === 0 ? [] : [`${moneyOf(problem, 'arr', problem.arr[account])} ARR`]),
    ...(pipeline > 0 ? [`${moneyOf(problem, 'open_pipeline', pipeline)} pipeline`] : []),
    `${compactNumber(problem.potential[account])} potential`,
  ].join(', ');
}

/** What every format tells of an account that changes hands; each takes the columns it has room for. */
export function moveColumns(
  problem: Problem,
  evaluation: Evaluation,
): Readonly<Record<'account' | 'potential' | 'workload' | 'arr' | 'why', ColumnOf<number>>> {
  return {
    account: words('Account', (account) => accountName(problem, account), { most: 28 }),
    potential: figures('Potential', 'amount', (account) => problem.potential[account]),
    workload: figures('Workload', 'amount', (account) => problem.workload[account], { width: 11 }),
    arr: moneyColumn(
      problem,
      'arr',
      figures('ARR', 'amount', (account) => problem.arr[account]),
    ),
    why: words('Why', (account) => evaluation.reasonOf(account), { width: 70 }),
  };
}
