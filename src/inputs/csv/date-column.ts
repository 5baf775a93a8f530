import type { DateColumn } from '../../model/table.js';
import { type DateOrder, dateFault, isEitherOrder, parseDate } from '../cells/date.js';
import { standsForNothing } from '../cells/emptiness.js';
import type { ColumnBuilder, ColumnHead } from './column-builder.js';
import type { Findings } from './findings.js';
import { Growing } from './growing.js';
import { nothingNote } from './text-column.js';

/** Builds a date column; a cell that is no date, or could be two, is a problem. */
export class DateBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #findings: Findings;
  readonly #days = new Growing((length) => new Float64Array(length));
  readonly #order: DateOrder | undefined;
  #filled = 0;
  #nothings = 0;

  constructor(head: ColumnHead, findings: Findings, order: DateOrder | undefined) {
    this.#head = head;
    this.#order = order;
    this.#findings = findings;
  }

  push(cell: string, row: number): void {
    this.#days.push(cell === '' ? Number.NaN : this.#read(cell, row));
  }

  finish(): DateColumn {
    if (this.#nothings > 0) this.#findings.note(nothingNote(this.#nothings), this.#head.header);
    return { ...this.#head, kind: 'date', filled: this.#filled, days: this.#days.finish() };
  }

  #read(cell: string, row: number): number {
    const day = parseDate(cell, this.#order);
    if (day !== undefined) {
      this.#filled++;
      return day;
    }
    if (standsForNothing(cell)) {
      this.#nothings++;
    } else {
      const what = `is no date: ${dateFault(cell, this.#order)}`;
      const remedy = isEitherOrder(cell)
        ? 'say which it is with --dates mdy (month first) or --dates dmy (day first), or write it as YYYY-MM-DD'
        : 'write it as YYYY-MM-DD, or leave the cell empty';
      this.#findings.cell(row, this.#head.header, cell, what, remedy);
    }
    return Number.NaN;
  }
}
