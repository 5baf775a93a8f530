import type { Layout } from '../model/layout.js';
import { loadCost } from '../model/load-cost.js';
import { loadRanges, type OpenReps } from '../model/open-reps.js';
import { placementCost } from '../model/placement-cost.js';
import type { Program } from '../model/program.js';
import { NearestReps } from './nearest-reps.js';
import { tieUp } from './ties.js';

/**
 * The Lagrangian lower bound that `prices` (a multiplier by slot) prove for
 * the plans that place every unit among its open reps, by plain arithmetic:
 *
 *   constant + Σ_u min_j (linear cost + Σ price × amount)
 *            + Σ_slots min over the range of its load (cost(L) − price × L)
 *
 * with the cost of families that must split, and the units of the others taken
 * together (see `tiedMinimum`). A guard for rounding is
 * taken off, so a reader who adds in another order finds no smaller number.
 * Infinity: some load has no value that keeps its must bounds.
 */
export function lagrangianBound(layout: Layout, open: OpenReps, prices: Float64Array): number {
  return boundAndExcess(layout, open, prices, []).bound;
}

/** A unit held to some of its open reps. */
export interface HeldUnit {
  readonly unit: number;
  readonly reps: readonly number[];
}

/**
 * The bound, and the least bound over cases that each hold one untied unit to
 * some reps: the unit's minimum over all its open reps is replaced by that
 * over those.
 */
export function boundAndExcess(
  layout: Layout,
  open: OpenReps,
  prices: Float64Array,
  held: readonly HeldUnit[],
): { bound: number; leastHeld: number } {
  const ranges = loadRanges(layout, open);
  const sum = new GuardedSum();
  sum.add(layout.program.constant);
  const loadSlots = layout.cuts?.first ?? layout.slotCount;
  for (let s = 0; s < layout.slotCount; s++) {
    if (s < loadSlots) {
      if (ranges.low[s] > ranges.high[s]) return { bound: Infinity, leastHeld: Infinity };
      const { least, size } = leastOfLoad(layout, s, prices, ranges.low[s], ranges.high[s]);
      sum.add(least, size);
    } else if (layout.cuts !== undefined) {
      sum.add(-prices[s] * layout.cuts.rounding[s - loadSlots]);
    }
    if (layout.leavingTotal[s] !== 0) sum.add(prices[s] * layout.leavingTotal[s]);
  }
  const row = new ReducedCosts(layout, open, prices);
  const { certainCost, components, isTied } = tieUp(layout.program, open);
  sum.add(certainCost);
  for (const { units, leastSplitCost } of components) {
    sum.add(tiedMinimum(units, leastSplitCost, open, row), row.size);
  }
  for (let u = 0; u < layout.unitCount; u++) {
    if (isTied[u] === 0) sum.add(row.minimum(u, open), row.size);
  }
  const terms = layout.unitCount + layout.slotCount;
  let leastHeld = Infinity;
  for (const { unit, reps } of held) {
    if (isTied[unit] === 1) return { bound: sum.guarded(terms), leastHeld: -Infinity };
    const all = row.minimum(unit, open);
    const some = Math.min(...reps.map((rep) => row.at(unit, rep)));
    const size = Math.abs(all) + Math.abs(some) + row.size;
    leastHeld = Math.min(leastHeld, sum.guarded(terms, size) + (some - all));
  }
  return { bound: sum.guarded(terms), leastHeld };
}

/**
 * Either no family of these units is split, and then one rep has them all, or
 * one is, and then the least split cost is due on top of the units' own minima.
 */
function tiedMinimum(
  units: Int32Array,
  leastSplitCost: number,
  open: OpenReps,
  row: ReducedCosts,
): number {
  let apart = leastSplitCost;
  let size = Math.abs(leastSplitCost);
  const together = new Map<number, { sum: number; count: number }>();
  for (const u of units) {
    apart += row.minimum(u, open);
    size += row.size;
    for (let i = open.start[u]; i < open.end[u]; i++) {
      const rep = open.reps[i];
      const known = together.get(rep) ?? { sum: 0, count: 0 };
      known.sum += row.at(u, rep);
      known.count++;
      together.set(rep, known);
      size += row.size;
    }
  }
  let least = apart;
  for (const { sum, count } of together.values()) {
    if (count === units.length && sum < least) least = sum;
  }
  row.size = size;
  return least;
}

