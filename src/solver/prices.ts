import { type AscentPlan, type AscentResult, ascend } from './ascent.js';
import { DualFunction } from './dual-function.js';
import type { Budget } from './effort.js';
import { findLargePrices } from './large-prices.js';
import type { PriceScale } from './price-scale.js';
import { sampleUnits } from './unit-sample.js';

/**
 * The best prices found for the whole program: by ascent, first over a sample
 * of the units where they are many.
 * Prices of 0 stay where nothing beats them clearly, since they alone prove an
 * optimum of exactly 0.
 */
export function findPrices(
  dual: DualFunction,
  scale: PriceScale,
  budget: Budget,
  stop: () => boolean,
): AscentResult {
  const { layout } = dual;
  const plan = {
    resilientSteps: budget.resilientSteps,
    volumeSteps: budget.volumeSteps,
    firstLength: 1,
    leastReach: 1e-12,
    enough: Infinity,
    stop,
  };
  if (layout.costs.table === undefined) {
    return findLargePrices(dual, scale, budget.sampleSize, plan);
  }
  const zero = new Float64Array(layout.slotCount);
  const free = { prices: zero, value: dual.evaluate(zero) };
  const sampled = budget.sampleSize < layout.unitCount;
  const start = sampled ? priceSample(dual, scale, budget.sampleSize, plan) : zero;
  const climbed = ascend(dual, scale, start, {
    ...plan,
    resilientSteps: sampled ? 0 : budget.resilientSteps,
  });
  return climbed.value > free.value + 1e-12 ? climbed : free;
}

function priceSample(
  { layout, open, ranges }: DualFunction,
  scale: PriceScale,
  size: number,
  plan: AscentPlan,
): Float64Array {
  const part = new DualFunction(layout, open, { sample: sampleUnits(layout, size), ranges });
  return ascend(part, scale, new Float64Array(layout.slotCount), { ...plan, volumeSteps: 600 })
    .prices;
}
