import { type AscentPlan, type AscentResult, ascend } from './ascent.js';
import { DualFunction } from './dual-function.js';
import type { PriceScale } from './price-scale.js';
import { listAll, listCheapest } from './unit-lists.js';
import { sampleUnits } from './unit-sample.js';

const rounds = 4;
/** How far prices may go, in steps of the scale, before the lists are drawn up afresh, less each round. */
const trust = 0.05;

/**
 * Prices where looking at every pair of unit and rep is dear. First those of a
 * sample; then rounds of ascent over short lists of each unit's cheapest reps,
 * within a region where the lists can be trusted; after each, one look at
 * everything tells what the prices really prove.
 */
export function findLargePrices(
  dual: DualFunction,
  scale: PriceScale,
  sampleSize: number,
  plan: AscentPlan,
): AscentResult {
  const { layout, ranges } = dual;
  const sample = sampleUnits(layout, sampleSize);
  const sampled = new DualFunction(layout, dual.open, {
    sample,
    lists: listAll(layout, dual.open, sample.units),
    ranges,
  });
  let { prices } = ascend(sampled, scale, new Float64Array(layout.slotCount), plan);
  let best = { prices, value: dual.evaluate(prices) };
  for (let round = 0; round < rounds && !plan.stop(); round++) {
    const lists = listCheapest(dual, prices, 32, 4);
    const listed = new DualFunction(layout, lists.open, { lists, ranges });
    const near = within(scale, prices, trust * 0.6 ** round);
    ({ prices } = ascend(listed, near, prices, { ...plan, resilientSteps: 0 }));
    const value = dual.evaluate(prices);
    if (value > best.value) best = { prices, value };
  }
  return best;
}

function within(scale: PriceScale, centre: Float64Array, reach: number): PriceScale {
  return {
    step: scale.step,
    low: scale.low.map((low, s) => Math.max(low, centre[s] - reach * scale.step[s])),
    high: scale.high.map((high, s) => Math.min(high, centre[s] + reach * scale.step[s])),
  };
}
