import type { TableReading } from '../inputs/csv/table-reader.js';
import { textColumn } from '../model/columns.js';
import { type Column, cellText, type Table, type TextColumn } from '../model/table.js';

/**
 * The accounts of a file followed by those of another in the same form, as one
 * file. Ids that the first one has are passed over in the second: they are no
 * new accounts.
 */
export function withNewAccounts(filed: TableReading, more: TableReading): TableReading {
  const problems = [...filed.problems, ...more.problems];
  const header =
    filed.header === undefined || more.header === undefined
      ? undefined
      : [...new Set([...filed.header, ...more.header])];
  const { choices, notes } = more;
  const joined = {
    header,
    choices: [...filed.choices, ...choices.filter((one) => !isTold(filed, one))],
    notes: [...filed.notes, ...notes],
    problems,
  };
  const known = idsOf(filed.table);
  const ids = more.table.columns.get('account_id');
  if (problems.length > 0 || known === undefined || ids === undefined)
    return { ...joined, table: filed.table };
  const fresh: number[] = [];
  for (let row = 0; row < more.table.size; row++) {
    if (!known.has(cellText(ids, row))) fresh.push(row);
  }
  return { ...joined, table: appended(filed.table, more.table, fresh) };
}

function isTold(
  { choices }: TableReading,
  { column, header }: TableReading['choices'][number],
): boolean {
  return choices.some((one) => one.column === column && one.header === header);
}

function idsOf(table: Table): ReadonlySet<string> | undefined {
  return table.columns.has('account_id') ? new Set(idsIn(table)) : undefined;
}

/** The ids of a file's accounts, in its order. */
export function idsIn(table: Table): readonly string[] {
  const ids = table.columns.get('account_id');
  return Array.from({ length: table.size }, (_, row) => cellText(ids, row));
}

/** A table with some records of another below its own; they are numbered on from its last row. */
function appended(first: Table, second: Table, records: readonly number[]): Table {
  if (records.length === 0) return first;
  const last = first.rowNumbers.reduce((most, row) => Math.max(most, row), 1);
  const rowNumbers = new Uint32Array(first.size + records.length);
  rowNumbers.set(first.rowNumbers);
  records.forEach((record, at) => {
    rowNumbers[first.size + at] = last + second.rowNumbers[record] - 1;
  });
  const names = new Set([...first.columns.keys(), ...second.columns.keys()]);
  const columns = [...names].flatMap((name): [string, Column][] => {
    const column = joinedColumn(first, second, records, name);
    return column === undefined ? [] : [[name, column]];
  });
  return { file: first.file, size: rowNumbers.length, rowNumbers, columns: new Map(columns) };
}

function joinedColumn(
  first: Table,
  second: Table,
  records: readonly number[],
  name: string,
): Column | undefined {
  const [above, below] = [first.columns.get(name), second.columns.get(name)];
  const either = above ?? below;
  if (either === undefined) return undefined;
  const { header } = either;
  const kinds = new Set([above, below].flatMap((one) => (one === undefined ? [] : [one.kind])));
  if (kinds.size > 1) return asText(first.size, [above, below], records, { name, header });
  const count = records.filter((record) => isFilled(below, record)).length;
  const base = { name, header, filled: (above?.filled ?? 0) + count };
  switch (either.kind) {
    case 'text':
      return joinedText(first.size, either, [textOf(above), textOf(below)], records, base);
    case 'number': {
      const values = numbers(first.size, above?.kind === 'number' ? above.values : undefined);
      const more = below?.kind === 'number' ? below.values : undefined;
      return { ...base, kind: 'number', values: extended(values, more, records) };
    }
    case 'date': {
      const days = numbers(first.size, above?.kind === 'date' ? above.days : undefined);
      const more = below?.kind === 'date' ? below.days : undefined;
      return { ...base, kind: 'date', days: extended(days, more, records) };
    }
    case 'flag': {
      const flags = new Int8Array(first.size + records.length).fill(-1);
      if (above?.kind === 'flag') flags.set(above.flags);
      if (below?.kind === 'flag')
        records.forEach((record, at) => {
          flags[first.size + at] = below.flags[record];
        });
      return { ...base, kind: 'flag', flags };
    }
  }
}

function textOf(column: Column | undefined): TextColumn | undefined {
  return column?.kind === 'text' ? column : undefined;
}

function isFilled(column: Column | undefined, record: number): boolean {
  return cellText(column, record) !== '';
}

function numbers(size: number, values: Float64Array | undefined): Float64Array {
  return values ?? new Float64Array(size).fill(Number.NaN);
}

function extended(
  values: Float64Array,
  more: Float64Array | undefined,
  records: readonly number[],
): Float64Array {
  const all = new Float64Array(values.length + records.length).fill(Number.NaN);
  all.set(values);
  if (more !== undefined)
    records.forEach((record, at) => {
      all[values.length + at] = more[record];
    });
  return all;
}

/** Words of both, each once; they stay numbers or dates where those of both are. */
function joinedText(
  size: number,
  either: TextColumn,
  [above, below]: readonly [TextColumn | undefined, TextColumn | undefined],
  records: readonly number[],
  base: Pick<TextColumn, 'name' | 'header' | 'filled'>,
): TextColumn {
  const words = [...(above?.words ?? [''])];
  const codes = new Uint32Array(size + records.length);
  if (above !== undefined) codes.set(above.codes);
  const source: number[] = [];
  if (below !== undefined) {
    const codeOf = new Map(words.map((word, code) => [word, code]));
    records.forEach((record, at) => {
      const word = below.words[below.codes[record]];
      let code = codeOf.get(word);
      if (code === undefined) {
        code = words.push(word) - 1;
        codeOf.set(word, code);
        source.push(below.codes[record]);
      }
      codes[size + at] = code;
    });
  }
  const meanings = (of: 'wordNumbers' | 'wordDays'): Float64Array | undefined => {
    const sides = [above, below].filter((one) => one !== undefined && one.filled > 0);
    if (sides.length === 0 || sides.some((one) => one?.[of] === undefined)) return undefined;
    const first = above?.[of] ?? Float64Array.of(Number.NaN);
    return Float64Array.from([
      ...first,
      ...source.map((code) => below?.[of]?.[code] ?? Number.NaN),
    ]);
  };
  const [wordNumbers, wordDays] = [meanings('wordNumbers'), meanings('wordDays')];
  return {
    ...base,
    kind: either.kind,
    codes,
    words,
    ...(wordNumbers && { wordNumbers }),
    ...(wordDays && { wordDays }),
  };
}

function asText(
  size: number,
  [above, below]: readonly [Column | undefined, Column | undefined],
  records: readonly number[],
  { name, header }: Pick<Column, 'name' | 'header'>,
): TextColumn {
  const texts = [
    ...Array.from({ length: size }, (_, row) => cellText(above, row)),
    ...records.map((record) => cellText(below, record)),
  ];
  return { ...textColumn(name, texts), header };
}
