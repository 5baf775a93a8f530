import { type AscentResult, ascend } from './ascent.js';
import { DualFunction } from './dual-function.js';
import type { Budget } from './effort.js';
import type { PriceScale } from './price-scale.js';
import { sampleUnits } from './unit-sample.js';

/**
 * The best prices found for the whole program: by ascent, first over samples
 * of the units where they are many, each starting where the smaller one ended.
 * Prices of 0 stay where nothing beats them clearly, since they alone prove an
 * optimum of exactly 0.
 */
export function findPrices(
  dual: DualFunction,
  scale: PriceScale,
  budget: Budget,
  stop: () => boolean,
): AscentResult {
  const zero = new Float64Array(dual.layout.slotCount);
  const free = { prices: zero, value: dual.evaluate(zero) };
  let start: Float64Array = zero;
  for (const size of budget.sampleSizes) {
    const sample = new DualFunction(dual.layout, dual.open, sampleUnits(dual.layout, size));
    start = ascend(sample, scale, start, {
      resilientSteps: start === zero ? budget.resilientSteps : 0,
      volumeSteps: 600,
      firstLength: 1,
      leastReach: 1e-12,
      enough: Infinity,
      stop,
    }).prices;
  }
  const climbed = ascend(dual, scale, start, {
    resilientSteps: start === zero ? budget.resilientSteps : 0,
    volumeSteps: budget.volumeSteps,
    firstLength: 1,
    leastReach: 1e-12,
    enough: Infinity,
    stop,
  });
  return climbed.value > free.value + 1e-12 ? climbed : free;
}
