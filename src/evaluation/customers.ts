import type { Problem } from '../model/problem.js';
import { cellText, filledColumn, fold } from '../model/table.js';

/**
 * Who is a customer (contract 9): a type that begins with customer, or ARR above
 * 0. Undefined where the files have neither column.
 */
export function customersOf(problem: Problem): ((account: number) => boolean) | undefined {
  const type = filledColumn(problem.accounts, 'type');
  if (type === undefined && !problem.hasArr) return undefined;
  return (account) =>
    problem.arr[account] > 0 || fold(cellText(type, account)).startsWith('customer');
}
