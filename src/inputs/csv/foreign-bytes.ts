import type { InputProblem } from '../../model/input-problem.js';
import { detectDelimiter } from './delimiter.js';
import { rowOfOffset } from './row-of-offset.js';
import { shortened } from './shortened.js';
import { invalidUtf8Offsets } from './utf8.js';

/** What is said of a byte that is no text. */
export interface Foreign {
  readonly what: (byte: string) => string;
  readonly remedy: string;
}

/** A problem for each row that holds bytes which are no UTF-8. */
export function foreignRows(file: string, text: Buffer, { what, remedy }: Foreign): InputProblem[] {
  const rowOf = rowOfOffset(text, detectDelimiter(text).charCodeAt(0));
  const problems: InputProblem[] = [];
  let lastRow = 0;
  for (const offset of invalidUtf8Offsets(text)) {
    const row = rowOf(offset);
    if (row === lastRow) continue;
    lastRow = row;
    const byte = `0x${text[offset].toString(16).toUpperCase().padStart(2, '0')}`;
    const value = shortened(surroundings(text, offset));
    problems.push({ file, row, what: what(byte), value, remedy });
  }
  return problems;
}

/** Whether some of the text is UTF-8 beyond ASCII, whatever the rest is. */
export function holdsMultibyte(text: Buffer): boolean {
  const invalid = invalidUtf8Offsets(text);
  let next = invalid.next();
  for (let at = 0; at < text.length; at++) {
    if (text[at] < 0x80) continue;
    while (next.done !== true && next.value < at) next = invalid.next();
    if (next.done === true || next.value !== at) return true;
  }
  return false;
}

/** The first line of UTF-8 text that holds more than ASCII. */
export function otherThanAscii(utf8: Buffer): string {
  const at = utf8.findIndex((byte) => byte >= 0x80);
  return surroundings(utf8, Math.max(0, at));
}

/** A few characters on both sides of a byte, within its line. */
function surroundings(text: Buffer, offset: number): string {
  const before = new TextDecoder().decode(text.subarray(Math.max(0, offset - 20), offset));
  const after = new TextDecoder().decode(text.subarray(offset, offset + 20));
  return `${before.split(/[\r\n]/).pop()}${after.split(/[\r\n]/)[0]}`.replace(/^�+(?=.+�)/, '');
}
