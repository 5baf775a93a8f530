import type { TextColumn } from '../../model/table.js';
import { type DateOrder, parseDate } from '../cells/date.js';
import { isNullRecordId, standsForNothing } from '../cells/emptiness.js';
import { type DecimalMark, parseNumber } from '../cells/number.js';
import { type ColumnBuilder, type ColumnHead, Growing } from './column-builder.js';
import { type Findings, shortened } from './findings.js';
import { unguardFormula } from './formula-guard.js';

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
      this.#findings.note(nothingNote(emptied), header);
    }
    const filled = this.#filled;
    return { ...this.#head, kind: 'text', filled, codes, words, ...measures?.values };
  }

  /** Numbers that a decimal comma would make others are kept as text, and that is said. */
  #tellDoubt(words: readonly string[]): void {
    if (this.#options.spelling.decimal !== undefined) return;
    if (measuredAs(words, (word) => parseNumber(word)?.value) === undefined) return;
    const example = words.find(
      (word) => word !== '' && certainNumber(word, undefined) === undefined,
    );
    const text = `is kept as text: "${shortened(example ?? '')}" could be two numbers; --decimal . or --decimal , says which`;
    this.#findings.note(text, this.#head.header);
  }
}

/** What is said of `-`, `\N` and their kind in number and date cells. */
export function nothingNote(count: number): string {
  return `cells that stand for nothing ("-", "NOT AVAILABLE") are read as empty (${count})`;
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
    return { values: { wordNumbers: numbers.values }, nothings: numbers.nothings };
  }
  const days = measuredAs(words, (word) => parseDate(word, dates));
  return days && { values: { wordDays: days.values }, nothings: days.nothings };
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
): { values: Float64Array; nothings: Set<number> } | undefined {
  const values = new Float64Array(words.length).fill(Number.NaN);
  const nothings = new Set<number>();
  for (let code = 1; code < words.length; code++) {
    const value = parse(words[code]);
    if (value !== undefined) values[code] = value;
    else if (standsForNothing(words[code])) nothings.add(code);
    else return undefined;
  }
  return words.length - 1 > nothings.size ? { values, nothings } : undefined;
}
