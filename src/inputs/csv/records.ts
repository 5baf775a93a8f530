import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import { isEmpty } from '../cells/emptiness.js';
import { decode } from './decode.js';
import { shortened } from './findings.js';
import { FooterWatch, type Row } from './footer.js';
import { parseRecords, type QuoteFault } from './parse-records.js';
import { detectDelimiter, statedDelimiter } from './row-bytes.js';

/** Takes the records of a file one by one; `cells` is as long as the header. */
export type RecordSink = (cells: readonly string[], row: number) => void;

interface RecordOptions {
  /** Records after the header that are no data (comments), whatever their length. */
  readonly isComment?: (cells: readonly string[]) => boolean;
  /** The cells of a record that a message may show; all unless told. */
  readonly shownOf?: (cells: readonly string[]) => readonly string[];
  /** A header alone is a complete file. */
  readonly mayBeEmpty?: boolean;
  /** Where a report's footer may stand at the end; it is left out, with a note. */
  readonly mayHaveFooter?: boolean;
  /** From `encodingNamed`; undefined: as the bytes tell. */
  readonly encoding?: string | undefined;
}

/** What became of a file as a whole. */
interface RecordReading {
  /** Trimmed names of the header; undefined where there is none. */
  readonly header: readonly string[] | undefined;
  /** In row order. Problems with the cells' meaning are the sink's. */
  readonly problems: readonly InputProblem[];
  /** Sentences about what was taken for what, or left out. */
  readonly notes: readonly string[];
}

/**
 * Reads CSV text record by record, without ever holding them all. `open` sees
 * the header (trimmed) and what stands between cells, and returns the sink for
 * the records that follow. Rows are numbered as a spreadsheet does: blank lines count, a line break in
 * quotes does not. Blank records and those of only delimiters are passed over.
 */
export function readRecords(
  file: string,
  bytes: Uint8Array,
  open: (header: readonly string[], row: number, delimiter: string) => RecordSink,
  options: RecordOptions = {},
): RecordReading {
  const decoded = decode(file, bytes, options.encoding);
  const stated = statedDelimiter(decoded.utf8);
  const utf8 = decoded.utf8.subarray(stated?.length ?? 0);
  const problems: InputProblem[] = [...decoded.problems];
  const notes = [...decoded.notes];
  if (utf8.length === 0 && problems.length > 0) return { header: undefined, problems, notes };
  const delimiter = stated?.delimiter ?? detectDelimiter(utf8);

  let data = 0;
  let headerRow = 0;
  let header: string[] | undefined;
  let nameless: number[] = [];
  let index: RowIndex | undefined;
  let headerIsLost = false;
  let sink: RecordSink = () => {};
  let footer: FooterWatch | undefined;

  const take = (cells: string[], row: number): void => {
    if (headerIsLost || isBlank(cells)) return;
    if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      headerRow = row;
      problems.push(...headerProblems(file, header, row));
      nameless = [...header.keys()].filter((at) => header?.[at] === '');
      if (nameless[0] === 0 && header.length > 1) {
        nameless.shift();
        index = new RowIndex();
      }
      sink = open(header, row, delimiter);
      if (options.mayHaveFooter === true) footer = new FooterWatch(header.length, takeRow);
      return;
    }
    if (options.isComment?.(cells) === true) return;
    if (footer === undefined) takeRow(cells, row);
    else footer.push(cells, row);
  };

  const takeRow = (cells: string[], row: number): void => {
    if (header === undefined) return;
    data++;
    if (cells.length !== header.length) {
      problems.push(lengthProblem(file, row, cells, header.length, options.shownOf?.(cells)));
      return;
    }
    if (nameless.length > 0) {
      nameless = nameless.filter((at) => {
        if (isEmpty(cells[at])) return true;
        problems.push(namelessProblem(file, headerRow, at, row, cells[at]));
        return false;
      });
    }
    index?.push(cells[0], row);
    sink(cells, row);
  };

  const refuse = (fault: QuoteFault): void => {
    if (headerIsLost) return;
    data++;
    // Without its header no record means anything; the next one must not pass for it.
    headerIsLost = header === undefined;
    problems.push(quoteProblem(file, header, fault));
  };

  parseRecords(utf8, delimiter, take, refuse);
  const first = indexReading(index);
  if (first?.stranger !== undefined) {
    problems.push(namelessProblem(file, headerRow, 0, first.stranger.row, first.stranger.cell));
  } else if (first?.isFilled === true) {
    notes.push('the first column has no name and only numbers its rows: it is left out');
  }
  const below: readonly Row[] = footer === undefined ? [] : finished(footer);
  if (below.length > 0) notes.push(footerNote(below));
  if (header === undefined && problems.length === 0) problems.push(emptyFile(file, utf8));
  if (header !== undefined && data === 0 && options.mayBeEmpty !== true) {
    const what = 'has a header but no rows';
    problems.push({ file, what, remedy: 'add at least one row, or export the file again' });
  }
  return { header, problems: inRowOrder(problems), notes };
}

