import { loadsOf } from '../model/evaluate.js';
import type { Layout } from '../model/layout.js';
import type { Curves } from '../model/load-cost.js';
import type { LoadRanges } from '../model/open-reps.js';
import { type Candidates, excessAt } from './candidates.js';
import { FamilyCosts } from './family-costs.js';
import { Members } from './members.js';

/**
 * A placement that can be changed, with its loads and what they cost under the
 * current search curves. What a change would cost is answered without making it.
 */
export class SearchState {
  readonly layout: Layout;
  readonly place: Int32Array;
  readonly load: Float64Array;
  readonly members: Members;
  curves: Curves;
  readonly #slotCost: Float64Array;
  readonly #table: Float64Array | undefined;
  readonly #candidates: Candidates | undefined;
  /** Linear cost of each unit where it is. */
  readonly #linearNow: Float64Array;
  /** By unit, how much dearer its rep is than its cheapest at the prices; Infinity where that is not known. */
  readonly excess: Float64Array;
  /** By slot, what it costs above the least it could at the prices. */
  readonly #slack: Float64Array;
  readonly #price: Float64Array;
  readonly #least: Float64Array;
  readonly #repCount: number;
  readonly #loadStart: Int32Array;
  readonly #loads: Int32Array;
  readonly #amounts: Float64Array;
  readonly #slotsAt: { readonly start: Int32Array; readonly slot: Int32Array };
  readonly #slotOf: Int32Array;
  readonly #stayStart: Int32Array;
  readonly #familyStart: Int32Array;
  readonly #families: FamilyCosts;
  /** Changes of leaving slots by one move, netted. */
  readonly #changedSlot: Int32Array;
  readonly #changedBy: Float64Array;
  #changedCount = 0;

  constructor(layout: Layout, placement: Int32Array, curves: Curves, candidates?: Candidates) {
    this.layout = layout;
    this.place = Int32Array.from(placement);
    this.load = loadsOf(layout, this.place);
    this.members = new Members(layout.repCount, this.place);
    this.#slotCost = new Float64Array(layout.slotCount);
    this.#table = layout.costs.table;
    this.#candidates = candidates;
    this.#repCount = layout.repCount;
    this.#loadStart = layout.brings.start;
    this.#loads = layout.brings.load;
    this.#amounts = layout.brings.amount;
    this.#slotsAt = slotsByRep(layout);
    this.#slotOf = layout.slotOf;
    this.#stayStart = layout.stays.start;
    this.#familyStart = layout.familiesOf.start;
    this.#families = new FamilyCosts(layout, this.place);
    const mostStays = 2 * mostEntries(layout.stays.start);
    this.#changedSlot = new Int32Array(mostStays);
    this.#changedBy = new Float64Array(mostStays);
    this.#linearNow = new Float64Array(layout.unitCount);
    this.excess = new Float64Array(layout.unitCount).fill(Infinity);
    this.#slack = new Float64Array(layout.slotCount).fill(Infinity);
    this.#price = new Float64Array(layout.slotCount);
    this.#least = new Float64Array(layout.slotCount).fill(-Infinity);
    this.#readLinearCosts();
    this.curves = curves;
    this.view(curves);
  }

  /** Takes new curves, and sums the loads afresh so that rounding cannot pile up. */
  view(curves: Curves): void {
    this.curves = curves;
    this.load.set(loadsOf(this.layout, this.place));
    for (let s = 0; s < this.#slotCost.length; s++) {
      this.#slotCost[s] = curves.at(s, this.load[s]);
      this.#slack[s] = this.#slotCost[s] - this.#price[s] * this.load[s] - this.#least[s];
    }
  }

  /**
   * Takes curves with the prices they are judged at. From then on `slackOf`
   * and `excess` tell what a move can gain at most: a placement costs its
   * bound, the excess of its units and the slack of its loads, all ≥ 0.
   */
  viewAt(curves: Curves, prices: Float64Array, ranges: LoadRanges): void {
    this.#price.set(prices);
    for (let s = 0; s < prices.length; s++) {
      const load = curves.cheapestLoad(s, prices[s], ranges.low[s], ranges.high[s]);
      this.#least[s] = curves.at(s, load) - prices[s] * load;
    }
    this.view(curves);
  }

