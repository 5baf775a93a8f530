import { DualFunction } from './bound/dual-function.js';
import { budgetFor } from './effort.js';
import { betterSolution, evaluate, isBetter, loadsOf } from './model/evaluate.js';
import { type Layout, layOut, loadFactor } from './model/layout.js';
import { loadCost } from './model/load-cost.js';
import { allEligible } from './model/open-reps.js';
import type { LoadCost, Program, Solution, SolveOptions } from './model/program.js';
import { allUnits } from './model/unit-sample.js';
import { sharedLoads } from './prices/idle-slots.js';
import { findPrices } from './prices/prices.js';
import { betterOf } from './search/anneal-run.js';
import { improvedFrom, plainPlan } from './search/plain-plan.js';
import { StopSignal } from './stop-signal.js';
import { WorkerPool } from './threads/worker-pool.js';
import {
  boundOnlyCount,
  isBoundOnly,
  isHinge,
  narrow,
  restOf,
} from './translate/binding-bounds.js';

/** Beyond so many must bounds, and so many a rep, most are far from being met, and each makes all the rest slower. */
const manyBounds = 150;
const manyPerRep = 2;
/** Of rows that only cost something once they are broken, it takes more for that to be so. */
const manyHinges = 1000;
const hingesPerRep = 10;

export function hasManyBounds(program: Program): boolean {
  const count = boundOnlyCount(program);
  return (count > manyBounds && count > manyPerRep * program.repCount) || hasManyHinges(program);
}

function hasManyHinges(program: Program): boolean {
  const count = boundOnlyCount(program, isHinge);
  return count > manyHinges && count > hingesPerRep * program.repCount;
}

/** Relaxations solved to find what binds, and plans made until nothing that was left out is broken. */
const mostRelaxed = { usually: 8, ofMany: 3 };
const mostPlans = 6;
/** Whoever sums up a proof over all loads allows for the rounding of more terms: by no more than this part. */
const moreRounding = 1e-11;
/** A load this near its bound, as a share of it or in usual amounts, may yet be held up by it. */
const nearShare = 0.1;
const nearAmounts = 1;
/** So many are taken in at the most, or so many a rep: a relaxation takes as long as their number cubed. */
const mostTaken = 600;
const takenPerRep = 4;
/** Where units count in many loads, what binds is sought by relaxations solved to this gap. */
const roughGap = 1e-4;

/**
 * Solves a program with very many must bounds by those that bind: without the
 * others, of which each is taken in when a relaxation or a plan comes near it
 * (row generation; Dantzig, Fulkerson & Johnson 1954). A plan that breaks none of
 * those left out is a plan of the whole, and what is proven without them holds with them.
 * So it is with very many rows that cost nothing until they are broken.
 *
 * @param solve a program with few bounds
 */
export async function solveBinding(
  program: Program,
  options: SolveOptions,
  solve: (program: Program, options: SolveOptions) => Promise<Solution>,
): Promise<Solution> {
  const stop = new StopSignal(options);
  const layout = layOut(program);
  const plain = plainPlan(layout, stop.check);
  const isKept = bindingBounds(program, stop);
  let best: Solution | undefined;
  // Where units count in many loads a plan takes long, and quick ones show as well what binds.
  let isQuick = options.effort !== 'quick' && loadFactor(layout) > 1;
  for (let round = 0; ; round++) {
    const narrowed = narrow(program, isKept);
    const found = await solve(narrowed.program, {
      ...options,
      timeLimit: stop.secondsLeft(),
      effort: isQuick ? 'quick' : options.effort,
    });
    const { placement } = found;
    const solution: Solution = {
      ...found,
      ...evaluate(layout, placement),
      bound:
        found.bound -
        (found.bound < Infinity ? moreRounding * Math.max(1e-6, Math.abs(found.bound)) : 0),
      proof: narrowed.proofOf(found.proof),
      cuts: narrowed.cutsOf(found.cuts),
      interrupted: found.interrupted || stop.stopped,
    };
    best = best === undefined ? solution : betterSolution(best, solution);
    const isImpossible = found.bound === Number.POSITIVE_INFINITY;
    if (isImpossible || round >= mostPlans || stop.check()) break;
    const isOpen = solution.violation > 0 || costsMore(layout, placement, isKept);
    const isNew = isOpen && takeNear(layout, loadsOf(layout, placement), isKept);
    if (!isNew && !isQuick) break;
    isQuick &&= isNew && round < mostPlans / 2;
  }
  if (best.violation > 0)
    best = { ...best, ...betterOf(best, improvedFrom(layout, best.placement, stop.check)) };
  return isBetter(plain, best) ? { ...best, ...plain } : best;
}

