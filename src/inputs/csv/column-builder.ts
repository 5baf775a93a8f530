import type { Column } from '../../model/table.js';

/** Takes the trimmed cells of one column as the rows stream in, and makes a typed column of them. */
export interface ColumnBuilder {
  push(cell: string, row: number): void;
  finish(): Column;
}

export interface ColumnHead {
  /** Canonical name, or the folded header of a column of the user's own. */
  readonly name: string;
  /** As the file spells it. */
  readonly header: string;
}
