import { isEmpty } from '../cells/emptiness.js';

/** One record of a file, and the row it stands in. */
export interface Row {
  readonly cells: string[];
  readonly row: number;
}

/** Lines that Salesforce writes below a report, and others below theirs. */
const marks: readonly RegExp[] = [
  /^(grand )?totals? \([\d,.\s]+ records?\)$/i,
  /^confidential information\b.*do not distribute/i,
  /^copyright (\(c\)|©) .*salesforce/i,
];

/** No footer is longer; a file of one column that is filled must not be held. */
const longest = 30;

/**
 * Tells the footer of a report from its rows. Rows with nothing but a first cell
 * are held back until a whole row follows, which shows that they were data, or
 * the file ends.
 */
export class FooterWatch {
  readonly #width: number;
  readonly #pass: (cells: string[], row: number) => void;
  #held: (Row & { readonly isAfterBlank: boolean })[] = [];
  #last = Number.POSITIVE_INFINITY;

  /** @param pass takes every row that is no footer's, in order */
  constructor(width: number, pass: (cells: string[], row: number) => void) {
    this.#width = width;
    this.#pass = pass;
  }

  push(cells: string[], row: number): void {
    const isAfterBlank = row > this.#last + 1;
    this.#last = row;
    if (this.#width > 1 && (isAlone(cells) || isMark({ cells }))) {
      this.#held.push({ cells, row, isAfterBlank });
      if (this.#held.length > longest) this.#passOn(this.#held.splice(0, 1));
    } else {
      if (this.#held.length > 0) this.#release();
      this.#pass(cells, row);
    }
  }

  /**
   * The file has ended.
   *
   * @returns the rows of its footer, empty where it has none: if one of those held
   *   is a footer's, all from the first that is, is too short for a row (the name of
   *   the report) or stands below a blank line (the same, filled up by a spreadsheet).
   */
  finish(): readonly Row[] {
    const start = this.#held.findIndex(
      (row) => isMark(row) || row.cells.length < this.#width || row.isAfterBlank,
    );
    const footer = start === -1 ? [] : this.#held.slice(start);
    if (!footer.some(isMark)) {
      this.#release();
      return [];
    }
    this.#held = this.#held.slice(0, start);
    this.#release();
    return footer;
  }

  #release(): void {
    this.#passOn(this.#held);
    this.#held = [];
  }

  #passOn(rows: readonly Row[]): void {
    for (const { cells, row } of rows) this.#pass(cells, row);
  }
}

function isAlone(cells: readonly string[]): boolean {
  for (let index = 1; index < cells.length; index++) if (!isEmpty(cells[index])) return false;
  return true;
}

function isMark({ cells }: Pick<Row, 'cells'>): boolean {
  // Nearly every row begins with an id: one look tells.
  const first = cells[0];
  return first.includes(' ') && marks.some((mark) => mark.test(first.trim()));
}
