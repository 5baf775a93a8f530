import { type Words, wordsOf } from '../assembly/words.js';
import { type Column, cellText, type Table, type TextColumn } from '../model/table.js';
import { TableColumns } from '../rules/column-source.js';

/** What an account is called: its name, else its id. */
export function accountName(accounts: Table, account: number): string {
  return (
    cellText(accounts.columns.get('account_name'), account) ||
    cellText(accounts.columns.get('account_id'), account)
  );
}

/** The spreadsheet rows of records, ascending. */
export function rowsOf(table: Table, records: Iterable<number>): readonly number[] {
  return Array.from(records, (record) => table.rowNumbers[record]).sort((a, b) => a - b);
}

/** The records of each value of a column, in the order of the file; empty cells left out. */
export function recordsByWord(table: Table, column: Column): ReadonlyMap<string, number[]> {
  const { codes, words } = wordsOf(column, table.size);
  const records = words.map((): number[] => []);
  codes.forEach((code, record) => {
    if (code !== 0) records[code].push(record);
  });
  return new Map(
    words
      .map((word, code): [string, number[]] => [word, records[code]])
      .filter(([word, found]) => word !== '' && found.length > 0),
  );
}

/** The first of these columns that is there and filled, however its header is spelled. */
export function firstColumn(table: Table, names: readonly string[]): Column | undefined {
  const columns = new TableColumns(table);
  return names.map((name) => columns.column(name)).find((column) => (column?.filled ?? 0) > 0);
}

/** Names and places of a table by their words, or nothing where there is no such column. */
export function wordsIn(table: Table, column: Column | undefined): Words | undefined {
  return column === undefined ? undefined : wordsOf(column, table.size);
}

const neverCategories: ReadonlySet<string> = new Set([
  'account_id',
  'account_name',
  'owner',
  'opportunity_owner',
  'parent_id',
  'postal_code',
  'rep_id',
  'rep_name',
  'email',
  'manager',
]);

/** A text column of few values that come again and again: a picklist, not names or notes. */
function isCategorical(column: Column): column is TextColumn {
  if (column.kind !== 'text' || neverCategories.has(column.name)) return false;
  if (column.wordNumbers !== undefined || column.wordDays !== undefined) return false;
  const values = new Set(column.codes).size;
  return column.filled >= 4 && values <= 200 && values <= Math.max(4, column.filled / 3);
}

/** The categorical columns of a table, in its order. */
export function categoricalColumns(table: Table): readonly TextColumn[] {
  return [...table.columns.values()].filter(isCategorical);
}
