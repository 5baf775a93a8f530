import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readRecords } from '../inputs/csv/records.js';
import { isGzip } from '../inputs/csv/unpack.js';
import { isWorkbook, openSheets } from '../inputs/csv/workbook.js';
import type { World } from './world.js';

/** More than any header and its first rows are long, and little to read of each of many files. */
const headBytes = 128 * 1024;
/** What is packed must be read whole; of more bytes than this it is not looked into. */
const mostPacked = 32 * 1024 * 1024;

/** The first line of a table. */
export interface TableHead {
  /** The sheet it is, where it is one of a workbook. */
  readonly sheet: string | undefined;
  readonly header: readonly string[];
  /** Whether a row stands below. */
  readonly hasRows: boolean;
}

/** The headers of a file's tables: one of a CSV file, one for each sheet of a workbook, none of what is no table. */
export async function headsOf(world: World, name: string): Promise<readonly TableHead[]> {
  const bytes = await firstBytes(resolve(world.cwd, name)).catch(() => undefined);
  if (bytes === undefined || bytes.length === 0) return [];
  if (!isWorkbook(bytes)) {
    const head = headIn(name, bytes);
    return head === undefined ? [] : [{ ...head, sheet: undefined }];
  }
  const sheets = await openSheets(name, bytes);
  return sheets.flatMap((sheet) => {
    const head = headIn(name, sheet.csv.subarray(0, headBytes));
    return head === undefined ? [] : [{ ...head, sheet: sheet.name }];
  });
}

function headIn(name: string, bytes: Uint8Array): Omit<TableHead, 'sheet'> | undefined {
  let hasRows = false;
  const open = () => () => {
    hasRows = true;
  };
  const { header } = readRecords(name, bytes, open, { mayBeEmpty: true });
  return header === undefined ? undefined : { header, hasRows };
}

/** The beginning of a text file up to a line's end; of what is packed, all of it. */
async function firstBytes(path: string): Promise<Uint8Array | undefined> {
  const file = await open(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return undefined;
    const head = Buffer.alloc(Math.min(stat.size, headBytes));
    await file.read(head, 0, head.length, 0);
    if (stat.size <= headBytes) return head;
    if (!isWorkbook(head) && !isGzip(head)) {
      const end = head.lastIndexOf(0x0a);
      return end === -1 ? head : head.subarray(0, end + 1);
    }
    if (stat.size > mostPacked) return undefined;
    const whole = Buffer.alloc(stat.size);
    await file.read(whole, 0, whole.length, 0);
    return whole;
  } finally {
    await file.close();
  }
}
