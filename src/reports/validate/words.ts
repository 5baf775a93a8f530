import { shortened } from '../../rules/filter.js';
import type { Finding, FindingKind } from '../../validation/finding.js';
import { andList as andListOf, plural } from '../document/words.js';

/** The words of one kind of finding. */
export interface Words<K extends FindingKind> {
  /** What the kind is called, as a heading. */
  readonly title: string;
  /** What the sentence is about: the cell unless told, only its value, or what it names by itself. */
  readonly subject?: 'value' | 'named';
  /** What is wrong, without the value and without the place. */
  readonly what: (finding: Finding<K>) => string;
  /** The same of several rows at once; absent where each row has to be told by itself. */
  readonly ofSeveral?: (finding: Finding<K>) => string;
  /** What the user can do. */
  readonly remedy: (finding: Finding<K>) => string;
}

/** The words of some kinds. */
export type WordsOf<K extends FindingKind> = { readonly [P in K]: Words<P> };

/** "1 account", "3 accounts". */
export function counted(count: number, noun: string): string {
  return `${count} ${plural(count, noun, `${noun}s`)}`;
}

/** "row 3", "rows 3 and 5"; where any has a name, "Own region (row 3) and row 5". */
export function rowList(rows: readonly number[], called?: ReadonlyMap<number, string>): string {
  if (rows.some((row) => called?.has(row))) {
    return andList(
      rows.map((row) => (called?.has(row) ? `${called.get(row)} (row ${row})` : `row ${row}`)),
    );
  }
  return `${plural(rows.length, 'row', 'rows')} ${andList(rows.map(String))}`;
}

/** "a", "a and b", "a, b and 3 more": at most so many, the count of the others among them. */
export function andList(items: readonly string[], most = 4): string {
  return andListOf(items, items.length > most ? most - 1 : most);
}

/** A text from the data in double quotes; a huge one is cut. */
export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}

/** Words about a likely value, quoted; nothing where there is none. */
export function ifLikely(likely: string | undefined, words: (likely: string) => string): string {
  return likely === undefined ? '' : words(quoted(likely));
}
