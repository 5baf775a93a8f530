import { DualFunction } from '../bound/dual-function.js';
import type { CutBudget } from '../effort.js';
import type { Layout } from '../model/layout.js';
import type { OpenReps } from '../model/open-reps.js';
import type { Cut } from '../model/program.js';
import { allUnits } from '../model/unit-sample.js';
import { solveRelaxation } from '../prices/interior/interior-point.js';
import type { Priced } from '../prices/prices.js';
import { relax } from '../prices/relaxation/relaxation.js';
import { listAll } from '../prices/unit-lists.js';
import { ownArrays } from '../threads/shared-arrays.js';
import { withCuts } from './cuts/cut-layout.js';
import { brokenCuts, type SharedUnits } from './cuts/separate.js';
import { brokenGreatCuts } from './cuts/separate-great.js';

export interface CutPlan extends CutBudget {
  /** A bound that reaches this needs no cuts. */
  readonly enough: number;
  readonly stop: () => boolean;
}

export interface Strengthened {
  readonly layout: Layout;
  readonly cuts: readonly Cut[];
  /** By slot of that layout. */
  readonly prices: Float64Array;
  readonly value: number;
}

/** Relaxations with cuts, or of cases, are solved to this gap. */
export const caseGap = 1e-5;
/** A cut whose price is less than this share of the most that can be worth its while is dropped. */
const leastPrice = 3e-3;

/**
 * Rounds of cuts: those that the relaxation's solution breaks are added, it is solved again,
 * and what has no say any more is dropped. `known` is the solution without cuts.
 */
export function strengthen(
  layout: Layout,
  open: OpenReps,
  known: Priced,
  plan: CutPlan,
): Strengthened {
  let best: Strengthened = { layout, cuts: [], prices: known.prices, value: known.value };
  let { prices } = known;
  let work = 0;
  let cuts = plan.rounds > 0 ? nextCuts(layout, open, known, plan.perRep) : [];
  for (let round = 0; round < plan.rounds; round++) {
    if (best.value >= plan.enough || cuts.length === 0 || plan.stop()) break;
    if (work >= plan.work) break;
    const cut = withCuts(layout, open, cuts);
    const dual = new DualFunction(cut, open);
    const lists = listAll(dual);
    const lp = relax(dual, lists, allUnits(cut), { arrays: ownArrays });
    const solved = solveRelaxation(lp, padded(prices, cut), {
      gap: caseGap,
      mostSteps: 40,
      stop: plan.stop,
    });
    work += solved.work;
    prices = solved.prices.map((price, s) => (s < layout.slotCount ? price : Math.max(0, price)));
    const value = dual.evaluate(prices);
    if (value > best.value) best = { layout: cut, cuts, prices, value };
    const kept = cuts.flatMap((_, c) => (hasSay(cut, c, prices) ? [c] : []));
    const more = nextCuts(layout, open, { lists, share: solved.share }, plan.perRep);
    const ofCuts = kept.map((c) => prices[layout.slotCount + c]);
    prices = Float64Array.from([...prices.subarray(0, layout.slotCount), ...ofCuts]);
    cuts = more.length === 0 ? [] : [...kept.map((c) => cuts[c]), ...more];
  }
  return withoutIdle(layout, open, best);
}

/** Cuts of great units first; the others once no cut of great units is broken, since a solution that shares great ones says little of the rest. */
function nextCuts(layout: Layout, open: OpenReps, shared: SharedUnits, perRep: number): Cut[] {
  const great = brokenGreatCuts(layout, shared);
  return great.length > 0 ? great : brokenCuts(layout, open, shared, perRep);
}

/** The same without cuts that have no say, which would only make every case of a proof take longer. */
function withoutIdle(layout: Layout, open: OpenReps, from: Strengthened): Strengthened {
  if (from.cuts.length === 0) return from;
  const kept = from.cuts.flatMap((_, c) => (hasSay(from.layout, c, from.prices) ? [c] : []));
  const cuts = kept.map((c) => from.cuts[c]);
  const ofCuts = kept.map((c) => from.prices[layout.slotCount + c]);
  const prices = Float64Array.from([...from.prices.subarray(0, layout.slotCount), ...ofCuts]);
  const cut = withCuts(layout, open, cuts);
  return { layout: cut, cuts, prices, value: new DualFunction(cut, open).evaluate(prices) };
}

/** Prices of new cuts are 0. */
function padded(prices: Float64Array, { slotCount }: Layout): Float64Array {
  const all = new Float64Array(slotCount);
  all.set(prices);
  return all;
}

function hasSay({ cuts, slotCosts }: Layout, c: number, prices: Float64Array): boolean {
  if (cuts === undefined) return false;
  const slot = cuts.first + c;
  return prices[slot] > leastPrice * cuts.most(slot, slotCosts);
}
