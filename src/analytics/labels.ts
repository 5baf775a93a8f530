import { comparableText, filledColumn, type Table } from '../model/table.js';

/** The texts of a column as they are compared: one code for what is one value. */
export interface Labels {
  /** 0 where the cell is empty, or the column is not there. */
  readonly codes: Uint32Array;
  /** By code, as the first record spells it. */
  readonly names: readonly string[];
  /** The code of a text of another file; undefined where no record has it. */
  readonly codeOf: (text: string) => number | undefined;
  /** Whether the column is there with values. */
  readonly isThere: boolean;
}

export function labelsOf(table: Table, name: string): Labels {
  const column = filledColumn(table, name);
  const names = [''];
  const byText = new Map([['', 0]]);
  if (column?.kind !== 'text') {
    const codes = new Uint32Array(table.size);
    return { codes, names, codeOf: (text) => (text.trim() === '' ? 0 : undefined), isThere: false };
  }
  const ofWord = column.words.map((word) => {
    const key = comparableText(column, word);
    const code = byText.get(key) ?? names.push(word.trim()) - 1;
    byText.set(key, code);
    return code;
  });
  return {
    codes: column.codes.map((word) => ofWord[word]),
    names,
    codeOf: (text) => byText.get(comparableText(column, text)),
    isThere: true,
  };
}
