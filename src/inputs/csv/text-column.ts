import type { TextColumn } from '../../model/table.js';
import { currencyIn, sameCurrency } from '../cells/currency.js';
import { type DateOrder, isEmptyDate, parseDate } from '../cells/date.js';
import { isNullRecordId, standsForNothing } from '../cells/emptiness.js';
import { type DecimalMark, parseNumber } from '../cells/number.js';
import { type ColumnBuilder, type ColumnHead, Growing } from './column-builder.js';
import { type Findings, shortened } from './findings.js';
import { unguardFormula } from './formula-guard.js';
import { sentinelNote, sentinelsIn } from './sentinels.js';

/**
 * The distinct words of a column, numbered in the order in which they appear;
 * 0 is the empty word. A table of our own instead of a `Map`, because filling
 * a `Map` with a million ids takes longer than parsing the file they come from.
 */
export class Dictionary {
  readonly words: string[] = [''];
  /** Open addressing: a word's code at its slot, 0 where the slot is free. */
  #slots = new Int32Array(64);
  /** Each word's hash by its code: told apart by a number, most words need not be compared. */
  #hashes = new Int32Array(32 + 1);

  /** The word's number, a new one where it has not been seen. */
  codeOf(word: string): number {
    if (word === '') return 0;
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    const wanted = hash(word);
    let slot = wanted & mask;
    for (;;) {
      const code = slots[slot];
      if (code === 0) break;
      if (hashes[code] === wanted && this.words[code] === word) return code;
      slot = (slot + 1) & mask;
    }
    const code = this.words.push(word) - 1;
    slots[slot] = code;
    hashes[code] = wanted;
    if (code * 2 === slots.length) this.#grow();
    return code;
  }

  /** Makes room for four times as many words: half the slots stay free. */
  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const hashes = new Int32Array(slots.length / 2 + 1);
    hashes.set(this.#hashes);
    const mask = slots.length - 1;
    for (let code = 1; code < this.words.length; code++) {
      let slot = hashes[code] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
    this.#hashes = hashes;
  }
}

/** FNV-1a over the UTF-16 units with a final mix, so that the low bits depend on all of them. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) {
    value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}

interface TextOptions {
  /** Ids and names stay text even where every cell looks like a number. */
  readonly kind: 'text' | 'id' | 'reference';
  /** Take carve's own `'` off cells that look like formulas. */
  readonly unguard: boolean;
  /** A column of the user's own, which may hold amounts; those that carve calls text hold names of things. */
  readonly mayMeasure?: boolean;
  readonly spelling: CellSpelling;
}

/** How numbers and dates are written in a file. */
export interface CellSpelling {
  /** Undefined where either is likely. */
  readonly decimal: DecimalMark | undefined;
  /** Undefined where nobody has said. */
  readonly dates: DateOrder | undefined;
}

/** Builds a text column: each distinct word once, and a code for each row. */
export class TextBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #options: TextOptions;
  readonly #isReference: boolean;
  readonly #findings: Findings;
  readonly #codes = new Growing((length) => new Uint32Array(length));
  readonly #dictionary = new Dictionary();
  #filled = 0;
  #nullIds = 0;

  constructor(head: ColumnHead, options: TextOptions, findings: Findings) {
    this.#head = head;
    this.#options = options;
    this.#isReference = options.kind === 'reference';
    this.#findings = findings;
  }

  push(cell: string): void {
    const word = this.#options.unguard ? unguardFormula(cell) : cell;
    if (this.#isReference && word !== '' && isNullRecordId(word)) {
      this.#nullIds++;
      this.#codes.push(0);
      return;
    }
    if (word !== '') this.#filled++;
    this.#codes.push(this.#dictionary.codeOf(word));
  }

  finish(): TextColumn {
    const { header } = this.#head;
    if (this.#nullIds > 0) {
      this.#findings.note(`all-zero ids are read as empty (${this.#nullIds})`, header);
    }
    const codes = this.#codes.finish();
    const { words } = this.#dictionary;
    this.#tellShortened(words);
    const measures =
      this.#options.kind === 'text' ? measured(words, this.#options.spelling) : undefined;
    if (measures === undefined && this.#options.kind === 'text') this.#tellDoubt(words);
    if (measures !== undefined && measures.nothings.size > 0) {
      let emptied = 0;
      for (let row = 0; row < codes.length; row++) {
        if (!measures.nothings.has(codes[row])) continue;
        codes[row] = 0;
        emptied++;
      }
      this.#filled -= emptied;
      const seen = [...measures.nothings].map((code) => words[code]);
      this.#findings.note(nothingNote(emptied, seen), header);
    }
    const numbers = measures !== undefined && 'wordNumbers' in measures.values;
    if (numbers && this.#options.mayMeasure === true && !holdsCodes(header)) {
      this.#emptySentinels(codes, measures.values.wordNumbers);
    }
    const filled = this.#filled;
    return { ...this.#head, kind: 'text', filled, codes, words, ...measures?.values };
  }

  /** Cells with a number that stands for nothing become empty ones. */
  #emptySentinels(codes: Uint32Array, numbers: Float64Array): void {
    const values = Float64Array.from(codes, (code) => numbers[code]);
    const sentinels = sentinelsIn(values, {
      least: Number.NEGATIVE_INFINITY,
      most: Number.POSITIVE_INFINITY,
    });
    if (sentinels.size === 0) return;
    for (let row = 0; row < codes.length; row++) {
      if (!sentinels.has(values[row])) continue;
      codes[row] = 0;
      this.#filled--;
    }
    this.#findings.note(sentinelNote(sentinels), this.#head.header);
  }

  /** Ids that Excel has shortened have lost their digits for good. */
  #tellShortened(words: readonly string[]): void {
    if (this.#options.kind === 'text') return;
    const shown = words.find(isShortenedByExcel);
    if (shown === undefined) return;
    this.#findings.note(
      `holds "${shown}": Excel has shortened long numbers, and their last digits are lost; ${exportAgain}`,
      this.#head.header,
    );
  }

  /** Numbers that a decimal comma would make others are kept as text, and that is said. */
  #tellDoubt(words: readonly string[]): void {
    const numbers = measuredAs(words, (word) => parseNumber(word)?.value);
    const clash = numbers === undefined ? undefined : currencyClash(words);
    if (clash !== undefined) {
      const currencies = clash.join(' and ');
      this.#findings.note(`is kept as text: it holds amounts in ${currencies}`, this.#head.header);
      return;
    }
    if (this.#options.spelling.decimal !== undefined) return;
    if (numbers === undefined) return;
    const example = words.find(
      (word) => word !== '' && certainNumber(word, undefined) === undefined,
    );
    const text = `is kept as text: "${shortened(example ?? '')}" could be two numbers; --decimal . or --decimal , says which`;
    this.#findings.note(text, this.#head.header);
  }
}

