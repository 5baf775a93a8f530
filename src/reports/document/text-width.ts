import { eastAsianWidth } from 'get-east-asian-width';
import { visibleText } from './visible-text.js';

/** Made when a text first needs it: that takes several milliseconds, and most texts do not. */
let graphemes: Intl.Segmenter | undefined;

/** How many columns a terminal needs for the text. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const segment of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

/** UTF-16 units that are segmented at once: the segmenter gets slower with every one. */
const windowSize = 1000;

/** What a reader takes for single characters, in time that grows with the text and no faster. */
function* graphemesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const isLast = at + windowSize >= text.length;
    // Never between the two halves of a character.
    const size = /[\ud800-\udbff]/.test(text.charAt(at + windowSize - 1))
      ? windowSize - 1
      : windowSize;
    graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    const found = [...graphemes.segment(text.slice(at, at + size))];
    // The last may go on beyond the window.
    if (!isLast && found.length > 1) found.pop();
    for (const { segment } of found) {
      yield segment;
      at += segment.length;
    }
  }
}

function graphemeWidth(grapheme: string): number {
  if (/^[\p{Mark}\p{Format}]/u.test(grapheme)) return 0;
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}

/** The text on one line of at most `width` columns; what is too long ends in an ellipsis. */
export function fitted(text: string, width: number): string {
  const visible = visibleText(text);
  if (displayWidth(visible) <= width) return visible;
  return `${head(visible, Math.max(0, width - 1)).trimEnd()}…`;
}

/** The text in lines of at most `width` columns, broken between words where that is possible. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  // "84 %" stays in one piece.
  for (const word of visibleText(text).split(/ +(?!%)/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    if (displayWidth(word) > width) {
      const pieces = [...piecesOf(word, width)];
      line = pieces.pop() ?? '';
      for (const piece of pieces) lines.push(piece);
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Below this, lines are cut to pieces whatever is done. */
const narrowest = 20;

/**
 * A line as it is where it fits or no width is given; else wrapped, its own
 * indentation kept and the further lines set in by `hang`.
 */
export function wrappedLines(line: string, columns: number | undefined, hang: number): string[] {
  if (columns === undefined || displayWidth(line) <= columns) return [line];
  const start = /^ */.exec(line)?.[0] ?? '';
  const room = Math.max(narrowest, columns) - hang;
  return wrapped(line.slice(start.length), room).map(
    (text, index) => (index === 0 ? start : ' '.repeat(hang)) + text,
  );
}

/** A word in pieces of at most `width` columns, in one pass: it may be a million characters long. */
function* piecesOf(word: string, width: number): Generator<string> {
  let piece = '';
  let used = 0;
  for (const segment of graphemesOf(word)) {
    const needed = graphemeWidth(segment);
    if (used + needed > width && piece !== '') {
      yield piece;
      piece = '';
      used = 0;
    }
    piece += segment;
    used += needed;
  }
  if (piece !== '') yield piece;
}

/** As much of the beginning as fits in `width` columns. */
function head(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const segment of graphemesOf(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

/** The text with spaces before it, `width` columns in all. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** The text with spaces after it, `width` columns in all. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The width of the widest. */
export function columnWidth(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}
