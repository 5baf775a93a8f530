import { isUtf8 } from 'node:buffer';
import type { InputProblem } from '../../model/input-problem.js';
import { looksLikeWindows1252, undefinedBytes } from './detect-encoding.js';
import { transcoded, utf8 as utf8Name } from './encodings.js';
import { shortened } from './findings.js';
import { type Foreign, foreignRows, holdsMultibyte, otherThanAscii } from './foreign-bytes.js';
import { detectDelimiter, rowOfOffset } from './row-bytes.js';
import { gunzipped, isGzip, unpackLimitWords } from './unpack.js';

/** A file's bytes as valid UTF-8 without a byte-order mark, and what was wrong with them. */
export interface DecodedFile {
  /** Empty where nothing can be read at all; the problems say why. */
  readonly utf8: Buffer;
  readonly problems: readonly InputProblem[];
  /** Sentences about what was taken for what. */
  readonly notes: readonly string[];
}

const marks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: utf8Name },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** The first bytes of a zip archive, which a workbook is. */
const zip = [0x50, 0x4b, 0x03, 0x04];
/** Those of the workbooks before it. */
const oldWorkbook = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Makes UTF-8 text of a file: unpacks gzip, and reads what is no UTF-8 in the
 * encoding that its byte-order mark, `encoding` or, failing both, its bytes
 * tell. Bytes that are no text are replaced by U+FFFD, with a problem for each
 * row that holds any, so that the rest of the file is still checked.
 *
 * @param encoding from `encodingNamed`; undefined: as the bytes tell
 */
export function decode(file: string, bytes: Uint8Array, encoding?: string): DecodedFile {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isGzip(whole)) return decodeText(file, whole, encoding);
  const unpacked = gunzipped(whole);
  if (unpacked === 'too large') {
    const what = `is compressed (gzip) and unpacks to ${unpackLimitWords}`;
    return unreadable({ file, what, remedy: 'unpack it yourself if you trust it' });
  }
  if (unpacked === 'damaged') {
    const what = 'is compressed (gzip) and damaged or cut short';
    return unreadable({ file, what, remedy: 'pack it again, or unpack it first' });
  }
  return decodeText(file, unpacked, encoding);
}

function unreadable(problem: InputProblem): DecodedFile {
  return { utf8: Buffer.alloc(0), problems: [problem], notes: [] };
}

function decodeText(file: string, whole: Buffer, asked: string | undefined): DecodedFile {
  if (beginsWith(whole, zip)) {
    const what = 'is a zip archive, and no workbook that can be read here';
    return unreadable({ file, what, remedy: 'unpack it, or save it as "CSV UTF-8"' });
  }
  if (beginsWith(whole, oldWorkbook)) {
    const what = 'is a workbook of Excel 97-2003, or one with a password';
    return unreadable({ file, what, remedy: 'save it as .xlsx without one, or as "CSV UTF-8"' });
  }
  const mark = marks.find(({ bytes }) => beginsWith(whole, bytes));
  const text = mark === undefined ? whole : whole.subarray(mark.bytes.length);
  const encoding = mark?.encoding ?? asked;
  if (encoding === undefined) return decodeUnmarked(file, text);
  if (encoding !== utf8Name) return decodeAs(file, text, encoding);
  return withoutNul(file, text) ?? decodeUtf8(file, text);
}

/** Without a word about it, text is UTF-8, or Windows-1252 if it can be nothing else. */
function decodeUnmarked(file: string, text: Buffer): DecodedFile {
  const faulty = withoutNul(file, text);
  if (faulty !== undefined) return faulty;
  // Text in which some of it is UTF-8 beyond ASCII is UTF-8 with damage.
  if (isUtf8(text) || holdsMultibyte(text) || !looksLikeWindows1252(text))
    return decodeUtf8(file, text);
  const utf8 = transcoded(text, 'windows-1252');
  const example = shortened(otherThanAscii(utf8));
  const note = `is no UTF-8 and is read as Windows-1252, as its bytes suggest ("${example}"); --encoding NAME says otherwise`;
  return { utf8, problems: [], notes: [note] };
}

