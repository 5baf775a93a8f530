import { CsvError, type Options, parse } from 'csv-parse/sync';
import { rowOfOffset } from './row-bytes.js';

/** A record whose quotes do not follow the rules of CSV. */
export interface QuoteFault {
  readonly row: number;
  /** Index of the cell. */
  readonly cell: number;
  /** `stray`: within a cell, the record is left out. `open`: nothing after it could be read. */
  readonly kind: 'stray' | 'open';
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Bytes parsed at once: few enough for the records to die young, enough to pay for the set-up. */
const chunkSize = 1 << 16;

/** Each stray quote costs the parser a copy of its cell; a row with more is given up on. */
const mostStrayQuotes = 100;

/**
 * Splits CSV text into records and numbers them as a spreadsheet counts rows
 * (blank lines count, line breaks in quotes do not). Records with faulty
 * quotes go to `onFault` instead, in order with the others.
 */
export function parseRecords(
  utf8: Buffer,
  delimiter: string,
  onRecord: (cells: string[], row: number) => void,
  onFault: (fault: QuoteFault) => void,
): void {
  const options: Options = {
    bom: false,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  };
  let { start, row } = pastBlankLines(utf8, 0, 1);
  while (start < utf8.length) {
    const end = chunkEnd(utf8, start);
    const records = parsedOrFaulty(utf8.subarray(start, end), options);
    if (records === undefined) {
      parseFaulty(utf8.subarray(start), row, options, onRecord, onFault);
      return;
    }
    for (const cells of records) onRecord(cells, row++);
    ({ start, row } = pastBlankLines(utf8, end, row));
  }
}

/** Undefined where quotes are at fault; then nothing of the chunk has been passed on yet. */
function parsedOrFaulty(chunk: Buffer, options: Options): string[][] | undefined {
  try {
    return parse(chunk, { ...options, ...onlyWhatOccurs(chunk) });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** The parser asks of every byte whether it begins a quote or one of the line breaks; most files have no quote and one break. */
function onlyWhatOccurs(chunk: Buffer): Options {
  return {
    ...(!chunk.includes(quote) && { quote: null }),
    ...(!chunk.includes(carriageReturn) && { record_delimiter: '\n' }),
  };
}

/**
 * Where a chunk may end: after a line break that lies outside quotes as far as
 * counting quotes can tell. If faulty quotes mislead it, parsing the chunk fails.
 */
function chunkEnd(utf8: Buffer, start: number): number {
  const enough = start + chunkSize;
  // Without a quote before it, the first line break will do; found natively, not byte by byte.
  const end = utf8.indexOf(lineFeed, enough) + 1 || utf8.length;
  if (!utf8.subarray(start, end).includes(quote)) return end;
  let quoted = false;
  for (let position = start; position < utf8.length; position++) {
    const byte = utf8[position];
    if (byte === quote) quoted = !quoted;
    else if (byte === lineFeed && !quoted && position >= enough) return position + 1;
  }
  return utf8.length;
}

/** The parser is slow when a chunk begins with a record shorter than the rest. */
function pastBlankLines(
  utf8: Buffer,
  start: number,
  row: number,
): { readonly start: number; readonly row: number } {
  for (;;) {
    const byte = utf8[start];
    if (byte !== lineFeed && byte !== carriageReturn) return { start, row };
    start += byte === carriageReturn && utf8[start + 1] === lineFeed ? 2 : 1;
    row++;
  }
}

/** The slow way, which tells each faulty record and leaves it out. */
function parseFaulty(
  utf8: Buffer,
  firstRow: number,
  options: Options & { readonly delimiter?: unknown },
  onRecord: (cells: string[], row: number) => void,
  onFault: (fault: QuoteFault) => void,
): void {
  const rowIn = rowOfOffset(utf8, String(options.delimiter).charCodeAt(0));
  const rowOf = (error: CsvError): number => rowIn(Number(error.bytes)) + firstRow - 1;
  let row = firstRow;
  let strayRow = 0;
  let strayQuotes = 0;

  const onSkip = (error: CsvError | undefined): undefined => {
    if (error === undefined) return;
    if (error.code !== 'INVALID_OPENING_QUOTE') throw error;
    const faultyRow = rowOf(error);
    if (faultyRow === strayRow) {
      strayQuotes++;
      if (strayQuotes > mostStrayQuotes) throw error;
      return;
    }
    strayRow = faultyRow;
    strayQuotes = 1;
    // The parser drops the record, and yet it is a row.
    row++;
    onFault({ row: faultyRow, cell: Number(error.column), kind: 'stray' });
  };
  const onParsed = (cells: string[]): null => {
    onRecord(cells, row++);
    return null;
  };
  try {
    parse(utf8, {
      ...options,
      skip_records_with_error: true,
      on_skip: onSkip,
      on_record: onParsed,
    } as Options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    onFault({ row: rowOf(error), cell: Number(error.column), kind: 'open' });
  }
}