/** Whether something that was left out costs a placement anything. */
function costsMore(layout: Layout, placement: Int32Array, isKept: Uint8Array): boolean {
  const loads = loadsOf(layout, placement);
  return layout.slotCosts.some((cost, s) => isKept[s] === 0 && loadCost(cost, loads[s]) > 0);
}

/** By slot, 1 for what cannot be left out and for what some relaxation comes near. */
export function bindingBounds(program: Program, stop: StopSignal): Uint8Array {
  const layout = layOut(program);
  const isLeftOut = hasManyHinges(program) ? isHinge : isBoundOnly;
  const known = new Map<LoadCost, number>();
  const isKept = Uint8Array.from(layout.slotCosts, (cost) => {
    const kept = known.get(cost) ?? (isLeftOut(cost) ? 0 : 1);
    known.set(cost, kept);
    return kept;
  });
  for (let s = layout.firstLeavingSlot; s < layout.slotCount; s++) isKept[s] = 1;
  const most = loadFactor(layout) > 1 ? mostRelaxed.ofMany : mostRelaxed.usually;
  for (let round = 0; round < most && !stop.check(); round++) {
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
  const rough =
    loadFactor(layout) > 1 ? { ...prices, gap: Math.max(prices.gap, roughGap) } : prices;
  const { lists, share } = findPrices(dual, rough, new WorkerPool(1), stop.check);
  return sharedLoads(layout, lists, share, allUnits(layout));
}

/** Takes in the slots whose loads are near a bound or past it, those that are furthest past it first; answers whether there are any new. */
function takeNear(layout: Layout, loads: Float64Array, isKept: Uint8Array): boolean {
  const usual = usualAmounts(layout);
  const near: { readonly slot: number; readonly past: number }[] = [];
  let taken = 0;
  layout.slotCosts.forEach((cost, slot) => {
    if (isKept[slot] === 1) {
      taken++;
      return;
    }
    const { low, high } = restOf(cost);
    const margin = (bound: number) =>
      Math.max(nearShare * Math.abs(bound), nearAmounts * usual[slot]);
    const above = high < Infinity ? (loads[slot] - high) / margin(high) : -Infinity;
    const below = low > -Infinity ? (low - loads[slot]) / margin(low) : -Infinity;
    const past = Math.max(above, below);
    if (past > -1) near.push({ slot, past });
  });
  const room = Math.max(mostTaken, takenPerRep * layout.repCount) - taken;
  if (near.length > room) near.sort((a, b) => b.past - a.past || a.slot - b.slot);
  const most = Math.max(0, Math.min(near.length, room));
  for (let k = 0; k < most; k++) isKept[near[k].slot] = 1;
  return most > 0;
}

/** By slot, the mean amount of the units that bring any. */
function usualAmounts(layout: Layout): Float64Array {
  const { loadCount, repCount, slotOf, slotCount, brings } = layout;
  const sum = new Float64Array(loadCount);
  const count = new Float64Array(loadCount);
  for (let i = 0; i < brings.load.length; i++) {
    sum[brings.load[i]] += Math.abs(brings.amount[i]);
    count[brings.load[i]]++;
  }
  const usual = new Float64Array(slotCount);
  for (let i = 0; i < slotOf.length; i++) {
    const l = Math.floor(i / repCount);
    if (slotOf[i] >= 0 && count[l] > 0) usual[slotOf[i]] = sum[l] / count[l];
  }
  return usual;
}
