import type { CutCharge, CutTerms } from './cut-terms.js';
import type { Curves } from './load-cost.js';
import type { LoadCost } from './program.js';

export interface PricedCharge extends CutCharge {
  /** The cut's slot. */
  readonly price: number;
}

/** What the cuts of a layout charge for its loads, by load slot. Cut c has slot `first` + c. */
export class LoadCuts {
  readonly first: number;
  /** By cut, how far rounding may have lifted it. */
  readonly rounding: Float64Array;
  readonly #of: readonly (readonly PricedCharge[])[];

  constructor(first: number, terms: readonly CutTerms[]) {
    this.first = first;
    this.rounding = Float64Array.from(terms, ({ rounding }) => rounding);
    const of: PricedCharge[][] = Array.from({ length: first }, () => []);
    terms.forEach(({ charges }, cut) => {
      for (const charge of charges) of[charge.slot].push({ ...charge, price: first + cut });
    });
    this.#of = of;
  }

  /** What cuts charge for a load, each with the slot of its price. */
  of(slot: number): readonly PricedCharge[] {
    return this.#of[slot];
  }

  touch(slot: number): boolean {
    return this.#of[slot].length > 0;
  }

  /** What the cuts take off the cost of a load at their prices. */
  at(slot: number, load: number, prices: Float64Array): number {
    let sum = 0;
    for (const { bend, under, over, price } of this.#of[slot]) {
      sum += prices[price] * (load < bend ? under * (bend - load) : over * (load - bend));
    }
    return sum;
  }

  /** The price at which a cut takes a bend out of the cost of some load; more is never worth its while. */
  most(cut: number, costs: readonly LoadCost[]): number {
    let most = Infinity;
    this.#of.forEach((charges, slot) => {
      for (const { bend, under, over, price } of charges) {
        if (price !== cut) continue;
        const { knots, slopes } = costs[slot];
        const at = knots.indexOf(bend);
        if (at >= 0) most = Math.min(most, (slopes[at + 1] - slopes[at]) / (under + over));
      }
    });
    return most;
  }

  /** Adds, by cut, what it charges for a load. */
  charge(slot: number, load: number, sums: Float64Array, sign: number): void {
    for (const { bend, under, over, price } of this.#of[slot]) {
      sums[price] += sign * (load < bend ? under * (bend - load) : over * (load - bend));
    }
  }

  /**
   * The load within low … high where cost − price × load, less what the cuts take
   * off, is least. That need not be convex, so every bend is looked at.
   */
  cheapestLoad(
    curves: Curves,
    slot: number,
    prices: Float64Array,
    low: number,
    high: number,
  ): number {
    let best = low;
    let least = Infinity;
    const consider = (load: number): void => {
      const value = curves.at(slot, load) - prices[slot] * load - this.at(slot, load, prices);
      if (value < least) {
        least = value;
        best = load;
      }
    };
    consider(low);
    consider(high);
    for (let p = curves.start[slot]; p + 1 < curves.start[slot + 1]; p++) {
      if (curves.upTo[p] > low && curves.upTo[p] < high) consider(curves.upTo[p]);
    }
    for (const { bend } of this.#of[slot]) if (bend > low && bend < high) consider(bend);
    return best;
  }
}
