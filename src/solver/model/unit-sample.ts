import type { Layout } from './layout.js';
import type { Distances } from './program.js';

/** Units that stand for all: each counts as `weight` of them. */
export interface UnitSample {
  readonly units: Int32Array;
  readonly weight: Float64Array;
}

export function allUnits(layout: Layout): UnitSample {
  return {
    units: Int32Array.from({ length: layout.unitCount }, (_, u) => u),
    weight: new Float64Array(layout.unitCount).fill(1),
  };
}

/**
 * About `size` units, drawn in turn from all by how much they bring, those of one owner and of one
 * place next to one another: what each owner has and each place holds is then met nearly
 * exactly, and great units stand for themselves alone (systematic sampling with
 * probabilities proportional to size, Madow 1949).
 */
export function sampleUnits(layout: Layout, size: number): UnitSample {
  const { unitCount } = layout;
  if (size >= unitCount) return allUnits(layout);
  const chance = chancesOf(meanShares(layout), size);
  const units: number[] = [];
  let passed = 0.5;
  for (const u of neighbourly(layout)) {
    const before = Math.floor(passed);
    passed += chance[u];
    if (Math.floor(passed) > before) units.push(u);
  }
  units.sort((a, b) => a - b);
  return { units: Int32Array.from(units), weight: Float64Array.from(units, (u) => 1 / chance[u]) };
}

/** Chances proportional to the shares, none above 1, that sum to `size`. */
function chancesOf(share: Float64Array, size: number): Float64Array {
  let factor = size;
  for (let round = 0; round < 20; round++) {
    let sum = 0;
    for (const one of share) sum += Math.min(1, factor * one);
    if (sum > size * (1 - 1e-6)) break;
    factor *= size / sum;
  }
  return share.map((one) => Math.min(1, factor * one));
}

/** By unit, its share of all loads in the mean, of which one is the units' number. */
function meanShares(layout: Layout): Float64Array {
  const sum = new Float64Array(layout.unitCount).fill(1 / layout.unitCount);
  eachShare(layout, (u, one) => {
    sum[u] += one;
  });
  return sum.map((shares) => shares / (layout.loadCount + 1));
}

/** The largest share that each unit has of any load. */
export function unitShares(layout: Layout): Float64Array {
  const share = new Float64Array(layout.unitCount);
  eachShare(layout, (u, one) => {
    share[u] = Math.max(share[u], one);
  });
  return share;
}

/** What part of a load a unit brings, for each unit and each load that is not empty. */
function eachShare(
  { unitCount, loadCount, brings }: Layout,
  take: (unit: number, share: number) => void,
): void {
  const total = new Float64Array(loadCount);
  const { start, load, amount } = brings;
  for (let i = 0; i < load.length; i++) total[load[i]] += Math.abs(amount[i]);
  for (let u = 0; u < unitCount; u++) {
    for (let i = start[u]; i < start[u + 1]; i++) take(u, Math.abs(amount[i]) / total[load[i]]);
  }
}

/** Units by owner, then by place. */
function neighbourly({ program, unitCount }: Layout): Int32Array {
  const { homes, distance } = program;
  const key = new Float64Array(unitCount);
  for (let u = 0; u < unitCount; u++) {
    const isOwned = homes.start[u] < homes.start[u + 1];
    const owner = isOwned ? homes.rep[homes.start[u]] : -1;
    key[u] = (owner + 1) * 2 ** 30 + (distance === undefined ? 0 : placeOf(distance, u));
  }
  return Int32Array.from(key.keys()).sort((a, b) => key[a] - key[b] || a - b);
}

/** Where a unit's first place is along a curve that fills space (Morton 1966): 30 bits, 0 where it has none. */
function placeOf({ start, x, y, z }: Distances, unit: number): number {
  if (x.length === 0 || start[unit] === start[unit + 1]) return 0;
  const axes = [x, y, z].map((along) => Math.floor((along[start[unit]] + 1) * 511.5));
  let place = 0;
  for (let bit = 9; bit >= 0; bit--) {
    for (const along of axes) place = place * 2 + ((along >> bit) & 1);
  }
  return place;
}
