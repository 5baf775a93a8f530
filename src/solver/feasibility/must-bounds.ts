import type { LoadCost, Program } from '../model/program.js';
import { withoutCosts } from '../translate/without-costs.js';

/** By slot (rep loads first, then leaving loads, each group by group): whether its must bounds count. */
export type CountedSlots = (slot: number) => boolean;

/** The same choices, with the must bounds of some slots only and no cost at all. */
export function onlyBounds(program: Program, counts: CountedSlots): Program {
  return withEachCost(withoutCosts(program), (cost, slot) => (counts(slot) ? cost : free(cost)));
}

/**
 * The same choices with the must bounds priced in place of kept: a load costs
 * its excess ÷ violationScale, times its weight, and nothing else costs anything. A bound above
 * 0 for it proves that no plan keeps the must bounds.
 */
export function pricedBounds(
  program: Program,
  counts: CountedSlots,
  weight: (slot: number) => number = () => 1,
): Program {
  return withEachCost(withoutCosts(program), (cost, slot) =>
    counts(slot) ? priced(cost, weight(slot)) : free(cost),
  );
}

function withEachCost(program: Program, change: (cost: LoadCost, slot: number) => LoadCost) {
  let slot = 0;
  const changed = <Load extends { readonly costs: readonly LoadCost[] }>(load: Load): Load => ({
    ...load,
    costs: load.costs.map((cost) => change(cost, slot++)),
  });
  const repLoads = program.repLoads.map(changed);
  const leavingLoads = program.leavingLoads.map(changed);
  return { ...program, repLoads, leavingLoads };
}

function free(cost: LoadCost): LoadCost {
  return { ...cost, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, tolerance: 0 };
}

function priced(cost: LoadCost, weight: number): LoadCost {
  const { low, high, tolerance, violationScale } = cost;
  const knots: number[] = [];
  const slopes = [low > Number.NEGATIVE_INFINITY ? -weight / violationScale : 0];
  if (low > Number.NEGATIVE_INFINITY) {
    knots.push(low - tolerance);
    slopes.push(0);
  }
  if (high < Number.POSITIVE_INFINITY) {
    knots.push(high + tolerance);
    slopes.push(weight / violationScale);
  }
  if (knots.length === 0) return free(cost);
  return {
    ...free(cost),
    knots: Float64Array.from(knots),
    slopes: Float64Array.from(slopes),
    valueAtFirstKnot: 0,
  };
}
