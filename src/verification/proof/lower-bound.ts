import type { Cuts } from './cuts.js';
import { type Family, sharedReps, type Tied, tiesOf } from './families.js';
import type { Group } from './load-meaning.js';
import { loadRanges } from './load-ranges.js';
import { epsilon, LowerSum, orNothing } from './lower-sum.js';
import type { OpenReps } from './open-reps.js';
import type { Slot, Slots } from './slots.js';
import type { Units } from './units.js';

/** What a load costs by what comes together in it. */
export type LoadCost = Pick<Group, 'cost' | 'bends' | 'steepest'>;

/** What plans cost: the objective, or a part of it. */
export interface Costs {
  readonly constant: number;
  /** Of a unit at a rep, whatever the others do; undefined: nothing. */
  readonly linear: ((unit: number, rep: number) => number) | undefined;
  /** By slot. */
  readonly load: readonly LoadCost[];
  readonly families: readonly Family[];
}

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
  ): { readonly all: number; readonly held: readonly number[] } {
    const { slots, leaving } = this.#loads;
    const none = { all: Infinity, held: held.map(() => Infinity) };
    for (let unit = 0; unit < this.#units.count; unit++) {
      if (open.of(unit).length === 0) return none;
    }
    const { low, high } = loadRanges(this.#units, this.#loads, open);
    const sum = new LowerSum();
    sum.add(costs.constant - Math.abs(costs.constant) * this.#units.accounts.length * epsilon);
    for (let slot = 0; slot < slots.length; slot++) {
      const range = { low: low[slot], high: high[slot] };
      const cut = { charges: this.#cuts.charges[slot], prices: prices.subarray(slots.length) };
      const least = leastOfLoad(costs.load[slot], prices[slot], slots[slot], range, cut);
      if (least === Infinity) return none;
      sum.add(least);
      const always = prices[slot] * leaving.always[slot];
      sum.add(always - Math.abs(always) * this.#units.accounts.length * epsilon);
    }
    for (let cut = 0; cut < this.#cuts.count; cut++) {
      sum.add(prices[slots.length + cut] * this.#cuts.constant[cut]);
    }
    const priced = new PricedUnits(this.#units, this.#loads, this.#cuts, costs, prices);
    const { certain, ties } = tiesOf(costs.families, open);
    sum.add(certain - certain * costs.families.length * epsilon);
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

/** Units at reps with what they bring to the loads priced in, each less what its own rounding can have added. */
class PricedUnits {
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

/** Of more multiples than this, doubles no longer tell one from the next. */
const mostMultiples = 2 ** 50;

/**
 * The least of f(L) − y · L, less what cuts allow for L at their prices, over every
 * attainable L, and less what rounding can have added. It is straight between the
 * bends of f, those of cuts and the ends, so these will do. Infinity: no
 * attainable L keeps the must bounds.
 */
function leastOfLoad(
  { cost, bends, steepest }: LoadCost,
  price: number,
  { meaning, step, offStep }: Slot,
  range: { readonly low: number; readonly high: number },
  cut: { readonly charges: Cuts['charges'][number]; readonly prices: Float64Array },
): number {
  const low = Math.max(range.low, meaning.least - Math.abs(meaning.least) * 4 * epsilon);
  const high = Math.min(range.high, meaning.most + Math.abs(meaning.most) * 4 * epsilon);
  if (low > high) return Infinity;
  // A cost that is flat is right wherever its bends are.
  const bent = steepest === 0 ? 0 : bends.reduce((most, bend) => Math.max(most, Math.abs(bend)), 0);
  let least = Infinity;
  const consider = (load: number): void => {
    let size = Math.abs(price * load) + steepest * (Math.abs(load) + bent);
    let allowed = 0;
    for (const { cut: index, bend, under, over } of cut.charges) {
      const off = load < bend ? under * (bend - load) : over * (load - bend);
      allowed += cut.prices[index] * off;
      size += cut.prices[index] * (under + over) * (Math.abs(load) + Math.abs(bend));
    }
    const roundings = 4 + cut.charges.length;
    const value = orNothing(cost(load) - price * load - allowed - size * roundings * epsilon);
    least = Math.min(least, value);
  };
  const all = [...bends, ...cut.charges.map(({ bend }) => bend)];
  const ends = [low, high, ...all.filter((bend) => bend > low && bend < high)];
  if (step === 0 || Math.max(Math.abs(low), Math.abs(high)) / step >= mostMultiples) {
    for (const load of ends) consider(load);
    return least;
  }
  // Sums of amounts that are multiples but for a rounding are so but for the sum of these.
  const inSteps = (load: number, off: number): number => load / step + off / step;
  const first = Math.ceil(inSteps(low, -offStep) - roundingOf(low / step));
  const last = Math.floor(inSteps(high, offStep) + roundingOf(high / step));
  if (first > last) return Infinity;
  for (const load of ends) {
    for (const multiple of [Math.floor(load / step), Math.ceil(load / step)]) {
      const near = Math.min(last, Math.max(first, multiple)) * step;
      consider(near);
      consider(near - offStep);
      consider(near + offStep);
      if (Math.abs(load - near) <= offStep) consider(load);
    }
  }
  return least;
}

/** How far off a quotient may be by rounding, in steps. */
function roundingOf(quotient: number): number {
  return 1e-12 + Math.abs(quotient) * 4 * epsilon;
}
