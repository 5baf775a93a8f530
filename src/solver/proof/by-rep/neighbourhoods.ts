import type { Random } from '../../../model/random.js';
import { loadsOf } from '../../model/evaluate.js';
import type { Layout } from '../../model/layout.js';
import { loadCost } from '../../model/load-cost.js';
import type { OpenReps } from '../../model/open-reps.js';
import { type Found, foundAt } from '../../search/anneal-run.js';
import type { ByRepTables } from './by-rep-dual.js';

export interface NeighbourhoodPlan {
  /** Reps that plans better than the best known may use. */
  readonly open: OpenReps;
  readonly tables: ByRepTables;
  /** Steps of dynamic programs and nodes looked at, over all. */
  readonly work: number;
  readonly stop: () => boolean;
}

/** Nodes of one neighbourhood; one that takes far fewer was too small. */
const mostNodes = 20_000;
const fewNodes = mostNodes / 5;
const mostReps = 8;
/** Differences below this share of the objective are rounding. */
const rounding = 1e-11;

/**
 * Makes a placement better by settling a few reps at a time (large neighbourhood search, Shaw
 * 1998): what they hold is parted among them anew, depth first, with a bound for the units still
 * to come that holds each rep's load whole (`rest`). Equally good ones are taken too, as a way on.
 */
export function settleNeighbourhoods(
  layout: Layout,
  start: Found,
  plan: NeighbourhoodPlan,
  random: Random,
): Found {
  const search = new NeighbourhoodSearch(layout, plan, random);
  return search.run(start);
}

class NeighbourhoodSearch {
  readonly #layout: Layout;
  readonly #plan: NeighbourhoodPlan;
  readonly #random: Random;
  /** By unit and rep, 1 where it may go. */
  readonly #isOpen: Uint8Array;
  readonly #held: number[][];
  #rest = new Float64Array(0);
  /** What it takes to evaluate a placement. */
  readonly #stepsPerLeaf: number;
  #work = 0;

  constructor(layout: Layout, plan: NeighbourhoodPlan, random: Random) {
    this.#layout = layout;
    this.#plan = plan;
    this.#random = random;
    this.#stepsPerLeaf = 4 * layout.unitCount * (1 + layout.loadCount);
    const { unitCount, repCount } = layout;
    this.#isOpen = new Uint8Array(unitCount * repCount);
    const { reps, start, end } = plan.open;
    for (let u = 0; u < unitCount; u++) {
      for (let i = start[u]; i < end[u]; i++) this.#isOpen[u * repCount + reps[i]] = 1;
    }
    this.#held = Array.from({ length: repCount }, () => []);
  }

