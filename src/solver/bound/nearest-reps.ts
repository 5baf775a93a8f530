import type { Layout } from '../model/layout.js';
import { isOpen, type OpenReps } from '../model/open-reps.js';
import { PricedLoads } from './priced-loads.js';
import { type Clusters, clusterReps } from './rep-clusters.js';

/**
 * The reps that are cheapest for a unit at given prices, found without a look
 * at all of them where costs are not in a table: reps that are near one
 * another share a bound, and a cluster whose bound is no better than what is
 * found already is passed over. What is left out is dearer for certain.
 */
export class NearestReps {
  readonly #layout: Layout;
  readonly #open: OpenReps;
  readonly #byList: Map<number, Clusters> | undefined;
  readonly #loads: PricedLoads;
  readonly #leafBound: Float64Array;
  readonly #homes: Int32Array;

  constructor(layout: Layout, open: OpenReps) {
    this.#layout = layout;
    this.#open = open;
    this.#loads = new PricedLoads(layout);
    this.#byList = layout.costs.table === undefined ? clusterReps(layout, open) : undefined;
    this.#homes = new Int32Array(mostHomes(layout));
    this.#leafBound = new Float64Array(layout.repCount + 1);
  }

  setPrices(prices: Float64Array): void {
    this.#loads.setPrices(prices);
    if (this.#byList === undefined) return;
    for (const clusters of this.#byList.values()) clusters.setPrices(this.#loads.byRep);
  }

  /**
   * Writes the `most` cheapest open reps and their reduced costs, cheapest
   * first, and returns how many there are.
   */
  find(unit: number, most: number, reps: Int32Array, costs: Float64Array): number {
    const clusters = this.#byList?.get(this.#open.start[unit]);
    if (clusters === undefined) return this.#lookAtAll(unit, most, reps, costs);
    return this.#lookNearby(unit, most, reps, costs, clusters);
  }

  #lookAtAll(unit: number, most: number, reps: Int32Array, costs: Float64Array): number {
    const open = this.#open;
    const layout = this.#layout;
    const first = open.start[unit];
    const count = open.end[unit] - first;
    const turn = turnOf(unit, count);
    let found = 0;
    for (let k = 0; k < count; k++) {
      const rep = open.reps[first + (k + turn < count ? k + turn : k + turn - count)];
      const cost = layout.costs.at(unit, rep) + this.#loads.at(unit, rep);
      found = insert(rep, cost, found, most, reps, costs);
    }
    return sortHeap(found, reps, costs);
  }

  #lookNearby(
    unit: number,
    most: number,
    reps: Int32Array,
    costs: Float64Array,
    clusters: Clusters,
  ): number {
    const layout = this.#layout;
    const { homes } = layout.program;
    let found = 0;
    let base = 0;
    let homeCount = 0;
    for (let e = homes.start[unit]; e < homes.start[unit + 1]; e++) base += homes.leavingCost[e];
    for (let e = homes.start[unit]; e < homes.start[unit + 1]; e++) {
      const rep = homes.rep[e];
      if (!isOpen(this.#open, unit, rep)) continue;
      const cost = layout.costs.at(unit, rep) + this.#loads.at(unit, rep);
      this.#homes[homeCount++] = rep;
      found = insert(rep, cost, found, most, reps, costs);
    }
    const bound = this.#leafBound;
    clusters.bounds(unit, base, bound);
    const turn = turnOf(unit, clusters.count);
    for (;;) {
      let leaf = turn;
      for (let k = turn + 1; k < clusters.count; k++) if (bound[k] < bound[leaf]) leaf = k;
      for (let k = 0; k < turn; k++) if (bound[k] < bound[leaf]) leaf = k;
      if (bound[leaf] === Infinity) break;
      if (found === most && bound[leaf] > costs[0]) break;
      bound[leaf] = Infinity;
      for (let i = clusters.start[leaf]; i < clusters.start[leaf + 1]; i++) {
        const rep = clusters.reps[i];
        let cost =
          base + layout.costs.beyondHomesByChord(unit, rep) + this.#loads.brought(unit, rep);
        if (found === most && cost >= costs[0]) continue;
        if (homeCount > 0 && this.#isHome(rep, homeCount)) continue;
        cost += layout.costs.beyondChord(unit, rep);
        found = insert(rep, cost, found, most, reps, costs);
      }
    }
    return sortHeap(found, reps, costs);
  }

  #isHome(rep: number, count: number): boolean {
    for (let i = 0; i < count; i++) if (this.#homes[i] === rep) return true;
    return false;
  }
}

/** Where a unit's look begins, so that of reps that are alike not all units name the same few. */
function turnOf(unit: number, count: number): number {
  const mixed = Math.imul(unit + 1, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % count;
}

/** Into a heap with the dearest of at most `most` on top; returns its length. */
function insert(
  rep: number,
  cost: number,
  found: number,
  most: number,
  reps: Int32Array,
  costs: Float64Array,
): number {
  if (found < most) {
    let at = found;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (costs[above] >= cost) break;
      costs[at] = costs[above];
      reps[at] = reps[above];
      at = above;
    }
    costs[at] = cost;
    reps[at] = rep;
    return found + 1;
  }
  if (cost < costs[0]) sink(rep, cost, found, reps, costs);
  return found;
}

/** Takes the top's place, or that of a dearer one below. */
function sink(
  rep: number,
  cost: number,
  length: number,
  reps: Int32Array,
  costs: Float64Array,
): void {
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= length) break;
    if (below + 1 < length && costs[below + 1] > costs[below]) below++;
    if (costs[below] <= cost) break;
    costs[at] = costs[below];
    reps[at] = reps[below];
    at = below;
  }
  costs[at] = cost;
  reps[at] = rep;
}

/** The heap, cheapest first. */
function sortHeap(found: number, reps: Int32Array, costs: Float64Array): number {
  for (let last = found - 1; last > 0; last--) {
    const rep = reps[last];
    const cost = costs[last];
    reps[last] = reps[0];
    costs[last] = costs[0];
    sink(rep, cost, last, reps, costs);
  }
  return found;
}

function mostHomes({ program: { homes, unitCount } }: Layout): number {
  let most = 0;
  for (let u = 0; u < unitCount; u++) most = Math.max(most, homes.start[u + 1] - homes.start[u]);
  return most;
}
