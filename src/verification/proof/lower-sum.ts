/** What one rounding of a double comes to at most, relatively, twice over. */
export const epsilon = 2 ** -52;

/**
 * A sum of numbers that are each no more than the truth, which stays no more
 * than the truth: compensated (Neumaier), and lowered by what it may still be
 * off, so that neither the number of terms nor their size makes anything true
 * by rounding. What is no number, having overflowed, makes it −Infinity.
 */
export class LowerSum {
  #sum = 0;
  #lost = 0;
  #size = 0;
  #terms = 0;

  add(term: number): void {
    const next = this.#sum + term;
    this.#lost +=
      Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
    this.#size += Math.abs(term);
    this.#terms++;
  }

  /** The sum with some terms in place of others that were added to it. */
  value(instead: { readonly of: number; readonly by: number } = { of: 0, by: 0 }): number {
    const { of, by } = instead;
    const sum = this.#sum + (this.#lost + (by - of));
    const off = this.#terms * epsilon;
    const size = this.#size + Math.abs(of) + Math.abs(by);
    const nearby = Math.abs(sum) + Math.abs(of) + Math.abs(by) + Math.abs(this.#lost);
    return orNothing(sum - nearby * 4 * epsilon - size * off * off);
  }
}

/** A lower bound, or −Infinity where it overflowed on the way and says nothing. */
export function orNothing(value: number): number {
  return Number.isFinite(value) ? value : -Infinity;
}
