import { type Column, fold, type Table } from '../model/table.js';

/** Where filters and metrics find their columns: a file's own ones, or derived ones too. */
export interface ColumnSource {
  readonly size: number;
  /** undefined when there is no such column. May throw a {@link CircularColumn}. */
  column(name: string): Column | undefined;
}

/** A derived column that needs itself to be worked out. */
export class CircularColumn extends Error {
  readonly columns: readonly string[];
  constructor(columns: readonly string[]) {
    super(`${columns.join(' needs ')}`);
    this.name = 'CircularColumn';
    this.columns = columns;
  }
}

/** Finds a table's column by its canonical name or its header, however the case and spaces. */
export class TableColumns implements ColumnSource {
  readonly size: number;
  private readonly byKey = new Map<string, Column>();

  constructor(private readonly table: Table) {
    this.size = table.size;
    const keys: ((column: Column) => string)[] = [
      (column) => fold(column.name),
      (column) => fold(column.header),
      (column) => lettersOnly(column.name),
      (column) => lettersOnly(column.header),
    ];
    for (const keyOf of keys) {
      for (const column of table.columns.values()) {
        const key = keyOf(column);
        if (!this.byKey.has(key)) this.byKey.set(key, column);
      }
    }
  }

  /** Names for a message: what a filter may name. */
  names(): string[] {
    return [...this.table.columns.keys()];
  }

  column(name: string): Column | undefined {
    return this.byKey.get(fold(name)) ?? this.byKey.get(lettersOnly(name));
  }
}

/** What names are compared by in the end: their letters and digits alone. */
export function lettersOnly(name: string): string {
  return `letters:${fold(name).replace(/[^\p{L}\p{N}]/gu, '')}`;
}