const nothingsShown = 3;

/** What is said of `-`, `\N` and their kind in number and date cells; `seen` as they are written. */
export function nothingNote(count: number, seen: Iterable<string>): string {
  const words = [...new Set(seen)];
  const shown = words.slice(0, nothingsShown).map((word) => `"${word}"`);
  if (words.length > shown.length) shown.push('…');
  return `cells that stand for nothing (${shown.join(', ')}) are read as empty (${count})`;
}

/** How to get ids that Excel has not touched. */
export const exportAgain =
  'export the file again and do not open it in Excel, or open it with Data > From Text/CSV and this column as Text';

/** `9.87654E+11`, which is what Excel shows and saves of a long whole number. */
export function isShortenedByExcel(word: string): boolean {
  return word.includes('+') && /^\d(?:[.,]\d+)?E\+\d{2,}$/i.test(word);
}

const codeWords: ReadonlySet<string> = new Set([
  'code',
  'id',
  'ids',
  'key',
  'sic',
  'naics',
  'zip',
  'phone',
  'number',
  'no',
  'nr',
]);

/** Whether a header tells of codes, which name things by numbers: nines may well be one of them. */
function holdsCodes(header: string): boolean {
  const words = header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => codeWords.has(word));
}

interface Measures {
  readonly values: Pick<TextColumn, 'wordNumbers'> | Pick<TextColumn, 'wordDays'>;
  /** Codes of the words that stand for nothing. */
  readonly nothings: ReadonlySet<number>;
}

/** The words as numbers, or as days, where every one of them is. */
function measured(
  words: readonly string[],
  { decimal, dates }: CellSpelling,
): Measures | undefined {
  const numbers = measuredAs(words, (word) => certainNumber(word, decimal));
  if (numbers !== undefined) {
    return oneCurrency(words)
      ? { values: { wordNumbers: numbers.values }, nothings: numbers.nothings }
      : undefined;
  }
  const days = measuredAs(words, (word) => parseDate(word, dates), isEmptyDate);
  return days && { values: { wordDays: days.values }, nothings: days.nothings };
}

/** Whether no two amounts are in two currencies. */
function oneCurrency(words: readonly string[]): boolean {
  return currencyClash(words) === undefined;
}

/** Two currencies that amounts of one column are in; undefined where there are no two. */
function currencyClash(words: readonly string[]): readonly [string, string] | undefined {
  let known: string | undefined;
  for (const word of words) {
    if (!/[^\d\s.,()+-]/.test(word) || standsForNothing(word)) continue;
    const one = currencyIn(word);
    if (one === undefined) continue;
    const same = known === undefined ? one : sameCurrency(known, one);
    if (same === undefined) return [known ?? one, one];
    known = same;
  }
  return undefined;
}

/** Undefined too where either mark is likely and they make two numbers of it: then the column stays text. */
function certainNumber(word: string, decimal: DecimalMark | undefined): number | undefined {
  const value = parseNumber(word, decimal)?.value;
  if (decimal !== undefined || !/[.,]/.test(word)) return value;
  const other = parseNumber(word, ',')?.value;
  return other === undefined || other === value ? value : undefined;
}

function measuredAs(
  words: readonly string[],
  parse: (word: string) => number | undefined,
  isNothing: (word: string) => boolean = () => false,
): { values: Float64Array; nothings: Set<number> } | undefined {
  const values = new Float64Array(words.length).fill(Number.NaN);
  const nothings = new Set<number>();
  for (let code = 1; code < words.length; code++) {
    const value = parse(words[code]);
    if (value !== undefined) values[code] = value;
    else if (standsForNothing(words[code]) || isNothing(words[code])) nothings.add(code);
    else return undefined;
  }
  return words.length - 1 > nothings.size ? { values, nothings } : undefined;
}