function withoutNul(file: string, text: Buffer): DecodedFile | undefined {
  const nul = text.indexOf(0);
  if (nul === -1) return undefined;
  const row = rowOfOffset(text, detectDelimiter(text).charCodeAt(0))(nul);
  const what = 'holds a NUL byte, so it is no plain text or is encoded as UTF-16';
  const remedy = 'save it as "CSV UTF-8", or say --encoding utf-16le';
  return unreadable({ file, row, what, remedy });
}

function decodeUtf8(file: string, text: Buffer): DecodedFile {
  if (isUtf8(text)) return { utf8: text, problems: [], notes: [] };
  const foreign = holdsMultibyte(text) ? { ...inUtf8, remedy: mostlyUtf8 } : inUtf8;
  const problems = foreignRows(file, text, foreign);
  return { utf8: Buffer.from(new TextDecoder().decode(text)), problems, notes: [] };
}

const inUtf8: Foreign = {
  what: (byte) => `holds the byte ${byte}, which is not valid UTF-8`,
  remedy:
    'say what the file is in with --encoding (windows-1252, say), save it as "CSV UTF-8", or retype the text at �',
};

const mostlyUtf8 =
  'retype the text at �, or export the file again as "CSV UTF-8", which the rest of it seems to be; --encoding names another';

function decodeAs(file: string, text: Buffer, encoding: string): DecodedFile {
  const isSuspect = !encoding.startsWith('utf-16') && isUtf8(text) && holdsMultibyte(text);
  const undefinedAt =
    encoding === 'windows-1252' && !isSuspect
      ? text.findIndex((byte) => undefinedBytes.has(byte))
      : -1;
  if (undefinedAt !== -1) return withoutUndefined(file, text, undefinedAt);
  const utf8 = transcoded(text, encoding);
  const faulty = withoutNul(file, utf8);
  if (faulty !== undefined) return faulty;
  const lost = lostRows(file, utf8, encoding);
  if (encoding.startsWith('utf-16') && text.length % 2 === 1) {
    const remedy = 'export the file again';
    lost.push({ file, what: `ends in half a character of ${encoding}: it is cut short`, remedy });
  }
  const doubt = `is valid UTF-8, and is read as ${encoding} because --encoding says so; --encoding accounts=${encoding} is for one file alone`;
  return { utf8, problems: lost, notes: isSuspect ? [doubt] : [] };
}

/** Windows-1252 gives five bytes no meaning: they are what is left of a broken character, and no text. */
function withoutUndefined(file: string, text: Buffer, first: number): DecodedFile {
  const kept = Buffer.from(text.filter((byte) => !undefinedBytes.has(byte)));
  const row = rowOfOffset(text, detectDelimiter(text).charCodeAt(0))(first);
  const byte = `0x${text[first].toString(16).toUpperCase()}`;
  const count = text.length - kept.length;
  const more = count === 1 ? '' : `, and ${count - 1} more`;
  const note = `holds ${byte} in row ${row}${more}, to which Windows-1252 gives no character: left out`;
  const read = decodeAs(file, kept, 'windows-1252');
  return { ...read, notes: [...read.notes, note] };
}

/** Rows with bytes that are no character of the encoding. */
function lostRows(file: string, utf8: Buffer, encoding: string): InputProblem[] {
  const rowOf = rowOfOffset(utf8, detectDelimiter(utf8).charCodeAt(0));
  const problems: InputProblem[] = [];
  for (let at = utf8.indexOf('\ufffd'); at !== -1; at = utf8.indexOf('\ufffd', at + 3)) {
    const row = rowOf(at);
    if (row === problems.at(-1)?.row) continue;
    const what = `holds bytes that are no character of ${encoding}`;
    const remedy = 'name the right one with --encoding, or retype the text at �';
    problems.push({ file, row, what, remedy });
  }
  return problems;
}

function beginsWith(bytes: Buffer, first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}
