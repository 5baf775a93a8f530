import type { DualFunction } from '../bound/dual-function.js';
import type { Placement } from '../model/program.js';
import { solveSmall } from './libraries.js';
import { relaxedModel } from './models.js';
import { openPairs } from './pairs.js';

/** Up to this many pairs of unit and rep, javascript-lp-solver's whole-number answers can be relied on to come. */
const smallPairs = 40;

/**
 * The placement that javascript-lp-solver finds best for a small program. Its
 * word is not taken: an answer that does not place every unit whole at one rep
 * is none, and what a placement costs is for the caller to see.
 */
export async function placeBySmallMip(dual: DualFunction): Promise<Placement | undefined> {
  if (openPairs(dual) > smallPairs || dual.layout.program.families.length > 0) return undefined;
  const { model, columnOf } = relaxedModel(dual, true);
  const answer = await solveSmall(model);
  if (answer === undefined) return undefined;
  const { layout, open } = dual;
  const placement = new Int32Array(layout.unitCount).fill(-1);
  for (let unit = 0; unit < layout.unitCount; unit++) {
    for (let at = open.start[unit]; at < open.end[unit]; at++) {
      const value = answer.values[columnOf(unit) + at - open.start[unit]];
      if (Math.abs(value) < 1e-6) continue;
      if (Math.abs(value - 1) > 1e-6 || placement[unit] >= 0) return undefined;
      placement[unit] = open.reps[at];
    }
    if (placement[unit] < 0) return undefined;
  }
  return placement;
}
