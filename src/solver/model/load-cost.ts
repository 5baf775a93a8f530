import type { LoadCost } from './program.js';

/** The cost of one load, from the definition. */
export function loadCost(cost: LoadCost, load: number): number {
  const { knots, slopes } = cost;
  let value = cost.valueAtFirstKnot;
  if (load <= knots[0]) return value + slopes[0] * (load - knots[0]);
  for (let k = 1; k < knots.length; k++) {
    if (load <= knots[k]) return value + slopes[k] * (load - knots[k - 1]);
    value += slopes[k] * (knots[k] - knots[k - 1]);
  }
  return value + slopes[knots.length] * (load - knots[knots.length - 1]);
}

/** How far a load breaks its must bounds, in the rule's own scale; 0 within the tolerance. */
export function loadViolation(cost: LoadCost, load: number): number {
  const excess = Math.max(cost.low - load, load - cost.high, 0);
  return excess > cost.tolerance ? excess / cost.violationScale : 0;
}

/**
 * Many convex piecewise-linear functions in flat arrays. Piece p of function s
 * (start[s] ≤ p < start[s+1]) holds up to `upTo[p]` (Infinity in the last) and
 * is anchorValue + slope × (load − anchor) there.
 */
export class Curves {
  readonly start: Int32Array;
  readonly upTo: Float64Array;
  readonly anchor: Float64Array;
  readonly anchorValue: Float64Array;
  readonly slope: Float64Array;

  constructor(costs: readonly Pick<LoadCost, 'knots' | 'slopes' | 'valueAtFirstKnot'>[]) {
    this.start = new Int32Array(costs.length + 1);
    costs.forEach((cost, s) => {
      this.start[s + 1] = this.start[s] + cost.slopes.length;
    });
    const pieces = this.start[costs.length];
    this.upTo = new Float64Array(pieces);
    this.anchor = new Float64Array(pieces);
    this.anchorValue = new Float64Array(pieces);
    this.slope = new Float64Array(pieces);
    costs.forEach((cost, s) => {
      this.#lay(cost, this.start[s]);
    });
  }

  #lay(cost: Pick<LoadCost, 'knots' | 'slopes' | 'valueAtFirstKnot'>, first: number): void {
    const { knots, slopes } = cost;
    let value = cost.valueAtFirstKnot;
    for (let k = 0; k < slopes.length; k++) {
      const from = knots[Math.max(0, k - 1)];
      this.upTo[first + k] = k < knots.length ? knots[k] : Infinity;
      this.anchor[first + k] = from;
      this.anchorValue[first + k] = value;
      this.slope[first + k] = slopes[k];
      if (k > 0 && k < knots.length) value += slopes[k] * (knots[k] - from);
    }
  }

  at(s: number, load: number): number {
    let p = this.start[s];
    while (load > this.upTo[p]) p++;
    return this.anchorValue[p] + this.slope[p] * (load - this.anchor[p]);
  }

  /** The load within low … high where cost(load) − price × load is least. */
  cheapestLoad(s: number, price: number, low: number, high: number): number {
    const last = this.start[s + 1] - 1;
    let p = this.start[s];
    while (p < last && this.slope[p] < price) p++;
    const knot = p === this.start[s] ? -Infinity : this.upTo[p - 1];
    if (p === last && this.slope[p] < price) return high;
    return knot < low ? low : knot > high ? high : knot;
  }
}
