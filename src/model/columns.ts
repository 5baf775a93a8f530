import type { DateColumn, NumberColumn, Table, TextColumn } from './table.js';

/** A number column of that name; NaN is an empty cell. */
export function numberColumn(name: string, values: Float64Array): NumberColumn {
  return { kind: 'number', name, header: name, filled: filledOf(values), values };
}

/** A date column of that name; NaN is an empty cell. */
export function dateColumn(name: string, days: Float64Array): DateColumn {
  return { kind: 'date', name, header: name, filled: filledOf(days), days };
}

/** A text column of that name. */
export function textColumn(name: string, texts: readonly string[]): TextColumn {
  const codeOf = new Map([['', 0]]);
  let filled = 0;
  const codes = Uint32Array.from(texts, (text) => {
    const code = codeOf.get(text) ?? codeOf.size;
    codeOf.set(text, code);
    if (code !== 0) filled++;
    return code;
  });
  return { kind: 'text', name, header: name, filled, codes, words: [...codeOf.keys()] };
}

function filledOf(values: Float64Array): number {
  let filled = 0;
  for (const value of values) if (!Number.isNaN(value)) filled++;
  return filled;
}

/** The same table with another text in every cell of a column, or with that column besides. */
export function withTexts(table: Table, name: string, texts: readonly string[]): Table {
  const header = table.columns.get(name)?.header ?? name;
  const column = { ...textColumn(name, texts), header };
  return { ...table, columns: new Map([...table.columns, [name, column]]) };
}