/** A first column without a name: the numbers of the rows, as data tools write them, or something that is not to be lost. */
class RowIndex {
  isFilled = false;
  /** The first cell that is no whole number, or that an earlier one holds too. */
  stranger: { readonly cell: string; readonly row: number } | undefined;
  readonly #seen = new Set<string>();

  push(cell: string, row: number): void {
    const text = cell.trim();
    if (text === '' || this.stranger !== undefined) return;
    this.isFilled = true;
    if (!/^\d{1,15}$/.test(text) || this.#seen.has(text)) this.stranger = { cell, row };
    else this.#seen.add(text);
  }
}

/** Its own function, as `finished` is. */
function indexReading(index: RowIndex | undefined): RowIndex | undefined {
  return index;
}

/** Its own function, because the compiler does not see that the closures above set the variable. */
function finished(footer: FooterWatch): readonly Row[] {
  return footer.finish();
}

function footerNote(rows: readonly Row[]): string {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const where = first === last ? `row ${first.row} is` : `rows ${first.row}–${last.row} are`;
  return `${where} left out as the footer of a report ("${shortened(first.cells[0].trim())}")`;
}

/** Problems of a whole file first, then by row; as found within a row. */
export function inRowOrder(problems: readonly InputProblem[]): InputProblem[] {
  return [...problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (!isEmpty(cell)) return false;
  return true;
}

function emptyFile(file: string, utf8: Buffer): InputProblem {
  return {
    file,
    what: utf8.length === 0 ? 'is empty' : 'has no header: every line is blank',
    remedy: 'the first row must name the columns; export the file again',
  };
}

function lengthProblem(
  file: string,
  row: number,
  cells: readonly string[],
  expected: number,
  shown = cells,
): InputProblem {
  const few = cells.length < expected;
  return {
    file,
    row,
    what: `has ${cells.length} cell${cells.length === 1 ? '' : 's'} where the header has ${expected}`,
    value: shortened(shown.join(' | ')),
    remedy: few
      ? 'add the missing cells, or delete the row if it is no data (a footer, say)'
      : 'put a cell that holds the delimiter in double quotes, or delete the surplus cells',
  };
}

function namelessProblem(
  file: string,
  headerRow: number,
  index: number,
  row: number,
  value: string,
): InputProblem {
  return {
    file,
    row: headerRow,
    column: `column ${index + 1}`,
    what: `has no name in the header, but row ${row} holds a value in it`,
    value: shortened(value),
    remedy: 'name the column, or delete it',
  };
}

function quoteProblem(
  file: string,
  header: readonly string[] | undefined,
  fault: QuoteFault,
): InputProblem {
  const name = header?.[fault.cell] ?? '';
  const place = { file, row: fault.row, ...(name === '' ? {} : { column: name }) };
  return fault.kind === 'stray'
    ? {
        ...place,
        what: 'has a quote in the middle of a cell',
        remedy: 'put the whole cell in double quotes and write each quote within it twice ("")',
      }
    : {
        ...place,
        what: 'has a quote that is not closed, or text after a closing quote',
        remedy:
          'close the quote, or write a quote within a quoted cell twice (""); what follows could not be read',
      };
}

/** Names that a header holds more than once, letter case aside. */
function headerProblems(file: string, header: readonly string[], row: number): InputProblem[] {
  const first = new Map<string, number>();
  const problems: InputProblem[] = [];
  header.forEach((name, index) => {
    if (name === '') return;
    const earlier = first.get(fold(name));
    if (earlier === undefined) {
      first.set(fold(name), index);
      return;
    }
    problems.push({
      file,
      row,
      column: name,
      what: `is the name of column ${index + 1} and of column ${earlier + 1}`,
      value: shortened(name),
      remedy: 'rename or delete one of the two',
    });
  });
  return problems;
}
