import type { ByRepDual } from './by-rep-dual.js';

export interface ByRepClimb {
  /** Prices of units, then of slots. */
  readonly prices: Float64Array;
  readonly value: number;
  readonly looks: number;
}

export interface ByRepClimbPlan {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The size of step that matters, by price; 0: the price stays. */
  readonly step: Float64Array;
  readonly mostLooks: number;
  /** What is aimed at: the cost of a known plan, or more than the value at the start. */
  readonly aim: number;
  readonly enough: number;
  readonly stop: () => boolean;
}

/** The volume algorithm (Barahona & Anbil 2000) on the prices of units and loads together. */
export function climbByRep(
  dual: ByRepDual,
  start: Float64Array,
  plan: ByRepClimbPlan,
  averaging?: (weight: number) => void,
): ByRepClimb {
  const { low, high, step } = plan;
  const size = start.length;
  let centre = Float64Array.from(start);
  let centreValue = dual.evaluate(centre);
  averaging?.(1);
  const direction = dual.gradient.map((g, i) => g * step[i]);
  const trial = new Float64Array(size);
  let length = 0.5;
  let weightLimit = 0.1;
  let poor = 0;
  let looks = 1;
  let before = centreValue;
  while (looks < plan.mostLooks && centreValue < plan.enough && !plan.stop()) {
    let square = 0;
    for (let i = 0; i < size; i++) {
      const g = direction[i];
      if ((g > 0 && centre[i] >= high[i]) || (g < 0 && centre[i] <= low[i])) continue;
      square += g * g;
    }
    if (square === 0) break;
    const near = centreValue + 1e-4 * Math.abs(centreValue);
    const far = plan.aim < Infinity ? plan.aim : centreValue + 0.02 * Math.abs(centreValue);
    const aim = Math.max(far, near);
    const stride = (length * (aim - centreValue)) / square;
    for (let i = 0; i < size; i++) {
      const price = centre[i] + stride * direction[i] * step[i];
      trial[i] = price < low[i] ? low[i] : price > high[i] ? high[i] : price;
    }
    const value = dual.evaluate(trial);
    looks++;
    let dot = 0;
    let along = 0;
    let apart = 0;
    for (let i = 0; i < size; i++) {
      const g = dual.gradient[i] * step[i];
      dot += g * direction[i];
      const difference = g - direction[i];
      along -= direction[i] * difference;
      apart += difference * difference;
    }
    const wanted = apart === 0 ? weightLimit : along / apart;
    const weight = Math.min(weightLimit, Math.max(weightLimit / 10, wanted));
    averaging?.(weight);
    for (let i = 0; i < size; i++) {
      direction[i] += weight * (dual.gradient[i] * step[i] - direction[i]);
    }
    if (value > centreValue) {
      if (dot > 0) length = Math.min(2, length * 1.1);
      centreValue = value;
      centre = Float64Array.from(trial);
      poor = 0;
    } else if (++poor >= 5) {
      length = Math.max(1e-4, length * 0.66);
      poor = 0;
    }
    if (looks % 100 === 0) {
      if (centreValue - before < 1e-2 * Math.max(0, aim - centreValue)) {
        weightLimit = Math.max(1e-3, weightLimit / 2);
      }
      before = centreValue;
    }
  }
  return { prices: centre, value: centreValue, looks };
}
