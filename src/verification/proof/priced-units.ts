import type { Cuts } from './cuts.js';
import type { Family } from './families.js';
import type { LoadCost } from './load-least.js';
import { epsilon, orNothing } from './lower-sum.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/** What plans cost: the objective, or a part of it. */
export interface Costs {
  readonly constant: number;
  /** Of a unit at a rep, whatever the others do; undefined: nothing. */
  readonly linear: ((unit: number, rep: number) => number) | undefined;
  /** By slot. */
  readonly load: readonly LoadCost[];
  readonly families: readonly Family[];
}

/** Units at reps with what they bring to the loads priced in, each less what its own rounding can have added. */
export class PricedUnits {
  readonly #loads: Slots;
  readonly #cuts: Cuts;
  readonly #linear: Costs['linear'];
  readonly #prices: Float64Array;
  /** By rep and column of amounts. */
  readonly #pricesOfRep: Float64Array;
  readonly #start: Int32Array;

  constructor(units: Units, loads: Slots, cuts: Cuts, { linear }: Costs, prices: Float64Array) {
    this.#start = units.start;
    this.#loads = loads;
    this.#cuts = cuts;
    this.#linear = linear;
    this.#prices = prices;
    this.#pricesOfRep = new Float64Array(loads.entriesOf.length * loads.columns);
    loads.entriesOf.forEach((entries, rep) => {
      for (const { slot, column } of entries) {
        this.#pricesOfRep[rep * loads.columns + column] += prices[slot];
      }
    });
  }

  at(unit: number, rep: number): number {
    const { columns, amounts, leaving } = this.#loads;
    const start = this.#start;
    const prices = this.#pricesOfRep;
    let cost = this.#linear === undefined ? 0 : this.#linear(unit, rep);
    let size = Math.abs(cost);
    for (let column = 0; column < columns; column++) {
      const priced = amounts[unit * columns + column] * prices[rep * columns + column];
      cost += priced;
      size += Math.abs(priced);
    }
    const first = leaving.start[unit];
    const last = leaving.start[unit + 1];
    for (let e = first; e < last; e++) {
      if (leaving.owner[e] === rep) continue;
      const priced = this.#prices[leaving.slot[e]] * leaving.amount[e];
      cost += priced;
      size += Math.abs(priced);
    }
    const cuts = this.#cuts.at[unit].get(rep) ?? [];
    for (const { cut, amount } of cuts) {
      const priced = this.#prices[this.#loads.slots.length + cut] * amount;
      cost -= priced;
      size += Math.abs(priced);
    }
    // A unit's amounts and linear cost are sums over its accounts.
    const roundings =
      4 * (start[unit + 1] - start[unit]) + columns + (last - first) + cuts.length + 4;
    return orNothing(cost - size * roundings * epsilon);
  }

  least(unit: number, reps: Int32Array): number {
    let least = Infinity;
    for (let i = 0; i < reps.length; i++) least = Math.min(least, this.at(unit, reps[i]));
    return least;
  }
}
