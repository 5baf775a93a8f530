import { type DateColumn, isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import {
  type DateOrder,
  dateFault,
  excelSerialDay,
  isEitherOrder,
  isEmptyDate,
  parseDate,
} from '../cells/date.js';
import { standsForNothing } from '../cells/emptiness.js';
import { type ColumnBuilder, type ColumnHead, Growing } from './column-builder.js';
import type { Findings } from './findings.js';
import { nothingNote } from './text-column.js';

const orders: readonly DateOrder[] = ['mdy', 'dmy'];
const other: Readonly<Record<DateOrder, DateOrder>> = { mdy: 'dmy', dmy: 'mdy' };

/** The year does not stand first, so that the order of the others is a question. */
const yearLast = /^\d{1,2}[/.-]\d/;

/**
 * Builds a date column of an export that a machine wrote in one order: where a
 * cell of the file such as `8/31/2024` shows the order and none shows the other,
 * it holds for `3/4/2024` too, and a note says so.
 */
export class OwnOrderDateBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #findings: Findings;
  readonly #sure: DateBuilder;
  /** Cells that are a date in either order, with their places. */
  readonly #unsure: string[] = [];
  readonly #places = new Growing((length) => new Uint32Array(length));
  readonly #rows = new Growing((length) => new Uint32Array(length));
  #size = 0;

  constructor(head: ColumnHead, findings: Findings) {
    this.#head = head;
    this.#findings = findings;
    this.#sure = new DateBuilder(head, findings, undefined);
  }

  push(cell: string, row: number): void {
    const isUnsure = yearLast.test(cell) && isEitherOrder(cell);
    if (isUnsure) {
      this.#unsure.push(cell);
      this.#places.push(this.#size);
      this.#rows.push(row);
    } else this.#look(cell);
    this.#sure.push(isUnsure ? '' : cell, row);
    this.#size++;
  }

  finish(): DateColumn {
    const order = this.#order();
    const rows = this.#rows.finish();
    if (order === undefined && this.#unsure.length > 0) {
      const asEver = new DateBuilder(this.#head, this.#findings, undefined);
      this.#unsure.forEach((cell, at) => {
        asEver.push(cell, rows[at]);
      });
    }
    const column = this.#sure.finish();
    if (order === undefined || this.#unsure.length === 0) return column;
    const days = column.days.slice();
    this.#places.finish().forEach((place, at) => {
      days[place] = parseDate(this.#unsure[at], order) ?? Number.NaN;
    });
    const first = order === 'mdy' ? 'month' : 'day';
    this.#findings.note(
      `is read with the ${first} first (${this.#unsure.length} cells could be either), as "${this.#findings.dateOrders.get(order)}" shows`,
      this.#head.header,
    );
    return { ...column, days, filled: column.filled + this.#unsure.length };
  }

  /** Notes a cell that shows the order, one for each. */
  #look(cell: string): void {
    const shown = this.#findings.dateOrders;
    if (shown.size === 2 || !yearLast.test(cell)) return;
    for (const order of orders) {
      if (shown.has(order) || parseDate(cell, other[order]) !== undefined) continue;
      if (parseDate(cell, order) !== undefined) shown.set(order, cell);
    }
  }

  #order(): DateOrder | undefined {
    const shown = [...this.#findings.dateOrders.keys()];
    return shown.length === 1 ? shown[0] : undefined;
  }
}

/** Builds a date column; a cell that is no date, or could be two, is a problem. */
export class DateBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #findings: Findings;
  readonly #days = new Growing((length) => new Float64Array(length));
  readonly #order: DateOrder | undefined;
  #filled = 0;
  #nothings = 0;
  readonly #nothingsSeen = new Set<string>();
  #emptyDates = 0;
  #serials = 0;
  #serialSeen = '';

  constructor(head: ColumnHead, findings: Findings, order: DateOrder | undefined) {
    this.#head = head;
    this.#order = order;
    this.#findings = findings;
  }

  push(cell: string, row: number): void {
    this.#days.push(cell === '' ? Number.NaN : this.#read(cell, row));
  }

  finish(): DateColumn {
    const { header } = this.#head;
    if (this.#nothings > 0) {
      this.#findings.note(nothingNote(this.#nothings, this.#nothingsSeen), header);
    }
    if (this.#emptyDates > 0) {
      const text = `dates that systems write where there is none (0001-01-01) are read as empty (${this.#emptyDates})`;
      this.#findings.note(text, header);
    }
    if (this.#serials > 0) {
      const day = isoDate(dayNumber(excelSerialDay(this.#serialSeen) ?? Number.NaN));
      const text = `numbers are read as the days that Excel counts, "${this.#serialSeen}" as ${day} (${this.#serials})`;
      this.#findings.note(text, header);
    }
    return { ...this.#head, kind: 'date', filled: this.#filled, days: this.#days.finish() };
  }

  #read(cell: string, row: number): number {
    const day = parseDate(cell, this.#order);
    if (day !== undefined) {
      this.#filled++;
      return day;
    }
    const serial = excelSerialDay(cell);
    if (serial !== undefined) {
      this.#filled++;
      if (this.#serials++ === 0) this.#serialSeen = cell;
      return serial;
    }
    if (isEmptyDate(cell)) this.#emptyDates++;
    else if (standsForNothing(cell)) {
      this.#nothings++;
      this.#nothingsSeen.add(cell);
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
