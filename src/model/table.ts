import { type DayNumber, dayNumber } from './units.js';

/**
 * A file's cells once read: columns of typed values, held by column so that a
 * million rows stay small and fast. Column names are canonical (`account_id`)
 * for known columns and the folded header for the user's own.
 */
interface ColumnBase {
  /** Canonical name, or the folded header of a column carve does not know. */
  readonly name: string;
  /** The header as the file spells it. */
  readonly header: string;
  /** How many cells are not empty. A column with none counts as missing. */
  readonly filled: number;
}

/** Text, stored once per distinct value. `words[0]` is always the empty cell. */
export interface TextColumn extends ColumnBase {
  readonly kind: 'text';
  /** Index into `words` for each row. */
  readonly codes: Uint32Array;
  readonly words: readonly string[];
  /** Each word as a number (NaN for the empty one); present when every non-empty cell is one. */
  readonly wordNumbers?: Float64Array;
  /** Each word as a day number (NaN for the empty one); present when every non-empty cell is a date. */
  readonly wordDays?: Float64Array;
  /** Values that are compared as one: the common form of each folded spelling. */
  readonly comparableForms?: ReadonlyMap<string, string>;
  /** What a value is compared by, where neither letter case nor spelling alone tells: who an owner is. */
  readonly formOf?: (text: string) => string;
}

/** Numbers; NaN where the cell is empty. */
export interface NumberColumn extends ColumnBase {
  readonly kind: 'number';
  readonly values: Float64Array;
  /** The currency that its cells name: an ISO code or a shared sign such as `$`; undefined where none does. */
  readonly currency?: string;
}

/** Dates as whole days since 1970-01-01; NaN where the cell is empty. */
export interface DateColumn extends ColumnBase {
  readonly kind: 'date';
  readonly days: Float64Array;
}

/** Yes (1), no (0), empty (-1). */
export interface FlagColumn extends ColumnBase {
  readonly kind: 'flag';
  readonly flags: Int8Array;
}

export type Column = TextColumn | NumberColumn | DateColumn | FlagColumn;

/** One file, read and typed. */
export interface Table {
  /** The file as the user named it; starts every message about it. */
  readonly file: string;
  readonly size: number;
  /** The spreadsheet row of each record; the header is row 1. */
  readonly rowNumbers: Uint32Array;
  /** By name, in the order of the file. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The records in the order of the file, where they stand in another one here. */
  readonly fileOrder?: Uint32Array;
}

/** A table's records in the order of its file: the order in which people are told of them. */
export function recordsAsFiled({ size, fileOrder }: Table): readonly number[] {
  return fileOrder === undefined
    ? Array.from({ length: size }, (_, record) => record)
    : [...fileOrder];
}

/** Which of some records, one at least, comes first in the file. */
export function firstFiled({ rowNumbers }: Table, records: Int32Array): number {
  return records.reduce((first, record) =>
    rowNumbers[record] < rowNumbers[first] ? record : first,
  );
}

/** The text of a cell: the word itself for text, a plain form of the value for the other kinds. */
export function cellText(column: Column | undefined, row: number): string {
  if (column === undefined) return '';
  switch (column.kind) {
    case 'text':
      return column.words[column.codes[row]];
    case 'number':
      return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
    case 'date':
      return Number.isNaN(column.days[row]) ? '' : isoDate(dayNumber(column.days[row]));
    case 'flag':
      return column.flags[row] === 1 ? 'yes' : column.flags[row] === 0 ? 'no' : '';
  }
}

/** A day number as `YYYY-MM-DD`. */
export function isoDate(day: DayNumber): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** A column that is there and has at least one value, else undefined. */
export function filledColumn(table: Table, name: string): Column | undefined {
  const column = table.columns.get(name);
  return column !== undefined && column.filled > 0 ? column : undefined;
}

/** A column's numbers, NaN where empty, a column of the user's own too; undefined where it holds something else. */
export function numbersOf(column: Column, size: number): Float64Array | undefined {
  if (column.kind === 'number') return column.values;
  if (column.kind !== 'text' || column.wordNumbers === undefined) return undefined;
  const { codes, wordNumbers } = column;
  const values = new Float64Array(size);
  for (let row = 0; row < size; row++) values[row] = wordNumbers[codes[row]];
  return values;
}

/** A number column that is there and has at least one value, else undefined. */
export function filledNumbers(table: Table, name: string): Float64Array | undefined {
  const column = filledColumn(table, name);
  return column?.kind === 'number' ? column.values : undefined;
}

/** The one way text is compared everywhere: without regard to case and outer spaces. */
export function fold(text: string): string {
  return text.trim().toLowerCase();
}

/** Columns whose values differ where only letter case does: Salesforce's ids do. */
const exactColumns: ReadonlySet<string> = new Set(['account_id', 'parent_id', 'rep_id']);

/** Whether a column holds ids, which are compared letter by letter. */
export function comparesExactly(column: Column): boolean {
  return column.kind === 'text' && exactColumns.has(column.name);
}

/**
 * A value as a column compares it: ids exactly, owners by who they are, all else without case
 * and outer spaces, in its common form where spellings count as one.
 */
export function comparableText(column: Column, text: string): string {
  if (comparesExactly(column)) return text.trim();
  if (column.kind === 'text' && column.formOf !== undefined) return column.formOf(text);
  const folded = fold(text);
  return column.kind === 'text' ? (column.comparableForms?.get(folded) ?? folded) : folded;
}
