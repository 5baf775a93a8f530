import type { InputProblem } from '../../model/input-problem.js';
import { shortened } from './findings.js';
import { detectDelimiter, rowOfOffset } from './row-bytes.js';

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

/** The offsets of the bytes that begin no valid UTF-8 sequence, in ascending order. */
export function* invalidUtf8Offsets(bytes: Uint8Array): Generator<number> {
  let position = 0;
  while (position < bytes.length) {
    const length = sequenceLength(bytes, position);
    if (length > 0) {
      position += length;
    } else {
      yield position;
      position += 1;
    }
  }
}

/** The length of the valid sequence that begins here, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // Overlong forms, surrogates and what lies beyond U+10FFFF narrow the second byte.
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  // Beyond the end a byte is undefined, and no comparison with undefined holds.
  if (!(bytes[at + 1] >= least && bytes[at + 1] <= most)) return 0;
  for (let index = 2; index < length; index++) {
    if (!(bytes[at + index] >= 0x80 && bytes[at + index] <= 0xbf)) return 0;
  }
  return length;
}
