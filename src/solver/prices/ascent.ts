import type { DualFunction } from '../bound/dual-function.js';
import type { PriceScale } from './price-scale.js';

export interface AscentPlan {
  /** Resilient steps: each price by its own step, which grows while its sign holds. */
  readonly resilientSteps: number;
  /** Steps of the volume algorithm after them. */
  readonly volumeSteps: number;
  /** Length of the first volume step, as a share of the way to the aim: 1 from afar, small from near the top. */
  readonly firstLength: number;
  /** How far above the best value the volume algorithm aims at least. */
  readonly leastReach: number;
  /** Stop as soon as the bound reaches this. */
  readonly enough: number;
  readonly stop: () => boolean;
}

export interface AscentResult {
  readonly prices: Float64Array;
  readonly value: number;
}

/** Told of every point the volume algorithm averages, with its weight: the way to a primal solution. */
export type Averaging = (choice: Int32Array, weight: number) => void;

/**
 * Climbs the dual function from `start`: tens of resilient steps (Riedmiller &
 * Braun 1993) to come near from anywhere, then the volume algorithm (Barahona
 * & Anbil 2000). Returns the best prices met.
 */
export function ascend(
  dual: DualFunction,
  scale: PriceScale,
  start: Float64Array,
  plan: AscentPlan,
  averaging?: Averaging,
): AscentResult {
  const near = resilient(dual, scale, start, plan);
  if (near.value >= plan.enough) return near;
  return volume(dual, scale, near, plan, averaging);
}

function clamp(price: number, s: number, scale: PriceScale): number {
  return price < scale.low[s] ? scale.low[s] : price > scale.high[s] ? scale.high[s] : price;
}

function resilient(
  dual: DualFunction,
  scale: PriceScale,
  start: Float64Array,
  plan: AscentPlan,
): AscentResult {
  const slotCount = start.length;
  const prices = start.map((price, s) => clamp(price, s, scale));
  let best = Float64Array.from(prices);
  let bestValue = dual.evaluate(prices);
  const step = scale.step.map((size) => size * 0.1);
  const lastSign = new Int8Array(slotCount);
  for (let i = 0; i < plan.resilientSteps; i++) {
    if (bestValue >= plan.enough || plan.stop()) break;
    for (let s = 0; s < slotCount; s++) {
      const sign = Math.sign(dual.gradient[s]);
      const turned = sign * lastSign[s];
      if (turned > 0) step[s] = Math.min(step[s] * 1.2, scale.step[s] * 4);
      else if (turned < 0) step[s] = Math.max(step[s] * 0.5, scale.step[s] * 1e-7);
      lastSign[s] = sign;
      prices[s] = clamp(prices[s] + sign * step[s], s, scale);
    }
    const value = dual.evaluate(prices);
    if (value > bestValue) {
      bestValue = value;
      best = Float64Array.from(prices);
    }
  }
  return { prices: best, value: bestValue };
}

/** All in units of the price scale, so that one step length fits every load. */
function volume(
  dual: DualFunction,
  scale: PriceScale,
  from: AscentResult,
  plan: AscentPlan,
  averaging?: Averaging,
): AscentResult {
  const slotCount = from.prices.length;
  let centre = Float64Array.from(from.prices);
  let centreValue = dual.evaluate(centre);
  const direction = dual.gradient.map((g, s) => g * scale.step[s]);
  averaging?.(dual.choice, 1);
  const trial = new Float64Array(slotCount);
  const gradient = new Float64Array(slotCount);
  let length = plan.firstLength;
  let weightLimit = 0.2;
  let poor = 0;
  let valueBefore = centreValue;
  const reach = (): number =>
    Math.min(centreValue + Math.max(Math.abs(centreValue) * 0.02, plan.leastReach), plan.enough);
  let target = reach();
  for (let i = 0; i < plan.volumeSteps; i++) {
    if (centreValue >= plan.enough || plan.stop()) break;
    const square = projectedSquare(direction, centre, scale);
    if (square === 0) break;
    const stride = (length * (target - centreValue)) / square;
    for (let s = 0; s < slotCount; s++) {
      trial[s] = clamp(centre[s] + stride * direction[s] * scale.step[s], s, scale);
    }
    const value = dual.evaluate(trial);
    let dot = 0;
    for (let s = 0; s < slotCount; s++) {
      gradient[s] = dual.gradient[s] * scale.step[s];
      dot += gradient[s] * direction[s];
    }
    const weight = bestWeight(gradient, direction, weightLimit);
    averaging?.(dual.choice, weight);
    for (let s = 0; s < slotCount; s++) {
      direction[s] += weight * (gradient[s] - direction[s]);
    }
    if (value > centreValue) {
      if (dot > 0) length = Math.min(2, length * 1.1);
      centreValue = value;
      centre = Float64Array.from(trial);
      poor = 0;
      if (centreValue > target - 0.01 * Math.abs(target - from.value)) {
        target = reach();
      }
    } else if (++poor >= 6) {
      length = Math.max(1e-4, length * 0.66);
      poor = 0;
    }
    if (i % 40 === 39) {
      if (centreValue - valueBefore < 1e-3 * Math.abs(centreValue)) {
        weightLimit = Math.max(1e-3, weightLimit / 1.6);
      }
      valueBefore = centreValue;
    }
  }
  return { prices: centre, value: centreValue };
}

/** The squared length of the direction, leaving out what would run into the price limits. */
function projectedSquare(direction: Float64Array, centre: Float64Array, scale: PriceScale): number {
  let square = 0;
  for (let s = 0; s < direction.length; s++) {
    const g = direction[s];
    if ((g > 0 && centre[s] >= scale.high[s]) || (g < 0 && centre[s] <= scale.low[s])) continue;
    square += g * g;
  }
  return square;
}

/** The weight of the newest point that makes the average direction shortest, within limits. */
function bestWeight(newest: Float64Array, average: Float64Array, limit: number): number {
  let dot = 0;
  let square = 0;
  for (let s = 0; s < newest.length; s++) {
    const difference = newest[s] - average[s];
    dot -= average[s] * difference;
    square += difference * difference;
  }
  if (square === 0) return limit;
  return Math.min(limit, Math.max(limit / 10, dot / square));
}
