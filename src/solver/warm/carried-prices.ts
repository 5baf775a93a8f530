import type { LoadCost, Program } from '../model/program.js';

/** A program with prices that were found for it, by slot. */
export interface PricedProgram {
  readonly program: Program;
  readonly prices: Float64Array;
}

/**
 * Prices for a program that is like another: those of the same loads, as steep
 * against what the load costs as they were; 0 for loads that are new.
 *
 * @param slotFrom by slot of the other: the slot of the first that it is; -1: it is new.
 */
export function carriedPrices(
  { program, prices }: PricedProgram,
  to: Program,
  slotFrom: Int32Array,
): Float64Array {
  const before = slotCostsOf(program);
  const after = slotCostsOf(to);
  return Float64Array.from(after, (cost, slot) => {
    const from = slotFrom[slot];
    if (from < 0) return 0;
    const [was, is] = [steepness(before[from]), steepness(cost)];
    return prices[from] * (was > 0 && is > 0 ? is / was : 1);
  });
}

function slotCostsOf({ repLoads, leavingLoads }: Program): readonly LoadCost[] {
  return [...repLoads, ...leavingLoads].flatMap(({ costs }) => costs);
}

/** The middle of the slopes by size: bands are flat, and what lies beyond a should bound is far steeper. */
function steepness({ slopes }: LoadCost): number {
  const sizes = Float64Array.from(slopes, Math.abs).sort();
  return sizes[sizes.length >> 1];
}
