import type { NumberColumn } from '../../model/table.js';
import { currencyIn } from '../cells/currency.js';
import { standsForNothing } from '../cells/emptiness.js';
import {
  type DecimalMark,
  numberFault,
  parseNumber,
  parsePoints,
  plainDecimal,
  pointed,
} from '../cells/number.js';
import { type ColumnBuilder, type ColumnHead, Growing } from './column-builder.js';
import type { NumberCells } from './column-spec.js';
import { CurrencyWatch } from './currency-watch.js';
import type { Findings } from './findings.js';
import { sentinelNote, sentinelsIn } from './sentinels.js';
import { nothingNote } from './text-column.js';

/** A cell out of range, told unless it turns out to stand for nothing. */
interface OutOfRange {
  readonly value: number;
  readonly cell: string;
  readonly row: number;
}

/** Rows that a note about credits names. */
const creditsNamed = 10;

/** Builds a number column; a cell that is none, or out of range, is a problem. */
export class NumberBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #cells: NumberCells;
  readonly #findings: Findings;
  readonly #values = new Growing((length) => new Float64Array(length));
  readonly #least: number;
  readonly #most: number;
  readonly #mark: DecimalMark;
  readonly #isDoubtful: boolean;
  readonly #outOfRange: OutOfRange[] = [];
  readonly #nothingsSeen = new Set<string>();
  readonly #creditRows: number[] = [];
  readonly #currencies: CurrencyWatch;
  #credits = 0;
  #filled = 0;
  #nothings = 0;

  /** @param mark undefined: a point, and a number that a decimal comma would make another is a problem. */
  constructor(
    head: ColumnHead,
    cells: NumberCells,
    findings: Findings,
    mark: DecimalMark | undefined,
  ) {
    this.#mark = mark ?? '.';
    this.#isDoubtful = mark === undefined;
    this.#head = head;
    this.#cells = cells;
    this.#least = cells.least;
    this.#most = cells.most;
    this.#findings = findings;
    this.#currencies = new CurrencyWatch(head.header, findings);
  }

  push(cell: string, row: number): void {
    if (cell === '') {
      this.#values.push(Number.NaN);
      return;
    }
    const value = this.#quickly(cell);
    if (value < 0 && this.#cells.mayBeCredit === true) this.#noteCredit(row);
    // NaN passes neither comparison: whatever is not plain or not in range goes the long way.
    if (value >= this.#least && value <= this.#most) {
      this.#filled++;
      this.#values.push(value);
    } else {
      this.#values.push(this.#read(cell, row));
    }
  }

  finish(): NumberColumn {
    const { header } = this.#head;
    if (this.#nothings > 0) {
      this.#findings.note(nothingNote(this.#nothings, this.#nothingsSeen), header);
    }
    const values = this.#values.finish();
    const { least, most, holds } = this.#cells;
    const sentinels = sentinelsIn(values, { least, most, isPlace: holds === 'degrees' });
    if (sentinels.size > 0) {
      this.#findings.note(sentinelNote(sentinels), header);
      for (let row = 0; row < values.length; row++) {
        if (!sentinels.has(values[row])) continue;
        values[row] = Number.NaN;
        this.#filled--;
      }
    }
    for (const { value, cell, row } of this.#outOfRange) {
      if (sentinels.has(value)) continue;
      const what = value < least ? `is below ${least}` : `is above ${most}`;
      const remedy = `write ${this.#cells.wanted}, or leave the cell empty`;
      this.#fault(row, cell, what, remedy);
    }
    const areCredits = ![...sentinels.keys()].some((value) => value < 0);
    if (this.#credits > 0 && areCredits) this.#findings.note(this.#creditNote(), header);
    const currency = this.#currencies.finish();
    return {
      ...this.#head,
      kind: 'number',
      filled: this.#filled,
      values,
      ...(currency !== undefined && { currency }),
    };
  }

  #noteCredit(row: number): void {
    this.#credits++;
    if (this.#creditRows.length < creditsNamed) this.#creditRows.push(row);
  }

  #creditNote(): string {
    const rows = this.#creditRows.join(', ');
    if (this.#credits === 1) {
      return `1 amount below 0 is taken as a credit: it counts in sums as it is (row ${rows})`;
    }
    const more = this.#credits > this.#creditRows.length ? ', …' : '';
    return `${this.#credits} amounts below 0 are taken as credits: they count in sums as they are (rows ${rows}${more})`;
  }

  /** Most cells are plain digits; NaN for what has to be looked at closely. */
  #quickly(cell: string): number {
    if (this.#isDoubtful && /[.,]/.test(cell)) return Number.NaN;
    return plainDecimal(pointed(cell, this.#mark));
  }

  #value(cell: string, mark: DecimalMark): number | undefined {
    return this.#cells.percentIs === 'points'
      ? parsePoints(cell, mark)
      : parseNumber(cell, mark)?.value;
  }

  /** What a decimal comma would make of a number, where that is another and in range as well. */
  #otherwise(cell: string, value: number): number | undefined {
    const other = this.#isDoubtful ? this.#value(cell, ',') : undefined;
    const inRange = [value, other ?? Number.NaN].every(
      (one) => one >= this.#least && one <= this.#most,
    );
    return other === value || !inRange ? undefined : other;
  }

  #read(cell: string, row: number): number {
    const { least, most, wanted } = this.#cells;
    const value = this.#value(cell, this.#mark);
    if (value === undefined) {
      if (standsForNothing(cell)) {
        this.#nothings++;
        this.#nothingsSeen.add(cell);
      } else {
        const other = this.#mark === ',' ? '.' : ',';
        const asOther =
          this.#value(cell, other) === undefined
            ? ''
            : `say --decimal ${other} if that is how the file writes numbers, or `;
        const what = `is no number: ${numberFault(cell, this.#mark)}`;
        this.#fault(row, cell, what, `${asOther}write ${wanted}, or leave the cell empty`);
      }
      return Number.NaN;
    }
    this.#filled++;
    this.#currencies.look(currencyIn(cell), cell, row);
    if (value < 0 && this.#cells.mayBeCredit === true) this.#noteCredit(row);
    const otherwise = this.#otherwise(cell, value);
    if (otherwise !== undefined) {
      const what = `could be ${value} or ${otherwise}`;
      const remedy = `say which with --decimal . (${value}) or --decimal , (${otherwise})`;
      this.#fault(row, cell, what, remedy);
      return value;
    }
    if (value < least || value > most) this.#outOfRange.push({ value, cell, row });
    return value;
  }

  #fault(row: number, cell: string, what: string, remedy: string): void {
    this.#findings.cell(row, this.#head.header, cell, what, remedy);
  }
}