  run(start: Found): Found {
    let best = start;
    let size = 3;
    while (this.#work < this.#plan.work && !this.#plan.stop()) {
      for (const units of this.#held) units.length = 0;
      best.placement.forEach((rep, u) => {
        this.#held[rep].push(u);
      });
      const reps = this.#chooseReps(best.placement, Math.round(size));
      if (reps.length < 2) break;
      const { found, nodes } = this.#settle(best, reps);
      if (nodes >= mostNodes) size = Math.max(2, size - 0.1);
      else if (nodes < fewNodes) size = Math.min(mostReps, size + 0.1);
      if (found !== undefined) best = found;
      // Everything was looked at, and nothing better is left.
      if (reps.length === this.#layout.repCount && nodes < mostNodes) break;
    }
    return best;
  }

  /** A rep, and others that could take something from those chosen before, or they from them. */
  #chooseReps(placement: Int32Array, count: number): number[] {
    const { repCount } = this.#layout;
    const chosen = [this.#random.below(repCount)];
    const ties = new Float64Array(repCount);
    while (chosen.length < Math.min(count, repCount)) {
      const rep = chosen[chosen.length - 1];
      for (const u of this.#held[rep]) {
        for (let j = 0; j < repCount; j++) ties[j] += this.#isOpen[u * repCount + j];
      }
      placement.forEach((other, u) => {
        ties[other] += this.#isOpen[u * repCount + rep];
      });
      let sum = 0;
      for (const one of chosen) ties[one] = 0;
      for (const tie of ties) sum += tie;
      let left = this.#random.fraction() * sum;
      let next = -1;
      for (let j = 0; j < repCount && left >= 0; j++) {
        if (ties[j] === 0) continue;
        next = j;
        left -= ties[j];
      }
      if (next < 0) break;
      chosen.push(next);
    }
    return chosen.sort((a, b) => a - b);
  }

  /** The best way to part what some reps hold among them, if it is no worse than how it is. */
  #settle(current: Found, reps: readonly number[]): { found: Found | undefined; nodes: number } {
    const { repCount } = this.#layout;
    const { cost, steps, end } = this.#plan.tables;
    const count = reps.length;
    const units = reps
      .flatMap((rep) => this.#held[rep])
      .map((u) => ({ u, size: reps.reduce((sum, rep) => sum + steps[u * repCount + rep], 0) }))
      .sort((a, b) => b.size - a.size || a.u - b.u)
      .map(({ u }) => u);
    const depth = units.length;
    const { first, total } = this.#fillRest(reps, units);
    let limit = this.#limitOf(current, reps);
    const size = Math.max(1e-300, Math.abs(current.objective)) * rounding;
    const load = new Int32Array(count);
    const path = new Int32Array(depth).fill(-1);
    let found: Found | undefined;
    let nodes = 0;
    let leaves = 0;
    const rest = this.#rest;
    const last = reps.map((rep) => end[rep].length - 1);
    const bounds = new Float64Array(depth * count);
    const keep = (placement: Int32Array): void => {
      leaves++;
      const better = foundAt(this.#layout, placement);
      const known = found ?? current;
      if (better.violation > current.violation) return;
      const isEqual = Math.abs(better.objective - known.objective) <= size;
      if (isEqual ? found !== undefined : better.objective > known.objective) return;
      limit -= Math.max(0, known.objective - better.objective);
      found = better;
    };
    const visit = (i: number, paid: number): void => {
      if (i === depth) {
        const placement = this.#placed(current, units, path, reps);
        if (placement !== undefined) keep(placement);
        return;
      }
      const u = units[i];
      const order: number[] = [];
      for (let k = 0; k < count; k++) {
        const at = u * repCount + reps[k];
        if (this.#isOpen[at] === 0 && current.placement[u] !== reps[k]) continue;
        let bound = paid + cost[at];
        for (let m = 0; m < count; m++) {
          const now = m === k ? Math.min(last[k], load[k] + steps[at]) : load[m];
          bound += rest[first[m] + (i + 1) * (last[m] + 1) + now];
        }
        bounds[i * count + k] = bound;
        if (bound <= limit + size) order.push(k);
      }
      order.sort((a, b) => bounds[i * count + a] - bounds[i * count + b] || a - b);
      for (const k of order) {
        if (nodes >= mostNodes) return;
        if (bounds[i * count + k] > limit + size) break;
        nodes++;
        const at = u * repCount + reps[k];
        const before = load[k];
        load[k] = Math.min(last[k], before + steps[at]);
        path[i] = k;
        visit(i + 1, paid + cost[at]);
        load[k] = before;
      }
    };
    visit(0, 0);
    this.#work += total + 8 * nodes * count + leaves * this.#stepsPerLeaf;
    return { found, nodes };
  }

  /**
   * For each of the reps, by depth and load: the least that its set can come to with the units still to come,
   * and the load in the end.
   */
  #fillRest(
    reps: readonly number[],
    units: readonly number[],
  ): { first: Int32Array; total: number } {
    const { repCount } = this.#layout;
    const { cost, steps, end } = this.#plan.tables;
    const first = new Int32Array(reps.length);
    let total = 0;
    reps.forEach((rep, k) => {
      first[k] = total;
      total += (units.length + 1) * end[rep].length;
    });
    if (this.#rest.length < total) this.#rest = new Float64Array(total);
    const rest = this.#rest;
    reps.forEach((rep, k) => {
      const width = end[rep].length;
      const last = width - 1;
      rest.set(end[rep], first[k] + units.length * width);
      for (let i = units.length - 1; i >= 0; i--) {
        const row = first[k] + i * width;
        const later = row + width;
        const at = units[i] * repCount + rep;
        if (cost[at] === Infinity) {
          rest.copyWithin(row, later, later + width);
          continue;
        }
        for (let w = 0; w < width; w++) {
          const next = w + steps[at];
          const value = cost[at] + rest[later + (next > last ? last : next)];
          const without = rest[later + w];
          rest[row + w] = value < without ? value : without;
        }
      }
    });
    return { first, total };
  }

  /** What the sets of these reps may come to for the whole to be no worse than it is: what they are, and what they hide. */
  #limitOf({ placement }: Found, reps: readonly number[]): number {
    const layout = this.#layout;
    const { repCount, slotCount, slotCosts } = layout;
    const { cost, grids, prices, least } = this.#plan.tables;
    let limit = 0;
    for (const rep of reps) for (const u of this.#held[rep]) limit += cost[u * repCount + rep];
    const loads = loadsOf(layout, placement);
    const inGrid = new Map<number, number>();
    grids.forEach((grid, rep) => {
      if (grid !== undefined) inGrid.set(grid.slot, rep);
    });
    for (let s = 0; s < slotCount; s++) {
      const is = loadCost(slotCosts[s], loads[s]) - prices[s] * loads[s];
      const rep = inGrid.get(s);
      if (rep === undefined) limit += Math.max(0, is - least[s]);
      else if (reps.includes(rep)) limit += is;
    }
    for (const family of layout.program.families) limit += family.splitCost;
    return limit;
  }

  /** The placement that a path stands for; undefined where it is as it was. */
  #placed(
    current: Found,
    units: readonly number[],
    path: Int32Array,
    reps: readonly number[],
  ): Int32Array | undefined {
    const placement = Int32Array.from(current.placement);
    let isSame = true;
    units.forEach((u, i) => {
      if (placement[u] !== reps[path[i]]) isSame = false;
      placement[u] = reps[path[i]];
    });
    return isSame ? undefined : placement;
  }
}
