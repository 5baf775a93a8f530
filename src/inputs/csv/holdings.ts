import { accountColumns } from './account-columns.js';
import { type ColumnSpec, id, text } from './column-spec.js';
import { headerKey } from './header-key.js';
import { withIdentity } from './identity.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

/** A file that says who has which account, and what sort of file it was taken for. */
export interface HoldingsReading extends TableReading {
  /** `assignments`: it names reps by `rep_id`. `export`: a CRM's, it names owners. */
  readonly source: 'assignments' | 'export';
}

const repId: ColumnSpec = { name: 'rep_id', cells: id, strong: [], weak: [] };

/** Columns that carve's own tables have beside those of an account. */
const assignmentColumns: readonly ColumnSpec[] = [
  repId,
  { name: 'rep_name', cells: id, strong: [], weak: [] },
  { name: 'change', cells: text, strong: [], weak: [] },
];

const ofInterest = new Set(['account_id', 'account_name', 'owner', 'potential', 'arr']);
const columns: readonly ColumnSpec[] = [
  ...accountColumns.filter(({ name }) => ofInterest.has(name)),
  ...assignmentColumns,
];

/**
 * Reads who has which account: carve's `assignments.csv` or one like it
 * (`account_id`, `rep_id`), else a CRM export (`account_id`, `owner` under any
 * header that carve knows). A header alone is a complete file. Of other columns
 * nothing is read, so nothing in them can be wrong.
 */
export function readHoldings(
  file: string,
  bytes: Uint8Array,
  options: Pick<TableOptions, 'mappings' | 'form'> = {},
): HoldingsReading {
  const table = readTable(file, bytes, 'accounts', columns, {
    ...options,
    unescape: namesReps,
    onlyKnown: true,
    mayBeEmpty: true,
  });
  const reading = withIdentity(table, {
    column: 'account_id',
    standIns: ['account_name'],
    rows: 'accounts',
  });
  const { header } = reading;
  if (header === undefined) return { ...reading, source: 'export' };
  if (namesReps(header)) return { ...reading, source: 'assignments' };
  if (reading.table.columns.has('owner')) return { ...reading, source: 'export' };
  const what = 'has neither a column rep_id nor an owner';
  const remedy = 'name an assignments file, or say which column it is with --map "owner=HEADER"';
  return { ...reading, source: 'export', problems: [...reading.problems, { file, what, remedy }] };
}

function namesReps(header: readonly string[]): boolean {
  return header.some((name) => headerKey(name) === headerKey(repId.name));
}
