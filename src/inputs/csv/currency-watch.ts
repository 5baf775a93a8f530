import { sameCurrency } from '../cells/currency.js';
import { type Findings, shortened } from './findings.js';

/** Follows the currencies that the cells of one column name; two of them are a problem. */
export class CurrencyWatch {
  readonly #header: string;
  readonly #findings: Findings;
  #currency: string | undefined;
  #first: { readonly cell: string; readonly row: number } | undefined;
  #isMixed = false;

  constructor(header: string, findings: Findings) {
    this.#header = header;
    this.#findings = findings;
  }

  /** @param currency what the cell names; undefined: nothing */
  look(currency: string | undefined, cell: string, row: number): void {
    if (currency === undefined || this.#isMixed) return;
    if (this.#currency === undefined || this.#first === undefined) {
      this.#currency = currency;
      this.#first = { cell, row };
      return;
    }
    const same = sameCurrency(this.#currency, currency);
    if (same !== undefined) {
      this.#currency = same;
      return;
    }
    this.#isMixed = true;
    const { cell: before, row: above } = this.#first;
    const what = `is in ${currency}, and "${shortened(before)}" in row ${above} is in ${this.#currency}`;
    const remedy = 'convert the amounts to one currency before you plan with them';
    this.#findings.cell(row, this.#header, cell, what, remedy);
  }

  /** The one currency of the column; undefined where no cell names one, or where two do. */
  finish(): string | undefined {
    return this.#isMixed ? undefined : this.#currency;
  }
}
