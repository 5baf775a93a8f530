import { writeCsv } from '../inputs/csv/write.js';
import { InputError } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';

/** A value in a row of objects; undefined and null are empty cells, a date is its day (UTC). */
export type Cell = string | number | boolean | Date | null | undefined;

/**
 * A table as a program has it: the text or the bytes of a CSV file (or the
 * bytes of an .xlsx workbook), or rows as objects whose keys are the headers.
 */
export type Source = string | Uint8Array | readonly Readonly<Record<string, Cell>>[];

/**
 * A source as the file it stands for, under the name that messages call it by.
 *
 * @throws InputError where a text is the name of a file in place of its text.
 */
export function namedBytes(name: string, source: Source): NamedBytes {
  if (typeof source === 'string') {
    refuseFileName(name, source);
    return { name, bytes: Buffer.from(source) };
  }
  if (source instanceof Uint8Array) return { name, bytes: source };
  if (!Array.isArray(source)) {
    const remedy = 'hand over the text or bytes of a file, or an array of rows';
    throw new InputError([{ file: name, what: 'is no table', value: typeof source, remedy }]);
  }
  const header = [...new Set(source.flatMap((row) => Object.keys(row)))];
  const rows = source.map((row) => header.map((column) => asText(row[column])));
  return { name, bytes: Buffer.from(writeCsv(header, rows)) };
}

function refuseFileName(name: string, text: string): void {
  if (!/^[^\n\r,;]+\.(csv|tsv|txt|xlsx)$/i.test(text)) return;
  const remedy = 'hand over what the file holds, such as readFileSync(name)';
  throw new InputError([{ file: name, what: 'is the name of a file', value: text, remedy }]);
}

function asText(cell: Cell): string | number | undefined {
  if (cell === null || cell === undefined) return undefined;
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime()) ? 'Invalid Date' : cell.toISOString().slice(0, 10);
  }
  // As text it is refused where a number is asked for; as a number it would be an empty cell.
  if (Number.isNaN(cell)) return 'NaN';
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell;
}
