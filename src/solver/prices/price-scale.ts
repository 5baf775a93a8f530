import type { Layout } from '../model/layout.js';

/** Where each slot's price can usefully lie, and the size of step that matters there. */
export interface PriceScale {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly step: Float64Array;
}

/**
 * Best prices are slopes of the load's cost, so they lie between its first and
 * last slope, or beyond on the side where a must bound pushes. A load without
 * cost of its own is scaled by what placements cost apart from loads.
 */
export function priceScale(layout: Layout): PriceScale {
  const { slotCount, slotCosts } = layout;
  const low = new Float64Array(slotCount);
  const high = new Float64Array(slotCount);
  const step = new Float64Array(slotCount);
  const amountSize = meanAmounts(layout);
  const spread = costSpread(layout);
  for (let s = 0; s < slotCount; s++) {
    const { slopes, low: mustLow, high: mustHigh } = slotCosts[s];
    low[s] = mustLow > -Infinity ? -Infinity : slopes[0];
    high[s] = mustHigh < Infinity ? Infinity : slopes[slopes.length - 1];
    const inner = slopes.length >= 5 ? slopes.subarray(1, -1) : slopes;
    const steepest = inner.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    step[s] = steepest > 0 ? steepest : amountSize[s] > 0 ? spread / amountSize[s] : spread;
  }
  const { cuts } = layout;
  for (let s = cuts?.first ?? slotCount; s < slotCount; s++) {
    low[s] = 0;
    high[s] = Infinity;
    step[s] = cuts?.most(s, slotCosts) ?? 0;
  }
  return { low, high, step };
}

/** Mean absolute amount that one unit brings to a slot. */
function meanAmounts(layout: Layout): Float64Array {
  const { unitCount, loadCount, repCount, brings, slotOf, stays } = layout;
  const byLoad = new Float64Array(loadCount);
  const countOf = new Float64Array(loadCount);
  for (let i = 0; i < brings.load.length; i++) {
    byLoad[brings.load[i]] += Math.abs(brings.amount[i]);
    countOf[brings.load[i]]++;
  }
  const size = new Float64Array(layout.slotCount);
  for (let l = 0; l < loadCount; l++) {
    for (let j = 0; j < repCount; j++) {
      const slot = slotOf[l * repCount + j];
      if (slot >= 0) size[slot] = byLoad[l] / Math.max(1, countOf[l]);
    }
  }
  const total = new Float64Array(layout.slotCount);
  const count = new Float64Array(layout.slotCount);
  for (let e = 0; e < stays.start[unitCount]; e++) {
    total[stays.slot[e]] += Math.abs(stays.amount[e]);
    count[stays.slot[e]]++;
  }
  for (let s = 0; s < size.length; s++) if (count[s] > 0) size[s] = total[s] / count[s];
  return size;
}

/** Mean difference between a unit's dearest and cheapest rep, over at most 500 units; 1 where nothing differs. */
function costSpread(layout: Layout): number {
  const { unitCount, program, costs } = layout;
  const stride = Math.max(1, Math.floor(unitCount / 500));
  let sum = 0;
  let count = 0;
  for (let u = 0; u < unitCount; u += stride) {
    let least = Infinity;
    let most = -Infinity;
    for (const rep of program.sets[program.setOf[u]]) {
      const cost = costs.at(u, rep);
      least = Math.min(least, cost);
      most = Math.max(most, cost);
    }
    sum += most - least;
    count++;
  }
  return sum > 0 ? sum / count : 1;
}
