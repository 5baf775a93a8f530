import { type Column, cellText, type TextColumn } from '../model/table.js';

/** What each row of a column says, by its distinct words; word 0 is the empty cell. */
export type Words = Pick<TextColumn, 'codes' | 'words' | 'wordNumbers'>;

/** A column by its words, whatever it holds: what is asked of a cell is asked once a word. */
export function wordsOf(column: Column, size: number): Words {
  if (column.kind === 'text') return column;
  const codeOf = new Map([['', 0]]);
  const codes = new Uint32Array(size);
  for (let row = 0; row < size; row++) {
    const text = cellText(column, row);
    const code = codeOf.get(text) ?? codeOf.size;
    codeOf.set(text, code);
    codes[row] = code;
  }
  return { codes, words: [...codeOf.keys()] };
}
