import type { Layout } from '../model/layout.js';
import { type LoadRanges, loadRanges, type OpenReps, type UnitLists } from '../model/open-reps.js';
import { allUnits, type UnitSample } from '../model/unit-sample.js';
import { NearestReps } from './nearest-reps.js';
import { PricedLoads } from './priced-loads.js';
import { type TiedUnits, type Ties, tieUp } from './ties.js';

/** Some of the units, some of their reps, or both: enough for an estimate. */
export interface PartOfProgram {
  readonly sample?: UnitSample;
  readonly lists?: UnitLists;
  readonly ranges: LoadRanges;
}

/**
 * The bound of bound.ts as a concave function of the prices, in the fast form
 * that price ascent needs: its value to rounding, who is cheapest for each
 * unit, and a supergradient. Not the authority: what is published comes from
 * bound.ts. Over a part of the program it is an estimate.
 */
export class DualFunction {
  readonly layout: Layout;
  /** The rep each unit takes at the last prices. */
  readonly choice: Int32Array;
  /** Load less cheapest load, by slot. */
  readonly gradient: Float64Array;
  open: OpenReps;
  ranges: LoadRanges;
  ties: Ties;
  readonly #sample: UnitSample;
  /** Linear costs by entry of the open lists, where these are a part. */
  readonly #listedCost: Float64Array | undefined;
  readonly #minimum: Float64Array;
  readonly #repPrices: Float64Array;
  readonly #loads: PricedLoads;
  readonly #row: Float64Array;
  /** Where costs are neither listed nor in a table. */
  #nearest: NearestReps | undefined;
  readonly #nearestRep = new Int32Array(1);
  readonly #nearestCost = new Float64Array(1);

  constructor(layout: Layout, open: OpenReps, part?: PartOfProgram) {
    this.layout = layout;
    this.open = part?.lists?.open ?? open;
    this.ranges = part?.ranges ?? loadRanges(layout, open);
    this.ties = part === undefined ? tieUp(layout.program, open) : untied(layout);
    this.#sample = part?.sample ?? allUnits(layout);
    this.#listedCost = part?.lists?.cost;
    this.choice = new Int32Array(layout.unitCount);
    this.gradient = new Float64Array(layout.slotCount);
    this.#minimum = new Float64Array(layout.unitCount);
    this.#repPrices = new Float64Array(layout.loadCount * layout.repCount);
    this.#loads = new PricedLoads(layout);
    this.#row = new Float64Array(layout.repCount);
    this.#nearest = this.#findNearest();
  }

  /** Looks at other open reps from now on. */
  restrict(open: OpenReps): void {
    this.open = open;
    this.ranges = loadRanges(this.layout, open);
    this.ties = tieUp(this.layout.program, open);
    this.#nearest = this.#findNearest();
  }

