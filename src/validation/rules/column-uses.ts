import { familyOf } from '../../measures/index.js';
import { addTo } from '../../model/grouping.js';
import type { Condition, Rule } from '../../model/rule.js';
import type { Column, Table } from '../../model/table.js';
import { fold } from '../../model/table.js';
import { TableColumns } from '../../rules/column-source.js';
import { definitions } from '../../rules/kinds/index.js';
import type { ColumnUse } from '../finding.js';

/** Columns worked out from a date, and the date they are worked out from. */
const sourceOf: ReadonlyMap<string, string> = new Map([
  ['days_to_renewal', 'renewal_date'],
  ['days_since_contact', 'last_contacted'],
  ['days_owned', 'owner_since'],
  ['days_to_next_close', 'next_close_date'],
  ['days_since_won', 'last_won'],
]);

/** The account columns that rules read, each with what reads it; columns of owners are not the account's. */
export function columnUses(
  accounts: Table,
  rules: readonly Rule[],
): ReadonlyMap<Column, readonly ColumnUse[]> {
  const columns = new TableColumns(accounts);
  const uses = new Map<Column, ColumnUse[]>();
  const add = (name: string, use: ColumnUse): void => {
    const column = accountColumn(columns, name);
    if (column === undefined) return;
    addTo(uses, column, use);
  };
  for (const rule of rules) {
    for (const condition of rule.accounts.conditions) {
      if (!asksForEmpty(condition)) {
        add(condition.column, { by: 'filter', row: rule.row, condition: conditionText(condition) });
      }
    }
    if (rule.metric === '' || familyOf(rule.kind)?.joinsAccounts) continue;
    const metric = rule.metric.split('=')[0].trim();
    const { compares, levels } = definitions[rule.kind];
    if (compares) {
      const frees = levels.includes('must');
      add(metric, { by: 'comparison', row: rule.row, rule: rule.kind, frees });
    } else {
      add(metric, { by: 'metric', row: rule.row, rule: rule.kind });
    }
  }
  return uses;
}

/** The column of the file that a name in a rule reads in the end. */
export function accountColumn(columns: TableColumns, name: string): Column | undefined {
  const key = fold(name);
  if (key.startsWith('owner.')) return undefined;
  return columns.column(sourceOf.get(key) ?? name);
}

/** `COLUMN =` and its like ask for empty cells: those are no fault. */
function asksForEmpty({ values }: Condition): boolean {
  return values.includes('');
}

export function conditionText({ column, operator, values }: Condition): string {
  return `${column} ${operator} ${values.join('|')}`;
}

/** Whether a condition compares numbers or dates. */
export function isComparison(column: Column, { operator }: Condition): boolean {
  if (operator === '~') return false;
  return (
    column.kind === 'number' ||
    column.kind === 'date' ||
    (column.kind === 'text' && (column.wordNumbers ?? column.wordDays) !== undefined)
  );
}
