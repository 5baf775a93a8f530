import type { FlagColumn } from '../../model/table.js';
import { parseFlag } from '../cells/flag.js';
import { type ColumnBuilder, type ColumnHead, Growing } from './column-builder.js';
import type { CellKind } from './column-spec.js';
import { DateBuilder, OwnOrderDateBuilder } from './date-column.js';
import type { Findings } from './findings.js';
import { NumberBuilder } from './number-column.js';
import { type CellSpelling, TextBuilder } from './text-column.js';

/** Builds a yes/no column. */
class FlagBuilder implements ColumnBuilder {
  readonly #head: ColumnHead;
  readonly #findings: Findings;
  readonly #flags = new Growing((length) => new Int8Array(length));
  #filled = 0;

  constructor(head: ColumnHead, findings: Findings) {
    this.#head = head;
    this.#findings = findings;
  }

  push(cell: string, row: number): void {
    const meaning = cell === '' ? undefined : parseFlag(cell);
    if (meaning !== undefined) {
      this.#filled++;
    } else if (cell !== '') {
      const remedy = 'write yes or no (true/false and 1/0 do too), or leave the cell empty';
      this.#findings.cell(row, this.#head.header, cell, 'is neither yes nor no', remedy);
    }
    this.#flags.push(meaning === undefined ? -1 : Number(meaning));
  }

  finish(): FlagColumn {
    return { ...this.#head, kind: 'flag', filled: this.#filled, flags: this.#flags.finish() };
  }
}

/**
 * A builder for cells of a kind; what it cannot read goes to `findings`.
 *
 * @param isOwn whether it is a column of the user's own, which carve does not know
 */
export function columnBuilder(
  head: ColumnHead,
  cells: CellKind,
  findings: Findings,
  unguard: boolean,
  spelling: CellSpelling,
  isOwn = false,
): ColumnBuilder {
  switch (cells.kind) {
    case 'text':
    case 'id':
    case 'reference':
      return new TextBuilder(
        head,
        { kind: cells.kind, unguard, mayMeasure: isOwn, spelling },
        findings,
      );
    case 'number':
      return new NumberBuilder(head, cells, findings, spelling.decimal);
    case 'date':
      return cells.ownOrder === true && spelling.dates === undefined
        ? new OwnOrderDateBuilder(head, findings)
        : new DateBuilder(head, findings, spelling.dates);
    case 'flag':
      return new FlagBuilder(head, findings);
  }
}
