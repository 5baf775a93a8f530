import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** Loaded when first asked: most files are UTF-8, and every command would wait for it. */
const iconv = (): typeof import('iconv-lite') => load('iconv-lite');

/** UTF-8, the one encoding that everything after this is in. */
export const utf8 = 'utf-8';

/** What WHATWG and Python call them, and iconv-lite does not; and what iconv-lite has that is no encoding of text. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['utf8', utf8],
  ['utf-8-sig', utf8],
  ['utf-16', 'utf-16le'],
  ['utf16', 'utf-16le'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
  ['latin-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['cp1252', 'windows-1252'],
]);
const noText = /^(base64|hex|binary|ucs-?2|utf-?7|cesu)/;

/** Bytes transcoded at once, so that no text of the whole file is held beside it. */
const chunkSize = 1 << 20;

/**
 * The one name of an encoding that carve can read, undefined of any other.
 * ISO-8859-1 is Windows-1252, as browsers take it: files that claim it hold that.
 */
export function encodingNamed(text: string): string | undefined {
  const name = text.trim().toLowerCase();
  const known = otherNames.get(name) ?? name;
  return known !== '' && !noText.test(known) && iconv().encodingExists(known) ? known : undefined;
}

/** The same text in UTF-8; what is no character of the encoding becomes U+FFFD. */
export function transcoded(bytes: Uint8Array, encoding: string): Buffer {
  const decoder = iconv().getDecoder(encoding, { stripBOM: false });
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += chunkSize) {
    const chunk = bytes.subarray(start, start + chunkSize);
    pieces.push(Buffer.from(decoder.write(Buffer.from(chunk)), 'utf8'));
  }
  pieces.push(Buffer.from(decoder.end() ?? '', 'utf8'));
  return Buffer.concat(pieces);
}
