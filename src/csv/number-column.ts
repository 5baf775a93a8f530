import { standsForNothing } from '../cells/emptiness.js';
import { numberFault, parseNumber, parsePoints, plainDecimal } from '../cells/number.js';
import type { NumberColumn } from '../model/table.js';
import type { ColumnBuilder, ColumnHead } from './column-builder.js';
import type { NumberCells } from './column-spec.js';
import type { Findings } from './findings.js';
import { Growing } from './growing.js';
import { nothingNote } from './text-column.js';

/** Builds a number column; a cell that is none, or out of range, is a problem. */
export class NumberBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #cells: NumberCells;
  readonly #findings: Findings;
  readonly #values = new Growing((length) => new Float64Array(length));
  readonly #least: number;
  readonly #most: number;
  #filled = 0;
  #nothings = 0;

  constructor(head: ColumnHead, cells: NumberCells, findings: Findings) {
    this.#head = head;
    this.#cells = cells;
    this.#least = cells.least;
    this.#most = cells.most;
    this.#findings = findings;
  }

  push(cell: string, row: number): void {
    if (cell === '') {
      this.#values.push(Number.NaN);
      return;
    }
    const value = plainDecimal(cell);
    // NaN passes neither comparison: whatever is not plain or not in range goes the long way.
    if (value >= this.#least && value <= this.#most) {
      this.#filled++;
      this.#values.push(value);
    } else {
      this.#values.push(this.#read(cell, row));
    }
  }

  finish(): NumberColumn {
    if (this.#nothings > 0) this.#findings.note(nothingNote(this.#nothings), this.#head.header);
    return {
      ...this.#head,
      kind: 'number',
      filled: this.#filled,
      values: this.#values.finish(),
    };
  }

  #read(cell: string, row: number): number {
    const { least, most, percentIs, wanted } = this.#cells;
    const value = percentIs === 'points' ? parsePoints(cell) : parseNumber(cell)?.value;
    if (value === undefined) {
      if (standsForNothing(cell)) {
        this.#nothings++;
      } else {
        const what = `is no number: ${numberFault(cell)}`;
        this.#fault(row, cell, what, `write ${wanted}, or leave the cell empty`);
      }
      return Number.NaN;
    }
    this.#filled++;
    if (value < least || value > most) {
      const what = value < least ? `is below ${least}` : `is above ${most}`;
      this.#fault(row, cell, what, `write ${wanted}, or leave the cell empty`);
    }
    return value;
  }

  #fault(row: number, cell: string, what: string, remedy: string): void {
    this.#findings.cell(row, this.#head.header, cell, what, remedy);
  }
}
