import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './formula-guard.js';

/** A cell to write: text, a number, or nothing. */
export type WrittenCell = string | number | undefined;

/** A table to write, its rows worked out as they are read. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: () => Iterable<readonly WrittenCell[]>;
}

/** Rows that go through the stringifier at once: few enough for their cells to die young. */
const batchSize = 30;

/**
 * Rows as CSV text with LF line ends. Text that a spreadsheet would run as a
 * formula gets a `'` in front; numbers stay bare, in their shortest form that
 * reads back the same; NaN and undefined are empty cells.
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly WrittenCell[]>,
): string {
  return Array.from(csvPieces(header, rows)).join('');
}

/** The same a few rows at a time, so that a million need not be held. */
export function* csvPieces(
  header: readonly string[],
  rows: Iterable<readonly WrittenCell[]>,
): Generator<string> {
  yield* pieces(header, rows, cellAsText);
}

/**
 * Rows for a program that takes every character of a cell for data: text stays
 * as it is, without the `'` before what a spreadsheet would run.
 */
export function* loaderPieces(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  yield* pieces(header, rows, String);
}

function* pieces(
  header: readonly string[],
  rows: Iterable<readonly WrittenCell[]>,
  asText: (cell: WrittenCell) => string,
): Generator<string> {
  let batch = [header.map(asText)];
  for (const row of rows) {
    if (batch.length === batchSize) {
      yield csvLines(batch);
      batch = [];
    }
    batch.push(row.map(asText));
  }
  yield csvLines(batch);
}

/** The text of a cell before quoting. */
export function cellAsText(cell: WrittenCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return guardFormula(cell);
  if (Number.isNaN(cell)) return '';
  // String(-0) is "0" already.
  return String(cell);
}

/** With no record delimiter named, lines end in LF and a cell with a lone CR, where many readers end a line, is quoted too. */
function csvLines(rows: string[][]): string {
  return stringify(rows);
}
