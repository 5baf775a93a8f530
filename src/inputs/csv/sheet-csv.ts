import { stringify } from 'csv-stringify/sync';
import type { Cell, CellValue, Sheet } from 'hucre/xlsx';
import type { InputProblem } from '../../model/input-problem.js';
import { type DecimalMark, pointed } from '../cells/number.js';

/** A sheet of a workbook as CSV text whose rows are those of the sheet. */
export interface OpenedSheet {
  readonly name: string;
  readonly csv: Buffer;
  /** Cells below the header that are merged over several rows; the first alone holds the value. */
  readonly merged: readonly MergedCells[];
}

/** Cells that are one over several rows. */
export interface MergedCells {
  /** The first and the last row, as spreadsheets number them. */
  readonly row: number;
  readonly through: number;
  /** The column's name in the header. */
  readonly column: string;
}

export interface WorkbookReading {
  /** Undefined where none can be had; the problems say why. */
  readonly sheet: OpenedSheet | undefined;
  readonly problems: readonly InputProblem[];
}

/** Rows that go through the stringifier at once. */
const batchSize = 1000;

/** What a lookup leaves where it found nothing: no value, in number and date cells. */
const notFound = '#N/A';

/** What a formula leaves where it failed. */
const errorValues: ReadonlySet<string> = new Set([
  '#DIV/0!',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#FIELD!',
  '#BLOCKED!',
  '#GETTING_DATA',
]);

/**
 * A sheet as CSV text, a line for each of its rows, blank ones too, so that rows
 * keep their numbers. Dates are ISO; numbers are exact, with the decimal mark of
 * the file's texts; percentages keep their sign and padded numbers their zeros.
 * A formula counts as the value it had when it was saved.
 */
export function sheetCsv(
  file: string,
  sheet: Sheet,
  mark: DecimalMark | undefined,
): WorkbookReading {
  const problems: InputProblem[] = [];
  const rows = sheet.rows.map((cells, row) =>
    cells.map((value, column) => {
      const cell = sheet.cells?.get(`${row},${column}`);
      const fault = faultOf(value, cell);
      if (fault !== undefined) {
        const where = { row: row + 1, column: columnName(sheet, column) };
        problems.push({ file: labelled(file, sheet.name), ...where, ...fault });
        return '';
      }
      return cellText(value, cell, mark ?? '.');
    }),
  );
  const first = rows.findIndex((row) => row.some((text) => text.trim() !== ''));
  // Quoted, so that nothing in the header passes for what stands between cells.
  const pieces = [stringify(rows.slice(0, first + 1), { quoted_string: true })];
  for (let start = first + 1; start < rows.length; start += batchSize) {
    pieces.push(stringify(rows.slice(start, start + batchSize)));
  }
  const merged = mergedBelow(sheet, first);
  return { sheet: { name: sheet.name, csv: Buffer.from(pieces.join('')), merged }, problems };
}

function mergedBelow(sheet: Sheet, header: number): readonly MergedCells[] {
  return (sheet.merges ?? []).flatMap(({ startRow, endRow, startCol }) =>
    startRow <= header || endRow === startRow
      ? []
      : [{ row: startRow + 1, through: endRow + 1, column: columnName(sheet, startCol) }],
  );
}

/** A file and the sheet of it that was read, as messages name them. */
export function labelled(file: string, sheet: string): string {
  return `${file} (sheet ${sheet})`;
}

function faultOf(
  value: CellValue,
  cell: Cell | undefined,
): Pick<InputProblem, 'what' | 'value' | 'remedy'> | undefined {
  if (value === notFound) return undefined;
  if (typeof value === 'string' && (cell?.type === 'error' || errorValues.has(value))) {
    return { what: 'holds an error', value, remedy: 'mend the formula, or empty the cell' };
  }
  if (cell?.formula !== undefined && value === null && cell.formulaResult === undefined) {
    const what = 'holds a formula that was saved without its value';
    const remedy = 'open the workbook in a spreadsheet program and save it';
    return { what, value: `=${cell.formula}`, remedy };
  }
  return undefined;
}

function cellText(value: CellValue, cell: Cell | undefined, mark: DecimalMark): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  return numberText(value, cell?.style?.numFmt, mark);
}

function numberText(value: number, format: string | undefined, mark: DecimalMark): string {
  const plain = String(value);
  if (format === undefined) return pointed(plain, mark);
  if (/^0{2,}$/.test(format) && /^\d+$/.test(plain)) return plain.padStart(format.length, '0');
  const isPercent = format.replace(/"[^"]*"|\\./g, '').includes('%');
  if (!isPercent) return pointed(plain, mark);
  // Shifting the exponent keeps 0.07 at exactly 7 %.
  const percent = plain.includes('e') ? value * 100 : Number(`${plain}e2`);
  return `${pointed(String(percent), mark)}%`;
}

/** To the second, as spreadsheets show it: they keep times as fractions of a day. */
function dateText(value: Date): string {
  const rounded = new Date(Math.round(value.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return '';
  const iso = rounded.toISOString();
  const time = iso.slice(11, 19);
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}

/** The name in the first row with anything in it, else the letter. */
function columnName({ rows }: Sheet, column: number): string {
  const header = rows.find((row) => row.some((cell) => cell !== null));
  const name = header?.[column];
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : `column ${letter(column)}`;
}

/** A, B, …, Z, AA, … */
function letter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letter(Math.floor(column / 26) - 1)}${last}`;
}
