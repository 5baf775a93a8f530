/** How a column's cells are written and shown. */
export type CellFormat = 'text' | 'count' | 'amount' | 'percent' | 'date';

/** Text, a number (a percentage as its share, a date as its day number), or nothing. */
export type SheetCell = string | number | undefined;

export interface SheetColumn {
  readonly title: string;
  readonly format: CellFormat;
  /** In characters. */
  readonly width: number;
}

/** One tab of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** A table has a header that stays in sight and can be filtered; else rows stand as they are. */
  readonly isTable: boolean;
}
