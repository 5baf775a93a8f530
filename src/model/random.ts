/**
 * A small seeded generator (sfc32 by Chris Doty-Humphrey), whole-number
 * operations only, so every machine draws the same numbers.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Streams of one seed are independent of each other. */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = stream | 0;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** A whole number from 0 to 2^32 − 1. */
  next(): number {
    const drawn = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + drawn;
    this.#c |= 0;
    return drawn >>> 0;
  }

  /** A whole number from 0 to `end` − 1. */
  below(end: number): number {
    return Math.floor(this.next() * 2.3283064365386963e-10 * end);
  }

  /** A number from 0 up to but not 1. */
  fraction(): number {
    return this.next() * 2.3283064365386963e-10;
  }
}
