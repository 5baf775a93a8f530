import { isUtf8 } from 'node:buffer';
import type { InputProblem } from '../model/input-problem.js';
import { detectDelimiter } from './delimiter.js';
import { rowOfOffset } from './row-of-offset.js';
import { shortened } from './shortened.js';
import { invalidUtf8Offsets } from './utf8.js';

/** A file's bytes as valid UTF-8 without a byte-order mark, and what was wrong with them. */
export interface DecodedFile {
  /** Empty where nothing can be read at all; the problems say why. */
  readonly utf8: Buffer;
  readonly problems: readonly InputProblem[];
}

interface Signature {
  readonly bytes: readonly number[];
  readonly what: string;
  readonly remedy: string;
}

const saveAsUtf8 = 'save it as "CSV UTF-8"';

/** First bytes of files that are no UTF-8 text. */
const signatures: readonly Signature[] = [
  { bytes: [0xff, 0xfe], what: 'is encoded as UTF-16', remedy: saveAsUtf8 },
  { bytes: [0xfe, 0xff], what: 'is encoded as UTF-16', remedy: saveAsUtf8 },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'is a workbook or a zip archive, not CSV text',
    remedy: `open it and ${saveAsUtf8}`,
  },
  { bytes: [0x1f, 0x8b], what: 'is compressed (gzip)', remedy: 'unpack it first' },
];

/**
 * Makes sure that a file is UTF-8 text. Bytes that are not are replaced by
 * U+FFFD, with a problem for each row that holds any, so that the rest of the
 * file is still checked.
 */
export function decode(file: string, bytes: Uint8Array): DecodedFile {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const signature of signatures) {
    if (signature.bytes.every((byte, index) => whole[index] === byte)) {
      const { what, remedy } = signature;
      return { utf8: Buffer.alloc(0), problems: [{ file, what, remedy }] };
    }
  }
  const hasMark = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
  const text = hasMark ? whole.subarray(3) : whole;
  const nul = text.indexOf(0);
  if (nul !== -1) {
    const row = rowOfOffset(text, detectDelimiter(text).charCodeAt(0))(nul);
    const what = 'holds a NUL byte, so it is no plain text or is encoded as UTF-16';
    return { utf8: Buffer.alloc(0), problems: [{ file, row, what, remedy: saveAsUtf8 }] };
  }
  if (isUtf8(text)) return { utf8: text, problems: [] };
  return { utf8: Buffer.from(new TextDecoder().decode(text)), problems: foreignRows(file, text) };
}

function foreignRows(file: string, text: Buffer): InputProblem[] {
  const rowOf = rowOfOffset(text, detectDelimiter(text).charCodeAt(0));
  const problems: InputProblem[] = [];
  let lastRow = 0;
  for (const offset of invalidUtf8Offsets(text)) {
    const row = rowOf(offset);
    if (row === lastRow) continue;
    lastRow = row;
    const byte = `0x${text[offset].toString(16).toUpperCase().padStart(2, '0')}`;
    problems.push({
      file,
      row,
      what: `holds the byte ${byte}, which is not valid UTF-8`,
      value: shortened(surroundings(text, offset)),
      remedy: `${saveAsUtf8}, or retype the text at �`,
    });
  }
  return problems;
}

/** A few characters on both sides of a byte, within its line. */
function surroundings(text: Buffer, offset: number): string {
  const before = new TextDecoder().decode(text.subarray(Math.max(0, offset - 20), offset));
  const after = new TextDecoder().decode(text.subarray(offset, offset + 20));
  return `${before.split(/[\r\n]/).pop()}${after.split(/[\r\n]/)[0]}`.replace(/^�+(?=.+�)/, '');
}
