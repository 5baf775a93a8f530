import { repFinder } from '../../assembly/ownership.js';
import { cellText, filledColumn, type Table } from '../../model/table.js';

/** Who holds each row of a file. */
export interface Holders {
  /** Index in reps.csv by row; -1 for nobody, no rep, or several reps. */
  readonly rep: Int32Array;
  /** The holder's rep_id, else the value as the file has it, by code. */
  readonly names: readonly string[];
  /** Index into `names` by row; 0 for nobody. */
  readonly codes: Uint32Array;
  /** Values that are no rep's, with how many rows; in the order of the file. */
  readonly strangers: readonly { readonly value: string; readonly rows: number }[];
  /** The header of the owners; undefined where there is none. */
  readonly column: string | undefined;
}

/** Finds the reps who hold the rows, as owners in accounts.csv are found. */
export function holdersOf(rows: Table, reps: Table): Holders {
  const column = filledColumn(rows, 'owner');
  const rep = new Int32Array(rows.size).fill(-1);
  if (column?.kind !== 'text') {
    const codes = new Uint32Array(rows.size);
    return { rep, names: [''], codes, strangers: [], column: undefined };
  }
  const { codes, words } = column;
  const find = finder(reps);
  const repOf = Int32Array.from(words, (word) => (word === '' ? -1 : find(word)));
  const count = new Uint32Array(words.length);
  for (let row = 0; row < rows.size; row++) {
    rep[row] = repOf[codes[row]];
    count[codes[row]]++;
  }
  const ids = reps.columns.get('rep_id');
  return {
    rep,
    names: words.map((word, code) => (repOf[code] < 0 ? word : cellText(ids, repOf[code]))),
    codes,
    strangers: words
      .map((value, code) => ({ value, rows: count[code], known: repOf[code] >= 0 }))
      .filter(({ value, known }) => value !== '' && !known)
      .map(({ value, rows: held }) => ({ value, rows: held })),
    column: column.header,
  };
}

function finder(reps: Table): (word: string) => number {
  const find = repFinder(reps);
  return (word) => {
    const found = find(word);
    return found.length === 1 ? found[0] : -1;
  };
}
