import { decode } from './decode.js';
import { detectDelimiter, rowOfOffset } from './row-bytes.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The line of a text editor on which each spreadsheet row begins: a line break
 * inside quotes starts a line but no row. For tools that point into files.
 */
export function lineOfRow(file: string, bytes: Uint8Array): (row: number) => number {
  const { utf8 } = decode(file, bytes);
  const rowAt = rowOfOffset(utf8, detectDelimiter(utf8).charCodeAt(0));
  /** The rows after each line break within quotes; as many lines are below them. */
  const broken: number[] = [];
  let row = 1;
  for (let offset = 0; offset < utf8.length; offset++) {
    const byte = utf8[offset];
    const breaks = byte === lineFeed || (byte === carriageReturn && utf8[offset + 1] !== lineFeed);
    if (!breaks) continue;
    const next = rowAt(offset + 1);
    if (next === row) broken.push(row + 1);
    row = next;
  }
  return (wanted) => wanted + broken.filter((from) => from <= wanted).length;
}
