import type { Column, Table, TextColumn } from '../model/table.js';
import { compareIds } from '../scoring/rank.js';
import { wordsOf } from './words.js';

/**
 * The table with its records in the order of their ids, so that the order of a
 * file's rows has no say: sums add up alike, ties go alike, to the last digit.
 * Where ids are equal or empty (which is told as a fault) rows decide. A
 * table without such a column stays as it is.
 */
export function inOrderOfIds(table: Table, idColumn: string): Table {
  const column = table.columns.get(idColumn);
  if (column === undefined) return table;
  const { codes, words } = wordsOf(column, table.size);
  const compare = (a: number, b: number): number => compareIds(words[codes[a]], words[codes[b]]);
  let isOrdered = true;
  for (let record = 1; record < table.size && isOrdered; record++) {
    isOrdered = compare(record - 1, record) <= 0;
  }
  if (isOrdered) return table;
  const order = Uint32Array.from(
    Array.from({ length: table.size }, (_, record) => record).sort(
      (a, b) => compare(a, b) || a - b,
    ),
  );
  const fileOrder = new Uint32Array(table.size);
  for (let record = 0; record < order.length; record++) fileOrder[order[record]] = record;
  const columns = [...table.columns].map(([name, one]) => [name, reordered(one, order)] as const);
  return {
    ...table,
    rowNumbers: table.rowNumbers.map((_, record) => table.rowNumbers[order[record]]),
    columns: new Map(columns),
    fileOrder,
  };
}

function reordered(column: Column, order: Uint32Array): Column {
  switch (column.kind) {
    case 'text':
      return reorderedText(column, order);
    case 'number':
      return { ...column, values: column.values.map((_, record) => column.values[order[record]]) };
    case 'date':
      return { ...column, days: column.days.map((_, record) => column.days[order[record]]) };
    case 'flag':
      return { ...column, flags: column.flags.map((_, record) => column.flags[order[record]]) };
  }
}

/** Words too stand in the order in which the records first say them. */
function reorderedText(column: TextColumn, order: Uint32Array): TextColumn {
  const { words, wordNumbers, wordDays } = column;
  const codeOf = new Int32Array(words.length).fill(-1);
  const wordsInOrder = [0];
  codeOf[0] = 0;
  const codes = new Uint32Array(order.length);
  for (let record = 0; record < order.length; record++) {
    const word = column.codes[order[record]];
    if (codeOf[word] < 0) codeOf[word] = wordsInOrder.push(word) - 1;
    codes[record] = codeOf[word];
  }
  return {
    ...column,
    codes,
    words: wordsInOrder.map((word) => words[word]),
    ...(wordNumbers && {
      wordNumbers: Float64Array.from(wordsInOrder, (word) => wordNumbers[word]),
    }),
    ...(wordDays && { wordDays: Float64Array.from(wordsInOrder, (word) => wordDays[word]) }),
  };
}
