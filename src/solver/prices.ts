import { type AscentResult, ascend } from './ascent.js';
import type { DualFunction } from './dual-function.js';
import type { Budget } from './effort.js';
import type { PriceScale } from './price-scale.js';

/**
 * The best prices found for the whole program: own ascent, started at nothing.
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
  const climbed = ascend(dual, scale, zero, {
    resilientSteps: budget.resilientSteps,
    volumeSteps: budget.volumeSteps,
    leastReach: 1e-12,
    enough: Infinity,
    stop,
  });
  return climbed.value > free.value + 1e-12 ? climbed : free;
}
