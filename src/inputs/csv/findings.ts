import type { InputProblem } from '../../model/input-problem.js';
import type { DateOrder } from '../cells/date.js';

const longest = 80;

/** A cell as a message shows it: whole up to 80 characters, else cut with an ellipsis. */
export function shortened(value: string): string {
  return value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
}

/** Something a reader did that is no fault but must not pass in silence. */
export interface ReadingNote {
  readonly file: string;
  /** The column as the file spells it; absent when the whole file is meant. */
  readonly column?: string;
  /** A sentence without the file's and the column's name. */
  readonly text: string;
}

/** What the readers of one file's cells found, as they go. */
export class Findings {
  readonly problems: InputProblem[] = [];
  readonly notes: ReadingNote[] = [];
  /** Cells that are a date in one order of day and month alone, one for each order. */
  readonly dateOrders = new Map<DateOrder, string>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** A cell that cannot be used. */
  cell(row: number, column: string, value: string, what: string, remedy: string): void {
    this.problems.push({ file: this.#file, row, column, what, value: shortened(value), remedy });
  }

  /** A fault of the file as a whole. */
  file(what: string, remedy: string): void {
    this.problems.push({ file: this.#file, what, remedy });
  }

  note(text: string, column?: string): void {
    this.notes.push({ file: this.#file, text, ...(column === undefined ? {} : { column }) });
  }
}

/** Some headers in quotes, so many as a message has room for. */
export function headerList(headers: readonly string[]): string {
  const shown = headers.slice(0, 30).map((header) => `"${header}"`);
  return `${shown.join(', ')}${headers.length > shown.length ? ', …' : ''}`;
}
