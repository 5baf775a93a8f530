import type { Layout } from '../model/layout.js';
import { Curves } from '../model/load-cost.js';
import type { LoadCost } from '../model/program.js';
import type { PriceScale } from '../prices/price-scale.js';

/** How the search sees the cost of loads, for now. */
export interface SearchView {
  /** 0: every load costs its price; 1: its true cost. */
  readonly truth: number;
  readonly prices: Float64Array;
  /** By slot: cost of one unit of load beyond a must bound, in full truth. */
  readonly penalty: Float64Array;
}

/**
 * The load costs the search descends: the true cost blended with the price,
 * and must bounds as steep slopes, which keeps every curve convex.
 */
export function searchCurves(layout: Layout, view: SearchView): Curves {
  // Of very many rows most are held to the same at the same price.
  let last: { cost: LoadCost; priced: number; penalty: number; seen: SeenCost } | undefined;
  return new Curves(
    layout.slotCosts.map((cost, s) => {
      const priced = (1 - view.truth) * view.prices[s];
      const penalty = view.truth * view.penalty[s];
      if (last?.cost !== cost || last.priced !== priced || last.penalty !== penalty) {
        last = { cost, priced, penalty, seen: withPenalty(cost, view.truth, priced, penalty) };
      }
      return last.seen;
    }),
  );
}

/** The true costs, with must bounds dearer than all that keeping one could cost. */
export function settlingCurves(
  layout: Layout,
  { prices, scale }: { readonly prices: Float64Array; readonly scale: PriceScale },
): Curves {
  const penalty = scale.step.map((step, s) => 100 * Math.max(step, Math.abs(prices[s])));
  return searchCurves(layout, { truth: 1, prices, penalty });
}

type SeenCost = Pick<LoadCost, 'knots' | 'slopes' | 'valueAtFirstKnot'>;

function withPenalty(cost: LoadCost, truth: number, priced: number, penalty: number): SeenCost {
  const bounds = [cost.low, cost.high].filter((bound) => Math.abs(bound) < Infinity);
  const knots = [...new Set([...cost.knots, ...bounds])].sort((a, b) => a - b);
  const slopes = [...knots, Infinity].map((upTo) => {
    let slope = truth * slopeBelow(cost, upTo) + priced;
    if (upTo <= cost.low) slope -= penalty;
    if (upTo > cost.high) slope += penalty;
    return slope;
  });
  let value = truth * cost.valueAtFirstKnot + priced * cost.knots[0];
  value += truth * descent(cost, knots[0]) + priced * (knots[0] - cost.knots[0]);
  if (knots[0] < cost.low) value += penalty * (cost.low - knots[0]);
  return {
    knots: Float64Array.from(knots),
    slopes: Float64Array.from(slopes),
    valueAtFirstKnot: value,
  };
}

function slopeBelow(cost: LoadCost, upTo: number): number {
  let k = 0;
  while (k < cost.knots.length && cost.knots[k] < upTo) k++;
  return cost.slopes[k];
}

/** Cost at `load` less cost at the first knot, for a load at or below it. */
function descent(cost: LoadCost, load: number): number {
  return cost.slopes[0] * (load - cost.knots[0]);
}