/** The least of cost − price × load over an interval of loads, and the size of what it is the sum of. */
export function leastOfLoad(
  layout: Layout,
  s: number,
  prices: Float64Array,
  low: number,
  high: number,
): { readonly least: number; readonly size: number } {
  const cost = layout.slotCosts[s];
  const { cuts } = layout;
  const price = prices[s];
  let least = Infinity;
  let size = 0;
  const consider = (load: number): void => {
    const value = loadCost(cost, load);
    const cut = cuts?.at(s, load, prices) ?? 0;
    size = Math.max(size, Math.abs(value) + Math.abs(price * load) + cut);
    least = Math.min(least, value - price * load - cut);
  };
  consider(low);
  consider(high);
  for (const knot of cost.knots) if (knot > low && knot < high) consider(knot);
  for (const { bend } of cuts?.of(s) ?? []) if (bend > low && bend < high) consider(bend);
  return { least, size };
}

/** The linear cost of units at reps with the loads priced in. */
export class ReducedCosts {
  readonly #layout: Layout;
  readonly #program: Program;
  readonly #prices: Float64Array;
  /** Where costs are not in a table, so that looking at all reps would take long. */
  readonly #nearest: NearestReps | undefined;
  readonly #nearestRep = new Int32Array(1);
  readonly #nearestCost = new Float64Array(1);
  /** With cuts a unit may take something off a row at every rep: then these are summed by rep, once for each unit. */
  readonly #taken: { readonly cost: Float64Array; readonly size: Float64Array } | undefined;
  #takenOf = -1;
  /** The sum of the absolute parts of what was asked last, for the guard. */
  size = 0;

  constructor(layout: Layout, open: OpenReps, prices: Float64Array) {
    this.#layout = layout;
    this.#program = layout.program;
    this.#prices = prices;
    if (layout.costs.table === undefined) this.#nearest = new NearestReps(layout, open);
    this.#nearest?.setPrices(prices);
    if (layout.cuts === undefined) return;
    const sums = () => new Float64Array(layout.repCount);
    this.#taken = { cost: sums(), size: sums() };
  }

  at(unit: number, rep: number): number {
    const { costs, brings, repCount, slotOf, stays } = this.#layout;
    let cost =
      costs.table === undefined
        ? placementCost(this.#program, unit, rep)
        : costs.table[unit * repCount + rep];
    let size = Math.abs(cost);
    for (let i = brings.start[unit]; i < brings.start[unit + 1]; i++) {
      const slot = slotOf[brings.load[i] * repCount + rep];
      if (slot < 0) continue;
      const priced = this.#prices[slot] * brings.amount[i];
      cost += priced;
      size += Math.abs(priced);
    }
    if (this.#taken !== undefined) {
      this.#sumTaken(unit, this.#taken);
      this.size = size + this.#taken.size[rep];
      return cost - this.#taken.cost[rep];
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] !== rep) continue;
      const priced = this.#prices[stays.slot[e]] * stays.amount[e];
      cost -= priced;
      size += Math.abs(priced);
    }
    this.size = size;
    return cost;
  }

  #sumTaken(unit: number, taken: { readonly cost: Float64Array; readonly size: Float64Array }) {
    if (this.#takenOf === unit) return;
    this.#takenOf = unit;
    taken.cost.fill(0);
    taken.size.fill(0);
    const { stays } = this.#layout;
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      const priced = this.#prices[stays.slot[e]] * stays.amount[e];
      taken.cost[stays.rep[e]] += priced;
      taken.size[stays.rep[e]] += Math.abs(priced);
    }
  }

  /** The least over all open reps. */
  minimum(unit: number, open: OpenReps): number {
    if (this.#nearest !== undefined) {
      // The one found may be dearer than the least by the rounding of one cost, which the guard is far above.
      this.#nearest.find(unit, 1, this.#nearestRep, this.#nearestCost);
      return this.at(unit, this.#nearestRep[0]);
    }
    let least = Infinity;
    let size = 0;
    for (let i = open.start[unit]; i < open.end[unit]; i++) {
      const cost = this.at(unit, open.reps[i]);
      if (cost < least) {
        least = cost;
        size = this.size;
      }
    }
    this.size = size;
    return least;
  }
}

/** A compensated sum (Neumaier) that knows how far a plain sum of the same terms may stray. */
export class GuardedSum {
  #sum = 0;
  #lost = 0;
  #size = 0;

  add(term: number, size = Math.abs(term)): void {
    const next = this.#sum + term;
    this.#lost +=
      Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
    this.#size += size;
  }

  /** The sum less the most that `terms` + 16 roundings of terms of this size can come to. */
  guarded(terms: number, moreSize = 0): number {
    return this.#sum + this.#lost - (this.#size + moreSize) * (terms + 16) * 2 ** -52;
  }
}
