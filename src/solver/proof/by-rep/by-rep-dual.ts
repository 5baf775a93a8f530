import { tieUp } from '../../bound/ties.js';
import type { Layout } from '../../model/layout.js';
import { type LoadRanges, loadRanges, type OpenReps } from '../../model/open-reps.js';
import type { RepGrid } from '../../model/program.js';
import { BestSet } from './best-set.js';
import { choicesByRep, type RepChoices } from './rep-choices.js';

/** One rep's units with what they bring to its priced loads. */
interface Priced {
  readonly choices: RepChoices;
  readonly linear: Float64Array;
  /** Slots with a price, and what each unit brings there. */
  readonly brought: readonly { readonly slot: number; readonly amounts: Float64Array }[];
}

/** By unit and rep, row-major: what a unit adds to the cost and the load of a set; and what loads cost. */
export interface ByRepTables {
  /** Beyond the unit's own price; Infinity where it may not go. */
  readonly cost: Float64Array;
  readonly steps: Int32Array;
  /** By rep and steps. */
  readonly end: readonly Float64Array[];
  readonly grids: readonly (RepGrid | undefined)[];
  /** Of slots. */
  readonly prices: Float64Array;
  /** By slot, the least of cost − price × load. */
  readonly least: Float64Array;
}

/**
 * The bound of by-rep-bound.ts as a concave function of the prices of units and
 * loads, in the fast form that climbing needs: its value to rounding and a
 * supergradient. Prices are one array: those of units, then those of slots.
 */
export class ByRepDual {
  readonly layout: Layout;
  readonly open: OpenReps;
  readonly grids: readonly (RepGrid | undefined)[];
  readonly ranges: LoadRanges;
  readonly gradient: Float64Array;
  readonly #priced: readonly Priced[];
  readonly #best = new BestSet();
  readonly #inGrid: Uint8Array;
  readonly #certain: number;
  /** By rep, 1 for those of its open units that are in the set found last. */
  readonly sets: readonly Uint8Array[];

