import { DualFunction } from '../../bound/dual-function.js';
import type { Layout } from '../../model/layout.js';
import type { OpenReps } from '../../model/open-reps.js';
import type { RepGrid } from '../../model/program.js';
import type { PriceScale } from '../../prices/price-scale.js';
import { isBoundOnly } from '../../translate/binding-bounds.js';
import { Shares } from '../branch-choice.js';
import { ByRepBounds } from './by-rep-bounds.js';
import { chooseGrids } from './rep-grids.js';

export interface ByRepRoot {
  readonly bounds: ByRepBounds;
  /** Of units, then of slots. */
  readonly prices: Float64Array;
  readonly value: number;
  /** Whether must bounds are what makes the difference, for most reps. */
  readonly isBounded: boolean;
  /** Whether loads cost nothing within their must bounds: then cuts prove nothing, and only a search by sets finds the last part. */
  readonly isOnlyBounded: boolean;
}

export interface ByRepRootPlan {
  /** Prices of slots, and what they prove alone. */
  readonly prices: Float64Array;
  readonly value: number;
  /** What the best known plan costs, less what is not worth proving. */
  readonly cutoff: number;
  readonly looksPerCase: number;
  /** Only if it is bounded. */
  readonly mustBeBounded: boolean;
  readonly stop: () => boolean;
}

/** A gap that is relatively smaller than this is not worth the while. */
const leastGap = 1e-5;
/** After so many looks, this share of the gap has to be closed to go on. */
const tries = [
  { looks: 25, closed: 0.03 },
  { looks: 75, closed: 0.06 },
  { looks: 200, closed: 0 },
];
/** Of loads that are only bounded, and no more steps a look, the prices are worth having for the search that they lead, however little they prove. */
const fewSteps = 4e6;
/** Of more pairs of unit and rep one look at all sets takes part of a second, and hundreds are needed. */
const mostPairs = 12_000;
/** Without must bounds, only where reps have so many units or fewer in the mean; of more, cuts prove more in less time. */
const fewUnits = 20;
/** By how much of their slope the prices of loads move where those of units move by what one unit costs. */
const loadStep = 0.03;

/**
 * Prices of units that prove clearly more than those of loads alone, where units are so few or so great that
 * it matters that no rep can have a part of one: else nothing, found out with little work.
 */
export function byRepRoot(
  layout: Layout,
  open: OpenReps,
  scale: PriceScale,
  plan: ByRepRootPlan,
): ByRepRoot | undefined {
  const gap = plan.cutoff - plan.value;
  if (layout.unitCount * layout.repCount > mostPairs) return undefined;
  if (!(gap > leastGap * Math.abs(plan.cutoff)) || plan.cutoff === Infinity) return undefined;
  const grids = chooseGrids(layout);
  const isBounded = 2 * grids.filter((grid) => grid?.isBounded).length > grids.length;
  const areFew = layout.unitCount <= fewUnits * layout.repCount;
  if (!isBounded && (plan.mustBeBounded || !areFew)) return undefined;
  if (grids.every((grid) => grid === undefined)) return undefined;
  const { unitCount } = layout;
  const fixed = new Float64Array(layout.slotCount);
  for (const grid of grids) {
    if (grid !== undefined && !grid.isExact) fixed[grid.slot] = plan.prices[grid.slot];
  }
  const bounds = new ByRepBounds(layout, open, {
    grids: grids.map((grid) => grid && { slot: grid.slot, step: grid.step, cells: grid.cells }),
    scale: { ...scale, step: scale.step.map((step) => step * loadStep) },
    unitStep: Math.abs(plan.cutoff) / unitCount,
    fixed,
    looks: plan.looksPerCase,
    stop: plan.stop,
  });
  if (bounds.isEmpty()) return undefined;
  let prices: Float64Array = startingPrices(layout, open, plan.prices);
  for (const grid of grids) {
    if (grid !== undefined) prices[unitCount + grid.slot] = fixed[grid.slot];
  }
  const shares = new Shares(unitCount, layout.repCount);
  const isOnlyBounded = isBounded && layout.slotCosts.every(isBoundOnly);
  const leadsSearch = isOnlyBounded && stepsOfLook(layout, grids) <= fewSteps;
  let value = -Infinity;
  for (const { looks, closed } of tries) {
    shares.clear();
    const climbed = bounds.climbFor(looks, prices, shares, plan.cutoff);
    ({ prices, value } = climbed);
    if (value >= plan.cutoff) break;
    if (!leadsSearch && value - plan.value < closed * gap) return undefined;
  }
  return value > plan.value ? { bounds, prices, value, isBounded, isOnlyBounded } : undefined;
}

/** Steps of the dynamic programs of one look at all sets. */
function stepsOfLook({ unitCount }: Layout, grids: readonly (RepGrid | undefined)[]): number {
  return unitCount * grids.reduce((sum, grid) => sum + (grid?.cells ?? 0), 0);
}

/** Each unit at what its cheapest rep asks at the prices of loads: with these, the bound is that of loads at the least. */
function startingPrices(layout: Layout, open: OpenReps, prices: Float64Array): Float64Array {
  const dual = new DualFunction(layout, open);
  dual.evaluate(prices);
  const start = new Float64Array(layout.unitCount + layout.slotCount);
  for (let u = 0; u < layout.unitCount; u++) start[u] = dual.minimumOf(u);
  start.set(prices, layout.unitCount);
  return start;
}
