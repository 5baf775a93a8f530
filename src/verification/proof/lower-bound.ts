import { type Family, sharedReps, type Tied, tiesOf } from './families.js';
import type { Group } from './load-meaning.js';
import { loadRanges } from './load-ranges.js';
import type { OpenReps } from './open-reps.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/** What plans cost: the objective, or a part of it. */
export interface Costs {
  readonly constant: number;
  /** Of a unit at a rep, whatever the others do; undefined: nothing. */
  readonly linear: ((unit: number, rep: number) => number) | undefined;
  /** By slot. */
  readonly load: readonly Pick<Group, 'cost' | 'bends'>[];
  readonly families: readonly Family[];
}

/** What a sum comes to, and the most that roundings of its terms can. */
export interface LowerBound {
  readonly value: number;
  readonly rounding: number;
}

/** B(y) of docs/certificate.md, for one problem and the loads of its certificate. */
export class LowerBounds {
  readonly #units: Units;
  readonly #loads: Slots;

  constructor(units: Units, loads: Slots) {
    this.#units = units;
    this.#loads = loads;
  }

  /**
   * What every plan costs at least that places each unit at one of its open
   * reps, by these prices (one a slot). Infinity: some load has no value that
   * keeps its must bounds.
   */
  of(costs: Costs, prices: Float64Array, open: OpenReps): LowerBound {
    return this.within(costs, prices, open, []).all;
  }

  /** The same, and for each of some units what plans cost that place it at one of the reps named for it. */
  within(
    costs: Costs,
    prices: Float64Array,
    open: OpenReps,
    held: readonly { readonly unit: number; readonly reps: Int32Array }[],
  ): { readonly all: LowerBound; readonly held: readonly number[] } {
    const { slots, leaving } = this.#loads;
    const { low, high } = loadRanges(this.#units, this.#loads, open);
    let sum = costs.constant;
    let size = Math.abs(sum);
    const add = (term: number): void => {
      sum += term;
      size += Math.abs(term);
    };
    for (let slot = 0; slot < slots.length; slot++) {
      const { meaning, step } = slots[slot];
      const range = {
        low: Math.max(low[slot], meaning.least),
        high: Math.min(high[slot], meaning.most),
      };
      add(leastOfLoad(costs.load[slot], prices[slot], step, range));
      add(prices[slot] * leaving.always[slot]);
    }
    const priced = new PricedUnits(this.#loads, costs, prices);
    const { certain, ties } = tiesOf(costs.families, open);
    add(certain);
    const tied = new Set<number>();
    for (const tie of ties) {
      add(leastOfTied(tie, priced, open));
      for (const unit of tie.units) tied.add(unit);
    }
    for (let unit = 0; unit < this.#units.count; unit++) {
      if (!tied.has(unit)) add(priced.least(unit, open.of(unit)));
    }
    const all = { value: sum, rounding: size * (this.#units.count + slots.length + 16) * 2 ** -52 };
    return {
      all,
      held: held.map(({ unit, reps }) =>
        tied.has(unit)
          ? this.of(costs, prices, open.with(new Map([[unit, reps]]))).value
          : sum - priced.least(unit, open.of(unit)) + priced.least(unit, reps),
      ),
    };
  }
}

/** Units at reps with what they bring to the loads priced in. */
class PricedUnits {
  readonly #loads: Slots;
  readonly #linear: Costs['linear'];
  readonly #prices: Float64Array;
  /** By rep and column of amounts. */
  readonly #pricesOfRep: Float64Array;

  constructor(loads: Slots, { linear }: Costs, prices: Float64Array) {
    this.#loads = loads;
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
    let cost = this.#linear === undefined ? 0 : this.#linear(unit, rep);
    for (let column = 0; column < columns; column++) {
      cost += amounts[unit * columns + column] * this.#pricesOfRep[rep * columns + column];
    }
    for (let e = leaving.start[unit]; e < leaving.start[unit + 1]; e++) {
      if (leaving.owner[e] !== rep) cost += this.#prices[leaving.slot[e]] * leaving.amount[e];
    }
    return cost;
  }

  least(unit: number, reps: Int32Array): number {
    let least = Infinity;
    for (let i = 0; i < reps.length; i++) least = Math.min(least, this.at(unit, reps[i]));
    return least;
  }
}

/** All at one rep they share, or each at its own least and the least split cost on top. */
function leastOfTied({ units, leastCost }: Tied, priced: PricedUnits, open: OpenReps): number {
  let least = leastCost;
  for (const unit of units) least += priced.least(unit, open.of(unit));
  for (const rep of sharedReps(units, open)) {
    let together = 0;
    for (const unit of units) together += priced.at(unit, rep);
    least = Math.min(least, together);
  }
  return least;
}

/** How far off a multiple of its step a bound may be by rounding, in steps. */
const roundingOfSteps = 1e-12;

/** The least of f(L) − y · L over every attainable L; f is convex, so its bends and the ends will do. */
function leastOfLoad(
  { cost, bends }: Pick<Group, 'cost' | 'bends'>,
  price: number,
  step: number,
  { low, high }: { readonly low: number; readonly high: number },
): number {
  if (low > high) return Infinity;
  let least = Infinity;
  const consider = (load: number): void => {
    least = Math.min(least, cost(load) - price * load);
  };
  if (step > 0) {
    const first = Math.ceil(low / step - roundingOfSteps);
    const last = Math.floor(high / step + roundingOfSteps);
    if (first > last) return Infinity;
    for (const load of [low, high, ...bends]) {
      for (const multiple of [Math.floor(load / step), Math.ceil(load / step)]) {
        consider(Math.min(last, Math.max(first, multiple)) * step);
      }
    }
    return least;
  }
  consider(low);
  consider(high);
  for (const bend of bends) if (bend > low && bend < high) consider(bend);
  return least;
}
