/** Who is at each rep, in arrays that allow drawing one at random and moving one in constant time. */
export class Members {
  readonly count: Int32Array;
  readonly #lists: Int32Array[];
  readonly #position: Int32Array;

  constructor(repCount: number, place: Int32Array) {
    this.count = new Int32Array(repCount);
    this.#lists = Array.from({ length: repCount }, () => new Int32Array(8));
    this.#position = new Int32Array(place.length);
    this.fill(place);
  }

  fill(place: Int32Array): void {
    this.count.fill(0);
    for (let u = 0; u < place.length; u++) this.#append(u, place[u]);
  }

  at(rep: number, index: number): number {
    return this.#lists[rep][index];
  }

  /** The units at a rep, in no meaningful order; valid until the next move. */
  of(rep: number): Int32Array {
    return this.#lists[rep].subarray(0, this.count[rep]);
  }

  move(unit: number, from: number, to: number): void {
    const list = this.#lists[from];
    const last = list[--this.count[from]];
    list[this.#position[unit]] = last;
    this.#position[last] = this.#position[unit];
    this.#append(unit, to);
  }

  #append(unit: number, rep: number): void {
    if (this.count[rep] === this.#lists[rep].length) {
      const longer = new Int32Array(this.#lists[rep].length * 2);
      longer.set(this.#lists[rep]);
      this.#lists[rep] = longer;
    }
    this.#position[unit] = this.count[rep];
    this.#lists[rep][this.count[rep]++] = unit;
  }
}
