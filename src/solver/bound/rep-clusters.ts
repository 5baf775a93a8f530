import { radiusKm } from '../model/great-circle.js';
import type { Layout } from '../model/layout.js';
import type { OpenReps } from '../model/open-reps.js';
import type { Distances } from '../model/program.js';

/** Reps in a cluster at most. */
const leafSize = 12;
/** More distinct lists of reps than this (in reps) are not worth clustering. */
const mostListed = 2_000_000;

/** Clusters of the reps of each distinct list, by where the list starts; undefined where there are too many lists. */
export function clusterReps(layout: Layout, open: OpenReps): Map<number, Clusters> | undefined {
  const byList = new Map<number, Clusters>();
  let listed = 0;
  for (let u = 0; u < layout.unitCount; u++) {
    if (byList.has(open.start[u])) continue;
    listed += open.end[u] - open.start[u];
    if (listed > mostListed) return undefined;
    byList.set(
      open.start[u],
      new Clusters(layout, Array.from(open.reps.subarray(open.start[u], open.end[u]))),
    );
  }
  return byList;
}

/** Reps in small groups: near one another where reps have places, else alike in price. */
export class Clusters {
  readonly count: number;
  /** Reps of group k are reps[start[k]] … reps[start[k+1]-1]. */
  readonly reps: Int32Array;
  readonly start: Int32Array;
  readonly #layout: Layout;
  readonly #places: Distances | undefined;
  /** By group: a point, and how far from it the reps are at most (straight through the earth); Infinity: no place. */
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #z: Float64Array;
  readonly #reach: Float64Array;
  /** By group and load: the least and the greatest price. */
  readonly #low: Float64Array;
  readonly #high: Float64Array;

  constructor(layout: Layout, reps: readonly number[]) {
    const d = layout.program.distance;
    this.#layout = layout;
    this.#places = d?.table === undefined ? d : undefined;
    const groups = this.#places === undefined ? inTurn(reps) : byPlace(this.#places, reps);
    this.count = groups.length;
    this.reps = Int32Array.from(groups.flat());
    this.start = new Int32Array(this.count + 1);
    groups.forEach((group, k) => {
      this.start[k + 1] = this.start[k] + group.length;
    });
    this.#x = new Float64Array(this.count);
    this.#y = new Float64Array(this.count);
    this.#z = new Float64Array(this.count);
    this.#reach = new Float64Array(this.count).fill(Infinity);
    this.#low = new Float64Array(this.count * layout.loadCount);
    this.#high = new Float64Array(this.count * layout.loadCount);
    const places = this.#places;
    if (places === undefined) return;
    groups.forEach((group, k) => {
      this.#centre(places, group, k);
    });
  }

  #centre(d: Distances, group: readonly number[], k: number): void {
    const mean = (values: Float64Array) =>
      group.reduce((sum, rep) => sum + values[rep], 0) / group.length;
    this.#x[k] = mean(d.repX);
    this.#y[k] = mean(d.repY);
    this.#z[k] = mean(d.repZ);
    if (Number.isNaN(this.#x[k])) return;
    this.#reach[k] = Math.max(
      ...group.map((rep) =>
        Math.hypot(d.repX[rep] - this.#x[k], d.repY[rep] - this.#y[k], d.repZ[rep] - this.#z[k]),
      ),
    );
  }

  /** Takes prices by rep and load. */
  setPrices(price: Float64Array): void {
    const { loadCount } = this.#layout;
    if (this.#places === undefined) this.#sortByPrice(price, loadCount);
    for (let k = 0; k < this.count; k++) {
      for (let l = 0; l < loadCount; l++) {
        let low = Infinity;
        let high = -Infinity;
        for (let i = this.start[k]; i < this.start[k + 1]; i++) {
          const one = price[this.reps[i] * loadCount + l];
          low = Math.min(low, one);
          high = Math.max(high, one);
        }
        this.#low[k * loadCount + l] = low;
        this.#high[k * loadCount + l] = high;
      }
    }
  }

  #sortByPrice(price: Float64Array, loadCount: number): void {
    if (loadCount === 0) return;
    const key = (rep: number) => price[rep * loadCount];
    this.reps.sort((a, b) => key(a) - key(b) || a - b);
  }

  /**
   * By group, what no rep of it can undercut for a unit that pays `base`
   * anyway; a hair less, so that rounding cannot make it wrong.
   */
  bounds(unit: number, base: number, into: Float64Array): void {
    const { loadCount, brings } = this.#layout;
    const d = this.#places;
    for (let k = 0; k < this.count; k++) {
      let bound = base;
      let size = base;
      for (let i = brings.start[unit]; i < brings.start[unit + 1]; i++) {
        const amount = brings.amount[i];
        const at = k * loadCount + brings.load[i];
        const priced = amount * (amount > 0 ? this.#low[at] : this.#high[at]);
        bound += priced;
        size += Math.abs(priced);
      }
      if (d !== undefined && this.#reach[k] < Infinity) {
        for (let p = d.start[unit]; p < d.start[unit + 1]; p++) {
          const dx = d.x[p] - this.#x[k];
          const dy = d.y[p] - this.#y[k];
          const dz = d.z[p] - this.#z[k];
          const chord = Math.sqrt(dx * dx + dy * dy + dz * dz) - this.#reach[k];
          const perChord = radiusKm * d.cost[p];
          if (chord > 0) bound += perChord * chord;
          size += perChord * 0.1;
        }
      }
      into[k] = bound - 1e-12 * size;
    }
  }
}

function inTurn(reps: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < reps.length; i += leafSize) groups.push(reps.slice(i, i + leafSize));
  return groups;
}

/** Halves along the longest side until the groups are small. */
function byPlace(d: Distances, reps: readonly number[]): number[][] {
  const placed = reps.filter((rep) => !Number.isNaN(d.repX[rep]));
  const elsewhere = reps.filter((rep) => Number.isNaN(d.repX[rep]));
  const halve = (group: number[]): number[][] => {
    if (group.length <= leafSize) return group.length === 0 ? [] : [group];
    const axes = [d.repX, d.repY, d.repZ];
    const side = axes.map((axis) => {
      const along = group.map((rep) => axis[rep]);
      return along.reduce((a, b) => Math.max(a, b)) - along.reduce((a, b) => Math.min(a, b));
    });
    const axis = axes[side.indexOf(Math.max(...side))];
    const sorted = [...group].sort((a, b) => axis[a] - axis[b] || a - b);
    const middle = Math.ceil(sorted.length / 2);
    return [...halve(sorted.slice(0, middle)), ...halve(sorted.slice(middle))];
  };
  return [...halve(placed), ...inTurn(elsewhere)];
}