  #findNearest(): NearestReps | undefined {
    const isPart = this.#listedCost !== undefined || this.layout.costs.table !== undefined;
    return isPart ? undefined : new NearestReps(this.layout, this.open);
  }

  /** True when some load cannot keep its must bounds whatever is chosen. */
  isEmpty(): boolean {
    for (let s = 0; s < this.layout.slotCount; s++) {
      if (this.ranges.low[s] > this.ranges.high[s]) return true;
    }
    return false;
  }

  /** Takes prices for `reducedCosts`, without an evaluation. */
  setPrices(prices: Float64Array): void {
    this.#priceReps(prices);
  }

  evaluate(prices: Float64Array): number {
    const { slotCount, curves, leavingTotal, program, cuts } = this.layout;
    const loadSlots = cuts?.first ?? slotCount;
    const { units, weight } = this.#sample;
    this.#priceReps(prices);
    this.#chooseCheapest(prices);
    let value = program.constant + this.ties.certainCost;
    for (let i = 0; i < units.length; i++) value += weight[i] * this.#minimum[units[i]];
    for (const tied of this.ties.components) value += this.#keepTogether(tied, prices);
    this.#sumLoads();
    for (let s = 0; s < loadSlots; s++) {
      const price = prices[s];
      const low = this.ranges.low[s];
      const high = this.ranges.high[s];
      let load: number;
      if (cuts?.touch(s) === true) {
        load = cuts.cheapestLoad(curves, s, prices, low, high);
        value -= cuts.at(s, load, prices);
        cuts.charge(s, load, this.gradient, -1);
      } else load = curves.cheapestLoad(s, price, low, high);
      value += curves.at(s, load) - price * load + price * leavingTotal[s];
      this.gradient[s] -= load;
    }
    for (let s = loadSlots; s < slotCount; s++) value += prices[s] * leavingTotal[s];
    return value;
  }

  /** The reduced cost of a unit at every open rep at the prices evaluated or set last, in `row` by rep. */
  reducedCosts(unit: number, prices: Float64Array, row: Float64Array): void {
    this.#fillReduced(unit, prices, row);
  }

  #fillReduced(unit: number, prices: Float64Array, row: Float64Array): void {
    const { repCount, brings, costs, stays } = this.layout;
    const { reps, start, end } = this.open;
    const repPrices = this.#repPrices;
    if (this.#listedCost !== undefined) {
      for (let i = start[unit]; i < end[unit]; i++) row[reps[i]] = this.#listedCost[i];
    } else if (costs.table !== undefined) {
      const base = unit * repCount;
      for (let i = start[unit]; i < end[unit]; i++) row[reps[i]] = costs.table[base + reps[i]];
    } else {
      for (let i = start[unit]; i < end[unit]; i++) row[reps[i]] = costs.at(unit, reps[i]);
    }
    for (let b = brings.start[unit]; b < brings.start[unit + 1]; b++) {
      const amount = brings.amount[b];
      const base = brings.load[b] * repCount;
      for (let i = start[unit]; i < end[unit]; i++) {
        row[reps[i]] += amount * repPrices[base + reps[i]];
      }
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      row[stays.rep[e]] -= prices[stays.slot[e]] * stays.amount[e];
    }
  }

  minimumOf(unit: number): number {
    return this.#minimum[unit];
  }

  #priceReps(prices: Float64Array): void {
    this.#nearest?.setPrices(prices);
    const { slotOf } = this.layout;
    for (let i = 0; i < slotOf.length; i++) {
      this.#repPrices[i] = slotOf[i] < 0 ? 0 : prices[slotOf[i]];
    }
    this.#loads.setPrices(prices);
  }

  #chooseCheapest(prices: Float64Array): void {
    const { repCount, loadCount, amounts, brings, costs, stays } = this.layout;
    const { reps, start, end } = this.open;
    const { units } = this.#sample;
    const { table } = costs;
    const listedCost = this.#listedCost;
    const row = this.#row;
    const repPrices = this.#repPrices;
    const pricesByRep = this.#loads.byRep;
    for (let n = 0; n < units.length; n++) {
      const u = units[n];
      let least = Infinity;
      let rep = reps[start[u]];
      const isPlain = loadCount === 2 && stays.start[u] === stays.start[u + 1];
      if (isPlain && listedCost !== undefined) {
        const first = amounts[2 * u];
        const second = amounts[2 * u + 1];
        for (let i = start[u]; i < end[u]; i++) {
          const j = reps[i];
          const cost = listedCost[i] + first * repPrices[j] + second * repPrices[repCount + j];
          if (cost < least) {
            least = cost;
            rep = j;
          }
        }
      } else if (isPlain && table !== undefined) {
        const first = amounts[2 * u];
        const second = amounts[2 * u + 1];
        const base = u * repCount;
        for (let i = start[u]; i < end[u]; i++) {
          const j = reps[i];
          const cost = table[base + j] + first * repPrices[j] + second * repPrices[repCount + j];
          if (cost < least) {
            least = cost;
            rep = j;
          }
        }
      } else if (listedCost !== undefined || table !== undefined) {
        const from = start[u];
        const count = end[u] - from;
        const base = u * repCount;
        const first = brings.start[u];
        const last = brings.start[u + 1];
        for (let k = from; k < from + count; k++) {
          const j = reps[k];
          let cost = listedCost !== undefined ? listedCost[k] : (table?.[base + j] ?? 0);
          const ownPrices = j * loadCount;
          for (let b = first; b < last; b++) {
            cost += brings.amount[b] * pricesByRep[ownPrices + brings.load[b]];
          }
          row[j] = cost;
        }
        for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
          row[stays.rep[e]] -= prices[stays.slot[e]] * stays.amount[e];
        }
        for (let k = from; k < from + count; k++) {
          if (row[reps[k]] < least) {
            least = row[reps[k]];
            rep = reps[k];
          }
        }
      } else {
        this.#nearest?.find(u, 1, this.#nearestRep, this.#nearestCost);
        least = this.#nearestCost[0];
        rep = this.#nearestRep[0];
      }
      this.#minimum[u] = least;
      this.choice[u] = rep;
    }
  }

  /** What being tied adds to the units' own minima; see tiedMinimum in bound.ts. */
  #keepTogether(tied: TiedUnits, prices: Float64Array): number {
    const { repCount } = this.layout;
    const sum = new Float64Array(repCount);
    const count = new Int32Array(repCount);
    const row = this.#row;
    let apart = 0;
    for (const u of tied.units) {
      apart += this.#minimum[u];
      this.reducedCosts(u, prices, row);
      for (let i = this.open.start[u]; i < this.open.end[u]; i++) {
        const rep = this.open.reps[i];
        sum[rep] += row[rep];
        count[rep]++;
      }
    }
    let least = apart + tied.leastSplitCost;
    let together = -1;
    for (let rep = 0; rep < repCount; rep++) {
      if (count[rep] === tied.units.length && sum[rep] < least) {
        least = sum[rep];
        together = rep;
      }
    }
    if (together >= 0) for (const u of tied.units) this.choice[u] = together;
    return least - apart;
  }

  #sumLoads(): void {
    const { repCount, brings, slotOf, stays, leavingTotal } = this.layout;
    const { gradient, choice } = this;
    const { units, weight } = this.#sample;
    gradient.set(leavingTotal);
    for (let n = 0; n < units.length; n++) {
      const u = units[n];
      const rep = choice[u];
      for (let b = brings.start[u]; b < brings.start[u + 1]; b++) {
        const slot = slotOf[brings.load[b] * repCount + rep];
        if (slot >= 0) gradient[slot] += weight[n] * brings.amount[b];
      }
      for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
        if (stays.rep[e] === rep) gradient[stays.slot[e]] -= weight[n] * stays.amount[e];
      }
    }
  }
}

/** Families are left out of parts. */
function untied(layout: Layout): Ties {
  return { certainCost: 0, components: [], isTied: new Uint8Array(layout.unitCount) };
}
