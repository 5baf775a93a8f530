import { boundOnlyCount, isBoundOnly, narrow } from './binding-bounds.js';
import { DualFunction } from './dual-function.js';
import { budgetFor } from './effort.js';
import { betterSolution, isBetter, loadsOf } from './evaluate.js';
import { sharedLoads } from './idle-slots.js';
import { type Layout, layOut } from './layout.js';
import { loadViolation } from './load-cost.js';
import { allEligible } from './open-reps.js';
import { findPrices } from './prices.js';
import type { Program, Solution, SolveOptions } from './program.js';
import { plainPlan } from './search/plain-plan.js';
import { Crew } from './smooth/crew.js';
import { StopSignal } from './stop-signal.js';
import { allUnits } from './unit-sample.js';

/** Beyond so many must bounds, and so many a rep, most are far from being met, and each makes all the rest slower. */
const manyBounds = 150;
const manyPerRep = 2;

export function hasManyBounds(program: Program): boolean {
  const count = boundOnlyCount(program);
  return count > manyBounds && count > manyPerRep * program.repCount;
}

/** Relaxations solved to find what binds, and plans made until nothing that was left out is broken. */
const mostRelaxed = 8;
const mostPlans = 6;
/** Whoever sums up a proof over all loads allows for the rounding of more terms: by no more than this part. */
const moreRounding = 1e-11;
/** A load this near its bound, as a share of it or in usual amounts, may yet be held up by it. */
const nearShare = 0.1;
const nearAmounts = 1;

/**
 * Solves a program with very many must bounds by those that bind: without the
 * others, of which each is taken in when a relaxation or a plan comes near it
 * (row generation; Dantzig, Fulkerson & Johnson 1954). A plan that breaks none of
 * those left out is a plan of the whole, and what is proven without them holds with them.
 *
 * @param solve a program with few bounds
 */
export async function solveBinding(
  program: Program,
  options: SolveOptions,
  solve: (program: Program, options: SolveOptions) => Promise<Solution>,
): Promise<Solution> {
  const layout = layOut(program);
  const stop = new StopSignal(options);
  const plain = plainPlan(layout, stop.check);
  const isKept = bindingBounds(program, stop);
  let best: Solution | undefined;
  for (let round = 0; ; round++) {
    const narrowed = narrow(program, isKept);
    const found = await solve(narrowed.program, { ...options, timeLimit: stop.secondsLeft() });
    const { placement } = found;
    const solution: Solution = {
      ...found,
      bound:
        found.bound -
        (found.bound < Infinity ? moreRounding * Math.max(1e-6, Math.abs(found.bound)) : 0),
      proof: narrowed.proofOf(found.proof),
      cuts: narrowed.cutsOf(found.cuts),
      violation: violationOf(layout, placement),
      interrupted: found.interrupted || stop.stopped,
    };
    best = best === undefined ? solution : betterSolution(best, solution);
    const isImpossible = found.bound === Number.POSITIVE_INFINITY;
    if (solution.violation === 0 || isImpossible || round === mostPlans || stop.check()) break;
    if (!takeNear(layout, loadsOf(layout, placement), isKept)) break;
  }
  return isBetter(plain, best) ? { ...best, ...plain } : best;
}

/** By slot, 1 for what costs something and for the bounds that some relaxation comes near. */
export function bindingBounds(program: Program, stop: StopSignal): Uint8Array {
  const layout = layOut(program);
  const isKept = Uint8Array.from(layout.slotCosts, (cost) => (isBoundOnly(cost) ? 0 : 1));
  for (let round = 0; round < mostRelaxed && !stop.check(); round++) {
    if (!takeNear(layout, relaxedLoads(layout, isKept, stop), isKept)) break;
  }
  return isKept;
}

/** What the loads come to as the relaxation without what is left out shares the units. */
function relaxedLoads(layout: Layout, isKept: Uint8Array, stop: StopSignal): Float64Array {
  const { program } = narrow(layout.program, isKept);
  const within = layOut(program);
  const dual = new DualFunction(within, allEligible(program));
  const { prices } = budgetFor(within, 'quick');
  const { lists, share } = findPrices(dual, prices, new Crew(1), stop.check);
  return sharedLoads(layout, lists, share, allUnits(layout));
}

/** Takes in the slots whose loads are near a bound or past it; answers whether there are any new. */
function takeNear(layout: Layout, loads: Float64Array, isKept: Uint8Array): boolean {
  const usual = usualAmounts(layout);
  let isNew = false;
  layout.slotCosts.forEach(({ low, high }, s) => {
    if (isKept[s] === 1) return;
    const margin = (bound: number) => Math.max(nearShare * Math.abs(bound), nearAmounts * usual[s]);
    const isNear =
      (high < Infinity && loads[s] + margin(high) > high) ||
      (low > -Infinity && loads[s] - margin(low) < low);
    if (!isNear) return;
    isKept[s] = 1;
    isNew = true;
  });
  return isNew;
}

/** By slot, the mean amount of the units that bring any. */
function usualAmounts({
  unitCount,
  repCount,
  loadCount,
  amounts,
  slotOf,
  slotCount,
}: Layout): Float64Array {
  const usual = new Float64Array(slotCount);
  for (let l = 0; l < loadCount; l++) {
    let sum = 0;
    let count = 0;
    for (let u = 0; u < unitCount; u++) {
      const amount = Math.abs(amounts[u * loadCount + l]);
      if (amount === 0) continue;
      sum += amount;
      count++;
    }
    for (let j = 0; j < repCount; j++) {
      const slot = slotOf[l * repCount + j];
      if (slot >= 0 && count > 0) usual[slot] = sum / count;
    }
  }
  return usual;
}

function violationOf(layout: Layout, placement: Int32Array): number {
  const loads = loadsOf(layout, placement);
  return layout.slotCosts.reduce((sum, cost, s) => sum + loadViolation(cost, loads[s]), 0);
}
