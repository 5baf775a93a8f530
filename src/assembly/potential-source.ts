import type { Rule } from '../model/rule.js';
import { type Column, filledNumbers, type Table } from '../model/table.js';
import { definitions } from '../rules/kinds/index.js';

/** Where the potential of the accounts comes from (contract 2); the column as the file has it. */
export type PotentialSource =
  | { readonly from: 'column' | 'size'; readonly column: Column; readonly values: Float64Array }
  | { readonly from: 'rows' | 'score' | 'one' };

export function potentialSource(accounts: Table, rules: readonly Rule[]): PotentialSource {
  const given = numbersIn(accounts, 'potential');
  if (given !== undefined) return { from: 'column', ...given };
  const builds = new Set(rules.map(({ kind }) => definitions[kind].builds));
  if (builds.has('potential')) return { from: 'rows' };
  if (builds.has('score')) return { from: 'score' };
  const size = numbersIn(accounts, 'annual_revenue') ?? numbersIn(accounts, 'employees');
  return size === undefined ? { from: 'one' } : { from: 'size', ...size };
}

function numbersIn(
  accounts: Table,
  name: string,
): { readonly column: Column; readonly values: Float64Array } | undefined {
  const column = accounts.columns.get(name);
  const values = filledNumbers(accounts, name);
  return column === undefined || values === undefined ? undefined : { column, values };
}
