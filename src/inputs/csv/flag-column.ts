import type { FlagColumn } from '../../model/table.js';
import { parseFlag } from '../cells/flag.js';
import type { ColumnBuilder, ColumnHead } from './column-builder.js';
import type { Findings } from './findings.js';
import { Growing } from './growing.js';

/** Builds a yes/no column. */
export class FlagBuilder implements ColumnBuilder {
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
