import { readRecords } from '../inputs/csv/records.js';
import { type CsvTable, cellAsText, csvPieces, type WrittenCell } from '../inputs/csv/write.js';
import type { Disagreement, DisagreementRole } from '../model/verification.js';
import type { Comparison } from './comparison.js';

/**
 * Holds a file of the folder against the table that it should be, byte by byte;
 * where they differ, cell by cell.
 *
 * @param role what the differences are known to be
 */
export function compareTable(
  file: string,
  bytes: Buffer,
  table: CsvTable,
  comparison: Comparison,
  role?: DisagreementRole,
): void {
  if (firstDifference(bytes, csvPieces(table.columns, counted(table.rows(), comparison))) < 0)
    return;
  compareCells({ file, ...(role && { role }) }, bytes, table, comparison);
  if (comparison.has(file)) return;
  const at = firstDifference(bytes, csvPieces(table.columns, table.rows()));
  comparison.add({
    file,
    what: `holds the right cells, but not as carve writes them: byte ${at + 1} is the first that differs`,
  });
}

function* counted(
  rows: Iterable<readonly WrittenCell[]>,
  comparison: Comparison,
): Generator<readonly WrittenCell[]> {
  for (const row of rows) {
    for (const cell of row)
      if (typeof cell === 'number' && !Number.isNaN(cell)) comparison.figures++;
    yield row;
  }
}

/** Index of the first byte that differs, -1 where none does. All pieces are read. */
function firstDifference(bytes: Buffer, pieces: Iterable<string>): number {
  let at = 0;
  let differs = -1;
  for (const piece of pieces) {
    if (differs >= 0) continue;
    const wanted = Buffer.from(piece, 'utf8');
    const found = bytes.subarray(at, at + wanted.length);
    if (!wanted.equals(found)) {
      differs = at + wanted.findIndex((byte, index) => byte !== found[index]);
    }
    at += wanted.length;
  }
  return differs < 0 && at < bytes.length ? at : differs;
}

/** Words that follow from other cells, of this row or of many. */
const wordsColumn = 'reason';

function compareCells(
  of: Pick<Disagreement, 'file' | 'role'>,
  bytes: Buffer,
  table: CsvTable,
  comparison: Comparison,
): void {
  const wanted = table.rows()[Symbol.iterator]();
  const [key] = table.columns;
  // Once a row is of something else, those after it cannot be told apart.
  let lost = false;
  let columns: readonly string[] = [];
  let last = 1;
  const take = (cells: readonly string[], row: number): void => {
    last = row;
    if (lost) return;
    const next = wanted.next();
    if (next.done === true) {
      lost = true;
      comparison.add({ ...of, row, what: 'is a row too many; what follows was not looked at' });
      return;
    }
    const texts = next.value.map(cellAsText);
    if (cells[0] !== texts[0]) {
      lost = true;
      const what = 'the rows after it were not looked at';
      comparison.add({ ...of, row, column: key, found: cells[0], expected: texts[0], what });
      return;
    }
    texts.forEach((expected, at) => {
      const found = cells[at];
      if (found === expected) return;
      const column = columns[at];
      comparison.add({ ...of, row, column, found, expected }, column === wordsColumn);
    });
  };
  const { problems } = readRecords(
    of.file,
    bytes,
    (header, row) => {
      columns = table.columns;
      columns.forEach((expected, at) => {
        const found = header[at] ?? '';
        if (found === expected) return;
        lost = true;
        comparison.add({ ...of, row, column: `column ${at + 1}`, found, expected });
      });
      return take;
    },
    { mayBeEmpty: true },
  );
  for (const { row, column, what } of problems) {
    lost = true;
    const place = { ...(row !== undefined && { row }), ...(column !== undefined && { column }) };
    comparison.add({ ...of, ...place, what });
  }
  if (lost) return;
  let missing = 0;
  for (let next = wanted.next(); next.done !== true; next = wanted.next()) missing++;
  if (missing > 0) {
    const what =
      missing === 1 ? 'lacks a row after this one' : `lacks ${missing} rows after this one`;
    comparison.add({ ...of, row: last, what });
  }
}
