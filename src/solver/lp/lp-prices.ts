import type { AscentResult } from '../ascent.js';
import type { DualFunction } from '../dual-function.js';
import { solveMiddle, solveSmall } from './libraries.js';
import { dualModel, relaxedModel } from './models.js';
import { openPairs } from './pairs.js';

/** Up to this many pairs of unit and rep, javascript-lp-solver is quick and right. */
const smallPairs = 240;
/** Up to this many, HiGHS answers sooner than the search needs. */
const middlePairs = 8000;

/**
 * The prices of an exact linear program, where the program is small enough for
 * a library, if they prove more than those already found. Whatever the library
 * answers, what counts is the bound its prices prove.
 */
export async function sharpenPrices(
  dual: DualFunction,
  found: AscentResult,
): Promise<AscentResult> {
  const pairs = openPairs(dual);
  if (pairs > middlePairs || dual.layout.slotCount === 0) return found;
  const small = pairs <= smallPairs;
  const { model, pricesOf } = small ? dualModel(dual) : relaxedModel(dual);
  const answer = await (small ? solveSmall(model) : solveMiddle(model));
  if (answer === undefined) return found;
  let best = found;
  for (const prices of pricesOf(answer.values, answer.duals)) {
    const value = dual.evaluate(prices);
    if (value > best.value) best = { prices, value };
  }
  return best;
}
