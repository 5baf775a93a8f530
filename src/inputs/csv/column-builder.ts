import type { Column } from '../../model/table.js';

type Cells = Float64Array | Uint32Array | Int8Array;

/** A typed array that takes values one by one and doubles when full. */
export class Growing<A extends Cells> {
  #cells: A;
  #size = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.#cells = make(64);
  }

  push(value: number): void {
    if (this.#size === this.#cells.length) {
      const larger = this.#make(this.#size * 2);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#cells[this.#size++] = value;
  }

  get size(): number {
    return this.#size;
  }

  /** What was pushed, in an array of just that length. */
  finish(): A {
    const exact = this.#make(this.#size);
    exact.set(this.#cells.subarray(0, this.#size));
    return exact;
  }
}

/** Takes the trimmed cells of one column as the rows stream in, and makes a typed column of them. */
export interface ColumnBuilder {
  push(cell: string, row: number): void;
  finish(): Column;
}

export interface ColumnHead {
  /** Canonical name, or the folded header of a column of the user's own. */
  readonly name: string;
  /** As the file spells it. */
  readonly header: string;
}
