import { bestSets } from './best-sets.js';
import type { ByRep } from './by-rep.js';
import type { Cuts } from './cuts.js';
import { sharedReps, type Tied, tiesOf } from './families.js';
import { leastOfLoad } from './load-least.js';
import { loadRanges } from './load-ranges.js';
import { epsilon, LowerSum } from './lower-sum.js';
import type { OpenReps } from './open-reps.js';
import { type Costs, PricedUnits } from './priced-units.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/** A unit held to some of its open reps. */
export interface HeldUnit {
  readonly unit: number;
  readonly reps: Int32Array;
}

/** B(y) of docs/certificate.md, for one problem and the loads of its certificate. */
export class LowerBounds {
  readonly #units: Units;
  readonly #loads: Slots;
  readonly #cuts: Cuts;

  constructor(units: Units, loads: Slots, cuts: Cuts) {
    this.#units = units;
    this.#loads = loads;
    this.#cuts = cuts;
  }

  /**
   * What every plan costs at least that places each unit at one of its open
   * reps, by these prices (one a slot, then one a cut), less what rounding can have added.
   * Infinity: there is no such plan, since a unit has no rep left or some load
   * no value that keeps its must bounds.
   */
  of(costs: Costs, prices: Float64Array, open: OpenReps): number {
    return this.within(costs, prices, open, []).all;
  }

  /** The same, and for each of some units what plans cost that place it at one of the reps named for it. */
  within(
    costs: Costs,
    prices: Float64Array,
    open: OpenReps,
    held: readonly HeldUnit[],
    byRep?: ByRep,
  ): { readonly all: number; readonly held: readonly number[] } {
    const { slots, leaving } = this.#loads;
    const inGrid = new Set(byRep?.grids.map((grid) => grid?.slot));
    const none = { all: Infinity, held: held.map(() => Infinity) };
    for (let unit = 0; unit < this.#units.count; unit++) {
      if (open.of(unit).length === 0) return none;
    }
    const ranges = loadRanges(this.#units, this.#loads, open);
    const { low, high } = ranges;
    const sum = new LowerSum();
    sum.add(costs.constant - Math.abs(costs.constant) * this.#units.accounts.length * epsilon);
    for (let slot = 0; slot < slots.length; slot++) {
      const range = { low: low[slot], high: high[slot] };
      const cut = { charges: this.#cuts.charges[slot], prices: prices.subarray(slots.length) };
      const least = leastOfLoad(costs.load[slot], prices[slot], slots[slot], range, cut);
      if (least === Infinity) return none;
      if (!inGrid.has(slot)) sum.add(least);
      const always = prices[slot] * leaving.always[slot];
      sum.add(always - Math.abs(always) * this.#units.accounts.length * epsilon);
    }
    for (let cut = 0; cut < this.#cuts.count; cut++) {
      sum.add(prices[slots.length + cut] * this.#cuts.constant[cut]);
    }
    const priced = new PricedUnits(this.#units, this.#loads, this.#cuts, costs, prices);
    const { certain, ties } = tiesOf(costs.families, open);
    sum.add(certain - certain * costs.families.length * epsilon);
    if (byRep !== undefined) {
      const context = { open, ranges, priced, costs, prices };
      const parts = { units: this.#units, loads: this.#loads, cuts: this.#cuts };
      const sets = bestSets({ ...context, ...parts }, byRep, held);
      if (sets.leasts.includes(Infinity)) return none;
      for (const least of sets.leasts) sum.add(least);
      const all = sum.value();
      return { all, held: sets.held.map((added) => all + added) };
    }
    const tied = new Set<number>();
    for (const tie of ties) {
      sum.add(leastOfTied(tie, priced, open));
      for (const unit of tie.units) tied.add(unit);
    }
    for (let unit = 0; unit < this.#units.count; unit++) {
      if (!tied.has(unit)) sum.add(priced.least(unit, open.of(unit)));
    }
    return {
      all: sum.value(),
      held: held.map(({ unit, reps }) =>
        tied.has(unit)
          ? this.of(costs, prices, open.with(new Map([[unit, reps]])))
          : sum.value({ of: priced.least(unit, open.of(unit)), by: priced.least(unit, reps) }),
      ),
    };
  }
}

/** All at one rep they share, or each at its own least and the least split cost on top. */
function leastOfTied({ units, leastCost }: Tied, priced: PricedUnits, open: OpenReps): number {
  const apart = new LowerSum();
  apart.add(leastCost);
  for (const unit of units) apart.add(priced.least(unit, open.of(unit)));
  let least = apart.value();
  for (const rep of sharedReps(units, open)) {
    const together = new LowerSum();
    for (const unit of units) together.add(priced.at(unit, rep));
    least = Math.min(least, together.value());
  }
  return least;
}
