import type { DualFunction } from '../bound/dual-function.js';
import type { Priced } from '../prices/prices.js';
import { solveSmall } from './libraries.js';
import { dualModel } from './models.js';
import { openPairs } from './pairs.js';

/** Up to this many pairs of unit and rep, javascript-lp-solver is quick and right. */
const smallPairs = 240;

/**
 * The prices at a corner of the dual program, where the program is small
 * enough for javascript-lp-solver, if they prove more than those already
 * found. Whatever the library answers, what counts is the bound its prices prove.
 */
export async function sharpenPrices(dual: DualFunction, found: Priced): Promise<Priced> {
  if (openPairs(dual) > smallPairs || dual.layout.slotCount === 0) return found;
  const { model, pricesOf } = dualModel(dual);
  const answer = await solveSmall(model);
  if (answer === undefined) return found;
  let best = found;
  for (const prices of pricesOf(answer.values, answer.duals)) {
    const value = dual.evaluate(prices);
    if (value > best.value) best = { ...found, prices, value };
  }
  return best;
}