  /** @param fixed prices of slots that are in grids; they stay */
  constructor(
    layout: Layout,
    open: OpenReps,
    grids: readonly (RepGrid | undefined)[],
    fixed: Float64Array,
    isPriced: (slot: number) => boolean,
  ) {
    this.layout = layout;
    this.open = open;
    this.grids = grids;
    this.ranges = loadRanges(layout, open);
    this.#certain = tieUp(layout.program, open).certainCost;
    this.#inGrid = new Uint8Array(layout.slotCount);
    for (const grid of grids) if (grid !== undefined) this.#inGrid[grid.slot] = 1;
    const { loadCount, repCount, amounts, slotOf, costs, unitCount } = layout;
    this.#priced = choicesByRep(layout, open, this.ranges, fixed, grids).map((choices, rep) => {
      const brought: { slot: number; amounts: Float64Array }[] = [];
      for (let l = 0; l < loadCount; l++) {
        const slot = slotOf[l * repCount + rep];
        if (slot < 0 || !isPriced(slot)) continue;
        const own = Float64Array.from(choices.units, (u) => amounts[u * loadCount + l]);
        if (own.some((amount) => amount !== 0)) brought.push({ slot, amounts: own });
      }
      return {
        choices,
        linear: Float64Array.from(choices.units, (u) => costs.at(u, rep)),
        brought,
      };
    });
    this.sets = this.#priced.map(({ choices }) => new Uint8Array(choices.count));
    this.gradient = new Float64Array(unitCount + layout.slotCount);
  }

  /** Steps of dynamic programs in one look at everything, at the most. */
  get work(): number {
    return this.#priced.reduce((sum, { choices }) => sum + choices.count * choices.end.length, 0);
  }

  isEmpty(): boolean {
    for (let s = 0; s < this.layout.slotCount; s++) {
      if (this.ranges.low[s] > this.ranges.high[s]) return true;
    }
    for (let u = 0; u < this.layout.unitCount; u++) {
      if (this.open.start[u] === this.open.end[u]) return true;
    }
    return false;
  }

  evaluate(prices: Float64Array): number {
    const { layout, gradient } = this;
    const { unitCount, slotCount, curves, leavingTotal } = layout;
    let value = layout.program.constant + this.#certain;
    for (let u = 0; u < unitCount; u++) {
      value += prices[u];
      gradient[u] = 1;
    }
    for (let s = 0; s < slotCount; s++) {
      const price = prices[unitCount + s];
      gradient[unitCount + s] = leavingTotal[s];
      value += price * leavingTotal[s];
      if (this.#inGrid[s] === 1) continue;
      const load = curves.cheapestLoad(s, price, this.ranges.low[s], this.ranges.high[s]);
      value += curves.at(s, load) - price * load;
      gradient[unitCount + s] -= load;
    }
    for (let j = 0; j < this.#priced.length; j++) value += this.#solve(j, prices);
    for (let s = 0; s < slotCount; s++) if (this.#inGrid[s] === 1) gradient[unitCount + s] = 0;
    return value;
  }

  #solve(rep: number, prices: Float64Array): number {
    const { unitCount, stays } = this.layout;
    const { gradient } = this;
    const { choices, brought } = this.#priced[rep];
    const { units, count } = choices;
    this.#price(rep, prices);
    const least = this.#best.solve(choices);
    const { taken } = this.#best;
    const set = this.sets[rep];
    for (let i = 0; i < count; i++) {
      set[i] = taken[i];
      if (taken[i] === 0) continue;
      const u = units[i];
      gradient[u]--;
      for (const { slot, amounts } of brought) gradient[unitCount + slot] += amounts[i];
      for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
        if (stays.rep[e] === rep) gradient[unitCount + stays.slot[e]] -= stays.amount[e];
      }
    }
    return least;
  }

  /** Every pair of unit and rep in the sets found last. */
  eachTaken(take: (unit: number, rep: number) => void): void {
    this.#priced.forEach(({ choices }, rep) => {
      const set = this.sets[rep];
      for (let i = 0; i < choices.count; i++) if (set[i] === 1) take(choices.units[i], rep);
    });
  }

  /** For each unit a rep whose set has it; where none has, one that is open. */
  choose(choice: Int32Array): void {
    for (let u = 0; u < choice.length; u++) choice[u] = this.open.reps[this.open.start[u]];
    this.eachTaken((unit, rep) => {
      choice[unit] = rep;
    });
  }

  /** What each unit costs the rep beyond its own price. */
  #price(rep: number, prices: Float64Array): void {
    const { unitCount, stays } = this.layout;
    const { choices, linear, brought } = this.#priced[rep];
    const { units, cost, count } = choices;
    for (let i = 0; i < count; i++) {
      const u = units[i];
      let sum = linear[i] - prices[u];
      for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
        if (stays.rep[e] === rep) sum -= prices[unitCount + stays.slot[e]] * stays.amount[e];
      }
      cost[i] = sum;
    }
    for (const { slot, amounts } of brought) {
      const price = prices[unitCount + slot];
      if (price === 0) continue;
      for (let i = 0; i < count; i++) cost[i] += price * amounts[i];
    }
  }

  /** What sets are made of at some prices. */
  tables(prices: Float64Array): ByRepTables {
    const { unitCount, repCount, slotCount, curves } = this.layout;
    const cost = new Float64Array(unitCount * repCount).fill(Infinity);
    const steps = new Int32Array(unitCount * repCount);
    this.#priced.forEach(({ choices }, rep) => {
      this.#price(rep, prices);
      choices.units.forEach((u, i) => {
        cost[u * repCount + rep] = choices.cost[i];
        steps[u * repCount + rep] = choices.steps[i];
      });
    });
    const ofSlots = prices.slice(unitCount);
    const least = Float64Array.from({ length: slotCount }, (_, s) => {
      const load = curves.cheapestLoad(s, ofSlots[s], this.ranges.low[s], this.ranges.high[s]);
      return curves.at(s, load) - ofSlots[s] * load;
    });
    const end = this.#priced.map(({ choices }) => choices.end);
    return { cost, steps, end, grids: this.grids, prices: ofSlots, least };
  }

  /**
   * For each open pair of unit and rep, by how much the value rises if the unit
   * goes there and nowhere else: row-major, Infinity where it may not go.
   */
  excess(prices: Float64Array): Float64Array {
    const { unitCount, repCount } = this.layout;
    const excess = new Float64Array(unitCount * repCount).fill(Infinity);
    const without = new Float64Array(unitCount * repCount);
    for (let j = 0; j < repCount; j++) {
      const { choices } = this.#priced[j];
      this.#price(j, prices);
      const least = this.#best.solve(choices);
      const each = this.#best.withAndWithout(choices);
      choices.units.forEach((u, i) => {
        excess[u * repCount + j] = each.with[i] - least;
        without[u * repCount + j] = Math.max(0, each.without[i] - least);
      });
    }
    for (let u = 0; u < unitCount; u++) {
      for (let j = 0; j < repCount; j++) {
        for (let k = 0; k < repCount; k++) {
          if (k !== j) excess[u * repCount + j] += without[u * repCount + k];
        }
      }
    }
    return excess;
  }
}
