import { loadCost } from './load-cost.js';
import type { LoadCost } from './program.js';

/** Fractions of 1 that amounts are tried as multiples of. */
const fractions = [1, 2, 4, 5, 10, 20, 50, 100];
/** A lattice finer than this share of the scale of the load says next to nothing. */
const finest = 1 / 2000;
/**
 * How far amounts may be off a multiple, as a share of them: a few roundings. What
 * is farther off is another amount, and sums of such would leave the lattice.
 */
const rounding = 16 * 2 ** -52;

/**
 * The greatest step of which all amounts are whole multiples, or 0 where there
 * is none worth using. Sums of such amounts are multiples of it too.
 */
export function commonStep(amounts: Float64Array): number {
  for (const fraction of fractions) {
    let divisor = 0;
    let fits = true;
    for (const amount of amounts) {
      const parts = amount * fraction;
      const whole = Math.round(parts);
      if (Math.abs(parts - whole) > rounding * Math.abs(whole) || Math.abs(whole) > 2 ** 40) {
        fits = false;
        break;
      }
      divisor = greatestDivisor(Math.abs(whole), divisor);
    }
    if (fits) return divisor / fraction;
  }
  return 0;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/**
 * The cost of a load that only comes in multiples of `step`: the greatest
 * convex function that is right at each of them. Between multiples it lies
 * above the plain one, and that makes bounds stronger where accounts are few.
 * Must bounds move to the outermost multiples they allow.
 */
export function onLattice(cost: LoadCost, step: number): LoadCost {
  if (step <= 0 || step < cost.violationScale * finest) return cost;
  const knots = [
    ...new Set(
      [...cost.knots].flatMap((knot) => [Math.floor(knot / step), Math.ceil(knot / step)]),
    ),
  ]
    .sort((a, b) => a - b)
    .map((multiple) => multiple * step);
  const values = knots.map((knot) => loadCost(cost, knot));
  const slopes = [
    cost.slopes[0],
    ...knots.slice(1).map((knot, at) => (values[at + 1] - values[at]) / (knot - knots[at])),
    cost.slopes[cost.slopes.length - 1],
  ];
  for (let at = 1; at < slopes.length; at++) slopes[at] = Math.max(slopes[at], slopes[at - 1]);
  return {
    ...cost,
    knots: Float64Array.from(knots),
    slopes: Float64Array.from(slopes),
    valueAtFirstKnot: values[0],
    low: Number.isFinite(cost.low)
      ? Math.ceil((cost.low - cost.tolerance) / step) * step
      : cost.low,
    high: Number.isFinite(cost.high)
      ? Math.floor((cost.high + cost.tolerance) / step) * step
      : cost.high,
  };
}