  /** What the loads that a unit at this rep counts in could gain at most. */
  slackOf(rep: number): number {
    let slack = 0;
    const { start, slot } = this.#slotsAt;
    for (let i = start[rep]; i < start[rep + 1]; i++) slack += this.#slack[slot[i]];
    return slack;
  }

  /** And the leaving loads of a unit. */
  slackOfLeaving(unit: number): number {
    const { start, slot } = this.layout.stays;
    let slack = 0;
    for (let e = start[unit]; e < start[unit + 1]; e++) slack += this.#slack[slot[e]];
    return slack;
  }

  /** Starts again from another placement. */
  reset(placement: Int32Array): void {
    this.place.set(placement);
    this.members.fill(this.place);
    this.#families.recount();
    this.#readLinearCosts();
    this.view(this.curves);
  }

  linear(unit: number, rep: number): number {
    if (this.#table !== undefined) return this.#table[unit * this.#repCount + rep];
    if (this.#candidates !== undefined) {
      const { width, count, rep: reps, cost } = this.#candidates;
      const base = unit * width;
      const end = base + count[unit];
      for (let i = base; i < end; i++) if (reps[i] === rep) return cost[i];
    }
    return this.layout.costs.at(unit, rep);
  }

  #readLinearCosts(): void {
    for (let u = 0; u < this.place.length; u++) this.#note(u, this.place[u]);
  }

