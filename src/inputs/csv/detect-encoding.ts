import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

const lineFeed = 0x0a;

/** Bytes that the detector is shown: lines that hold more than ASCII. */
const sampleSize = 1 << 16;

/** Windows-1252 has no character here. */
export const undefinedBytes: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Signs of Windows-1252 that names and amounts hold beside letters: € ‚ „ … ‰ ‹ ‘ ’ “ ” • – — ™ › and of 0xA0–0xBF all but the rarest. */
const signs: ReadonlySet<number> = new Set([
  0x80, 0x82, 0x84, 0x85, 0x89, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0,
  0xa1, 0xa3, 0xa7, 0xa9, 0xaa, 0xab, 0xae, 0xb0, 0xb2, 0xb3, 0xb4, 0xb7, 0xb9, 0xba, 0xbb, 0xbc,
  0xbd, 0xbe, 0xbf,
]);

/** So many letters beyond ASCII in a row are another script, read wrongly. */
const tooMany = 3;

/** Where Turkish has letters of its own; all else it shares with Windows-1252. */
const turkishBytes = [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe];

const western = ['ISO-8859-1', 'windows-1252'];
const turkish = ['ISO-8859-9', 'windows-1254'];

/**
 * Whether bytes that are no UTF-8 are Windows-1252 as far as can be told: every
 * byte beyond ASCII is a letter or sign of Western text where such stand, and
 * the detector finds nothing likelier. Signs alone are the same in all Windows
 * encodings of Europe. Detection is statistics, so whoever relies on it has to
 * say so.
 */
export function looksLikeWindows1252(bytes: Uint8Array): boolean {
  if (!isWesternText(bytes)) return false;
  if (!bytes.some(isLetter)) return true;
  // Loaded here because few files come this far, and every command would wait for it.
  const { analyse }: typeof import('chardet') = load('chardet');
  const matches = analyse(sample(bytes));
  const best = (names?: readonly string[]): number =>
    Math.max(
      0,
      ...matches
        .filter(({ name }) => names?.includes(name) !== false)
        .map(({ confidence }) => confidence),
    );
  const isLikeliest = (names: readonly string[]): boolean => best(names) === best() && best() > 0;
  const isTurkish = bytes.some((byte) => turkishBytes.includes(byte));
  return isLikeliest(western) || (!isTurkish && isLikeliest(turkish));
}

function isWesternText(bytes: Uint8Array): boolean {
  let run = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte < 0x80) {
      run = 0;
      continue;
    }
    if (undefinedBytes.has(byte)) return false;
    if (signs.has(byte)) {
      run = 0;
    } else {
      run++;
      if (run === tooMany || !isLetter(byte)) return false;
      const hasNeighbour = isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 1]) || run > 1;
      if (!hasNeighbour && !standsAlone(byte) && !isLetter(bytes[at + 1])) return false;
    }
  }
  return true;
}

/** Š š Œ œ Ž ž Ÿ, and À to þ but for × and ÷; ÿ, which no name begins or ends with, is a byte gone wrong. */
function isLetter(byte: number): boolean {
  if (byte >= 0xc0) return byte !== 0xd7 && byte !== 0xf7 && byte !== 0xff;
  return [0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f].includes(byte);
}

/** à é è ì ò ó and À É È Ó are words by themselves. */
function standsAlone(byte: number): boolean {
  return [0xe0, 0xe8, 0xe9, 0xec, 0xf2, 0xf3, 0xc0, 0xc8, 0xc9, 0xd3].includes(byte);
}

function isAsciiLetter(byte: number | undefined): boolean {
  const folded = (byte ?? 0) | 0x20;
  return folded >= 0x61 && folded <= 0x7a;
}

/** The lines beyond ASCII, as far as there is room: the others tell nothing. */
function sample(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let room = sampleSize;
  for (let start = 0; start < bytes.length && room > 0; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(start, Math.min(end, start + room));
    if (line.some((byte) => byte >= 0x80)) {
      pieces.push(line);
      room -= line.length;
    }
    start = end;
  }
  return Buffer.concat(pieces);
}
