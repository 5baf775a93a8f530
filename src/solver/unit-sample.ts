import type { Layout } from './layout.js';

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
 * About `size` units: a quarter of them the greatest, each for itself, and
 * evenly spaced ones of the rest in the order of their size.
 */
export function sampleUnits(layout: Layout, size: number): UnitSample {
  const { unitCount } = layout;
  if (size >= unitCount) return allUnits(layout);
  const share = unitShares(layout);
  const ordered = Int32Array.from({ length: unitCount }, (_, u) => u).sort(
    (a, b) => share[b] - share[a] || a - b,
  );
  const great = Math.floor(size / 4);
  const others = size - great;
  const stride = (unitCount - great) / others;
  const picked = Int32Array.from({ length: size }, (_, i) =>
    i < great ? ordered[i] : ordered[great + Math.floor((i - great + 0.5) * stride)],
  );
  const weightOf = new Map([...picked].map((u, i) => [u, i < great ? 1 : stride]));
  const units = picked.sort();
  return { units, weight: Float64Array.from(units, (u) => weightOf.get(u) ?? 1) };
}

/** The largest share that each unit has of any load. */
export function unitShares(layout: Layout): Float64Array {
  const { unitCount, loadCount, amounts } = layout;
  const total = new Float64Array(loadCount);
  for (let i = 0; i < amounts.length; i++) total[i % loadCount] += Math.abs(amounts[i]);
  const share = new Float64Array(unitCount);
  for (let u = 0; u < unitCount; u++) {
    for (let l = 0; l < loadCount; l++) {
      if (total[l] === 0) continue;
      share[u] = Math.max(share[u], Math.abs(amounts[u * loadCount + l]) / total[l]);
    }
  }
  return share;
}