  /** What a unit costs at its rep, and above its cheapest. */
  #note(unit: number, rep: number): void {
    this.#linearNow[unit] = this.linear(unit, rep);
    if (this.#candidates === undefined) return;
    this.excess[unit] = excessAt(this.#candidates, unit, rep);
  }

  /** The cost of everything, linear costs and families included, from scratch. */
  total(): number {
    let sum = this.layout.program.constant;
    for (let u = 0; u < this.place.length; u++) sum += this.#linearNow[u];
    for (let s = 0; s < this.load.length; s++) sum += this.curves.at(s, this.load[s]);
    return sum + this.#families.total();
  }

  slotCost(slot: number): number {
    return this.#slotCost[slot];
  }

  /** What moving `unit` to `rep` would add; Infinity where the rep may not take it. */
  relocateDelta(unit: number, rep: number): number {
    const from = this.place[unit];
    let delta = this.linear(unit, rep) - this.#linearNow[unit];
    if (delta === Infinity) return Infinity;
    const end = this.#loadStart[unit + 1];
    for (let i = this.#loadStart[unit]; i < end; i++) {
      delta += this.#shiftDelta(this.#loads[i], from, rep, this.#amounts[i]);
    }
    if (this.#stayStart[unit] !== this.#stayStart[unit + 1]) {
      delta += this.#leavingDelta(unit, rep, -1, -1);
    }
    if (this.#familyStart[unit] !== this.#familyStart[unit + 1]) {
      delta += this.#families.delta(unit, rep, -1, -1);
    }
    return delta;
  }

  /** What exchanging the places of two units would add; Infinity where a rep may not take its new one. */
  swapDelta(unit: number, other: number): number {
    const a = this.place[unit];
    const b = this.place[other];
    let delta =
      this.linear(unit, b) + this.linear(other, a) - this.#linearNow[unit] - this.#linearNow[other];
    if (delta === Infinity) return Infinity;
    let i = this.#loadStart[unit];
    let k = this.#loadStart[other];
    const end = this.#loadStart[unit + 1];
    const otherEnd = this.#loadStart[other + 1];
    while (i < end || k < otherEnd) {
      const own = i < end ? this.#loads[i] : none;
      const theirs = k < otherEnd ? this.#loads[k] : none;
      let amount = 0;
      if (own <= theirs) amount = this.#amounts[i++];
      if (theirs <= own) amount -= this.#amounts[k++];
      if (amount !== 0) delta += this.#shiftDelta(own < theirs ? own : theirs, a, b, amount);
    }
    if (
      this.#stayStart[unit] !== this.#stayStart[unit + 1] ||
      this.#stayStart[other] !== this.#stayStart[other + 1]
    ) {
      delta += this.#leavingDelta(unit, b, other, a);
    }
    if (
      this.#familyStart[unit] !== this.#familyStart[unit + 1] ||
      this.#familyStart[other] !== this.#familyStart[other + 1]
    ) {
      delta += this.#families.delta(unit, b, other, a);
    }
    return delta;
  }

  relocate(unit: number, rep: number): void {
    const from = this.place[unit];
    if (from === rep) return;
    const { stays } = this.layout;
    for (let i = this.#loadStart[unit]; i < this.#loadStart[unit + 1]; i++) {
      const base = this.#loads[i] * this.#repCount;
      this.#add(this.#slotOf[base + from], -this.#amounts[i]);
      this.#add(this.#slotOf[base + rep], this.#amounts[i]);
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] === from) this.#add(stays.slot[e], stays.amount[e]);
      else if (stays.rep[e] === rep) this.#add(stays.slot[e], -stays.amount[e]);
    }
    this.place[unit] = rep;
    if (this.#familyStart[unit] !== this.#familyStart[unit + 1]) {
      this.#families.move(unit, from, rep);
    }
    this.#note(unit, rep);
    this.members.move(unit, from, rep);
  }

  swap(unit: number, other: number): void {
    const a = this.place[unit];
    this.relocate(unit, this.place[other]);
    this.relocate(other, a);
  }

  #add(slot: number, amount: number): void {
    if (slot < 0) return;
    this.load[slot] += amount;
    this.#slotCost[slot] = this.curves.at(slot, this.load[slot]);
    this.#slack[slot] =
      this.#slotCost[slot] - this.#price[slot] * this.load[slot] - this.#least[slot];
  }

  /** What moving `amount` of load l from one rep to another adds. */
  #shiftDelta(l: number, from: number, to: number, amount: number): number {
    const fromSlot = this.#slotOf[l * this.#repCount + from];
    const toSlot = this.#slotOf[l * this.#repCount + to];
    if (fromSlot === toSlot) return 0;
    let delta = 0;
    if (fromSlot >= 0) {
      delta += this.curves.at(fromSlot, this.load[fromSlot] - amount) - this.#slotCost[fromSlot];
    }
    if (toSlot >= 0) {
      delta += this.curves.at(toSlot, this.load[toSlot] + amount) - this.#slotCost[toSlot];
    }
    return delta;
  }

  #leavingDelta(unit: number, rep: number, other: number, otherRep: number): number {
    this.#changedCount = 0;
    this.#noteLeaving(unit, rep);
    if (other >= 0) this.#noteLeaving(other, otherRep);
    let delta = 0;
    for (let i = 0; i < this.#changedCount; i++) {
      const slot = this.#changedSlot[i];
      delta += this.curves.at(slot, this.load[slot] + this.#changedBy[i]) - this.#slotCost[slot];
    }
    return delta;
  }

  #noteLeaving(unit: number, rep: number): void {
    const { stays } = this.layout;
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      const owner = stays.rep[e];
      const change =
        owner === this.place[unit] ? stays.amount[e] : owner === rep ? -stays.amount[e] : 0;
      if (change === 0) continue;
      let at = 0;
      while (at < this.#changedCount && this.#changedSlot[at] !== stays.slot[e]) at++;
      if (at === this.#changedCount) {
        this.#changedSlot[at] = stays.slot[e];
        this.#changedBy[at] = 0;
        this.#changedCount++;
      }
      this.#changedBy[at] += change;
    }
  }
}

/** After every load. */
const none = 2 ** 31 - 1;

/** Slots that count what a rep gets: those of rep j are start[j] … start[j+1]-1, in the order of loads. */
function slotsByRep({ loadCount, repCount, slotOf }: Layout): {
  readonly start: Int32Array;
  readonly slot: Int32Array;
} {
  const start = new Int32Array(repCount + 1);
  const found: number[] = [];
  for (let j = 0; j < repCount; j++) {
    for (let l = 0; l < loadCount; l++) {
      const slot = slotOf[l * repCount + j];
      if (slot >= 0) found.push(slot);
    }
    start[j + 1] = found.length;
  }
  return { start, slot: Int32Array.from(found) };
}

/** The most entries that any unit has. */
function mostEntries(start: Int32Array): number {
  let most = 0;
  for (let u = 0; u + 1 < start.length; u++) most = Math.max(most, start[u + 1] - start[u]);
  return most;
}
