import { headerList } from '../inputs/csv/findings.js';
import { headerKey } from '../inputs/csv/header-key.js';
import type { InputProblem } from '../model/input-problem.js';
import { type Column, filledColumn, fold, type Table } from '../model/table.js';
import type { Crm } from './crm.js';

/** The column that a flag names, by its header in any letter case or carve's name for it. */
export function askedColumn(
  table: Table,
  flag: string,
  wanted: string,
): { readonly column: Column } | { readonly problem: InputProblem } {
  const columns = [...table.columns.values()];
  const key = headerKey(wanted);
  const column =
    columns.find(({ header }) => header === wanted.trim()) ??
    columns.find(({ name, header }) => [fold(header), name].includes(fold(wanted))) ??
    columns.find(({ header }) => key !== '' && headerKey(header) === key);
  if (column !== undefined) return { column };
  const what = `names no column of ${table.file}`;
  const remedy = `take one of: ${headersOf(table)}`;
  return { problem: { file: flag, what, value: wanted, remedy } };
}

/** The column with the ids that the CRM knows its records by, as far as headers tell; else carve's id column. */
export function idColumn(table: Table, crm: Crm, own: string): Column | undefined {
  const exported = [...table.columns.values()].find(({ header }) =>
    crm.idColumns.includes(fold(header)),
  );
  return exported ?? filledColumn(table, own);
}

/** Columns of the table that may hold what is wanted by their headers' keys, in the order of the keys. */
export function columnsWith(table: Table, keys: readonly string[]): Column[] {
  const columns = [...table.columns.values()].filter(({ filled }) => filled > 0);
  return keys.flatMap((key) =>
    columns.filter(({ name, header }) => headerKey(name) === key || headerKey(header) === key),
  );
}

const stampPrefix = '(do not modify)';

/** The columns of a Dynamics export that say which row of it was read, but the id. */
export function stampColumns(table: Table, id: Column): Column[] {
  return [...table.columns.values()].filter(
    (column) => column !== id && fold(column.header).startsWith(stampPrefix),
  );
}

/** The headers of a file, for messages. */
export function headersOf(table: Table): string {
  // The identity may stand twice: as its own column and as the one it was taken from.
  return headerList([...new Set([...table.columns.values()].map(({ header }) => header))]);
}
