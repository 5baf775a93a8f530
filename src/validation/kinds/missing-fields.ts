import { potentialSource } from '../../assembly/potential-source.js';
import { type Column, cellText, filledColumn } from '../../model/table.js';
import { TableColumns } from '../../rules/column-source.js';
import { accountName } from '../cells.js';
import type { ColumnUse, Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { accountColumn, columnUses, isComparison } from '../rules/column-uses.js';

/** Above this share of empty cells the column is what is missing, not the cells. */
const mostlyEmpty = 0.5;

/** Empty cells of the columns that rules, potential and workload are read from. */
export function missingFields(inspection: Inspection): readonly Finding[] {
  const { accounts } = inspection;
  const uses = new Map<Column, readonly ColumnUse[]>();
  for (const [column, found] of columnUses(accounts, inspection.rules)) {
    const reported = found.filter(
      (use) => use.by !== 'filter' || !isReportedAsComparison(inspection, use),
    );
    if (reported.length > 0) uses.set(column, reported);
  }
  for (const [column, use] of measuredColumns(inspection)) {
    uses.set(column, [...(uses.get(column) ?? []), use]);
  }
  return [...uses].flatMap(([column, found]) => inColumn(inspection, column, found));
}

/** What a comparison makes of empty cells is told once a condition, elsewhere. */
function isReportedAsComparison(
  { accounts, rules }: Inspection,
  use: ColumnUse & { by: 'filter' },
): boolean {
  const columns = new TableColumns(accounts);
  return rules
    .filter(({ row }) => row === use.row)
    .flatMap(({ accounts: filter }) => filter.conditions)
    .some((condition) => {
      const column = accountColumn(columns, condition.column);
      return column !== undefined && isComparison(column, condition);
    });
}

/** The columns that potential and workload come from. */
function measuredColumns({ accounts, rules }: Inspection): [Column, ColumnUse][] {
  const found: [Column, ColumnUse][] = [];
  const workload = filledColumn(accounts, 'workload');
  if (workload?.kind === 'number') found.push([workload, { by: 'amount' }]);
  const potential = potentialSource(accounts, rules);
  if (potential.from === 'column') found.push([potential.column, { by: 'amount' }]);
  if (potential.from === 'size') found.push([potential.column, { by: 'size' }]);
  return found;
}

function inColumn(
  { accounts }: Inspection,
  column: Column,
  uses: readonly ColumnUse[],
): readonly Finding[] {
  const isFlag = column.kind === 'flag';
  if (isFlag || column.name === 'owner' || column.filled === accounts.size) return [];
  const empty = Array.from({ length: accounts.size }, (_, account) => account).filter(
    (account) => cellText(column, account) === '',
  );
  const changes = (use: ColumnUse): boolean =>
    use.by === 'size' || use.by === 'amount' || (use.by === 'comparison' && use.frees);
  const severity = uses.some(changes) ? 'warning' : 'note';
  const finding = (rows: readonly number[], name: string): Finding => ({
    kind: 'missing-field',
    severity,
    file: accounts.file,
    rows,
    column: column.header,
    facts: { name, empty: empty.length, of: accounts.size, uses },
  });
  if (empty.length > accounts.size * mostlyEmpty) return [finding([], '')];
  return empty.map((account) =>
    finding([accounts.rowNumbers[account]], accountName(accounts, account)),
  );
}
