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
  readonly #pass: (row: Row) => void;
  #held: (Row & { readonly isAfterBlank: boolean })[] = [];
  #last = Number.POSITIVE_INFINITY;

  /** @param pass takes every row that is no footer's, in order */
  constructor(width: number, pass: (row: Row) => void) {
    this.#width = width;
    this.#pass = pass;
  }

  push(row: Row): void {
    const isAfterBlank = row.row > this.#last + 1;
    this.#last = row.row;
    if (this.#width > 1 && (isAlone(row.cells) || isMark(row))) {
      this.#held.push({ ...row, isAfterBlank });
      if (this.#held.length > longest) this.#pass(this.#held.splice(0, 1)[0]);
    } else {
      this.#release();
      this.#pass(row);
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
    if (this.#held.length === 0) return;
    for (const row of this.#held) this.#pass(row);
    this.#held = [];
  }
}

function isAlone(cells: readonly string[]): boolean {
  for (let index = 1; index < cells.length; index++) if (!isEmpty(cells[index])) return false;
  return true;
}

function isMark({ cells }: Row): boolean {
  // Nearly every row begins with an id: one look tells.
  const first = cells[0];
  return first.includes(' ') && marks.some((mark) => mark.test(first.trim()));
}
