import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './formula-guard.js';

/** A cell to write: text, a number, or nothing. */
export type WrittenCell = string | number | undefined;

/** Rows that go through the stringifier at once, so that a million need not be held twice. */
const batchSize = 5000;

/**
 * Rows as CSV text with LF line ends. Text that a spreadsheet would run as a
 * formula gets a `'` in front; numbers stay bare, in their shortest form that
 * reads back the same; NaN and undefined are empty cells.
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly WrittenCell[]>,
): string {
  let text = csvLines([header.map(cellAsText)]);
  let batch: string[][] = [];
  for (const row of rows) {
    batch.push(row.map(cellAsText));
    if (batch.length < batchSize) continue;
    text += csvLines(batch);
    batch = [];
  }
  return text + csvLines(batch);
}

/** The text of a cell before quoting. */
function cellAsText(cell: WrittenCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return guardFormula(cell);
  if (Number.isNaN(cell)) return '';
  // String(-0) is "0" already.
  return String(cell);
}

function csvLines(rows: string[][]): string {
  // A lone CR ends a line for many readers, so it is quoted although LF is the line end here.
  return stringify(rows, { record_delimiter: '\n', quoted_match: /[\r\n]/ });
}
