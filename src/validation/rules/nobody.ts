import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { definitions } from '../../rules/kinds/index.js';
import { rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';

/** Accounts that nobody may take, a finding for each set of rows and value that leaves them nobody. */
export function nobodyMayTake({ accounts, problem, rules }: Inspection): readonly Finding[] {
  if (problem === undefined) return [];
  const groups = new Map<string, Group>();
  for (const { account, rows } of problem.unplaceable) {
    const { header, value } = unfitCell(problem, account, rows, rules);
    const key = JSON.stringify([rows, value]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { rows, header, value, members: [account] });
    else known.members.push(account);
  }
  return [...groups.values()].map(({ rows, header, value, members }) => ({
    kind: 'nobody-may-take',
    severity: 'error',
    file: accounts.file,
    rows: rowsOf(accounts, members),
    column: header,
    value,
    facts: { accounts: members.length, rows },
  }));
}

interface Group {
  readonly rows: readonly number[];
  readonly header: string | undefined;
  readonly value: string | undefined;
  readonly members: number[];
}

/** Where the row matches a column, the account's cell in it is what nobody fits. */
function unfitCell(
  problem: Problem,
  account: number,
  rows: readonly number[],
  rules: Inspection['rules'],
): { readonly header: string | undefined; readonly value: string | undefined } {
  const matched = rules.filter(
    ({ row, kind, metric }) => rows.includes(row) && definitions[kind].compares && metric !== '',
  );
  if (matched.length !== 1) return { header: undefined, value: undefined };
  const column = problem.accounts.columns.get(matched[0].metric.split('=')[0].trim().toLowerCase());
  if (column === undefined) return { header: undefined, value: undefined };
  return { header: column.header, value: cellText(column, problem.familyHead[account]) };
}
