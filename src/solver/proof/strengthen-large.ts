import { DualFunction } from '../bound/dual-function.js';
import type { Layout } from '../model/layout.js';
import type { OpenReps } from '../model/open-reps.js';
import type { GreatCut } from '../model/program.js';
import { type RepClasses, repClasses } from '../model/rep-classes.js';
import { allUnits } from '../model/unit-sample.js';
import { solveRelaxation } from '../prices/interior/interior-point.js';
import { hugeUnits } from '../prices/price-rounds.js';
import type { Priced } from '../prices/prices.js';
import { relaxByClass } from '../prices/relaxation/by-class.js';
import { relax } from '../prices/relaxation/relaxation.js';
import { shareOut } from '../prices/relaxation/share-out.js';
import { ownArrays } from '../threads/shared-arrays.js';
import { cutTerms } from './cuts/cut.js';
import { termsOf, withTerms } from './cuts/cut-layout.js';
import type { SharedUnits } from './cuts/separate.js';
import { brokenGreatSums } from './cuts/separate-great.js';
import type { Strengthened } from './strengthen.js';

/** Rounds of cuts; the first says most, the next what else goes with great units. */
const mostRounds = 4;
/** Of more pairs of unit and rep only great units themselves are in cuts. */
const mostHeldPairs = 600_000;
/** What a round has to close of the gap for another. */
const worthAnother = 0.01;
const gap = 1e-5;

/** A solution of the relaxation with cuts: prices by slot, then by cut. */
interface Solved extends SharedUnits {
  readonly prices: Float64Array;
}

/**
 * Cuts of great units where reps are many: in sums over reps alike, so that they are few, and with each
 * great unit listed with every rep. Without great units this is no work.
 */
export function strengthenLarge(
  layout: Layout,
  open: OpenReps,
  known: Priced,
  { enough, stop }: { readonly enough: number; readonly stop: () => boolean },
): Strengthened {
  let best: Strengthened = { layout, cuts: [], prices: known.prices, value: known.value };
  if (layout.unitCount > hugeUnits || layout.costs.table === undefined) return best;
  const classes = repClasses(layout.program);
  const groups = classes ?? {
    members: [Int32Array.from({ length: layout.repCount }, (_, rep) => rep)],
    classOf: new Int32Array(layout.repCount),
  };
  const mayHold = layout.unitCount * layout.repCount <= mostHeldPairs;
  let shared: SharedUnits = known;
  let cuts: GreatCut[] = [];
  for (let round = 0; round < mostRounds && !stop(); round++) {
    // One whose sums come out past its bend by rounding says nothing.
    const more = brokenGreatSums(layout, shared, groups, mayHold).filter(
      (one) => cutTerms(layout, open, one) !== undefined,
    );
    if (more.length === 0) break;
    cuts = [...cuts, ...more];
    const solved = solveWith({ layout, open, classes, stop }, cuts, shared);
    if (solved === undefined) break;
    const cut = withTerms(layout, termsOf(layout, open, cuts));
    const value = new DualFunction(cut, open).evaluate(solved.prices);
    const isWorthIt = value - best.value > worthAnother * (enough - best.value);
    if (value > best.value) best = { layout: cut, cuts, prices: solved.prices, value };
    if (!isWorthIt) break;
    shared = solved;
  }
  return best;
}

/** The relaxation that cuts are added to. */
interface Uncut {
  readonly layout: Layout;
  readonly open: OpenReps;
  readonly classes: RepClasses | undefined;
  readonly stop: () => boolean;
}

function solveWith(
  { layout, open, classes, stop }: Uncut,
  cuts: readonly GreatCut[],
  { lists }: SharedUnits,
): Solved | undefined {
  const terms = termsOf(layout, open, cuts);
  const isGreat = greatUnits(layout, cuts);
  const units = allUnits(layout);
  const plan = { gap, mostSteps: 60, stop };
  const dual = new DualFunction(layout, open);
  const relaxed =
    classes === undefined ? undefined : relaxByClass(dual, classes, units, { terms, isGreat });
  if (classes !== undefined && relaxed !== undefined) {
    const solved = solveRelaxation(relaxed.lp, relaxed.start, plan);
    const ofCuts = solved.prices.slice(relaxed.firstCut);
    const prices = asPrices(layout, solved.prices, ofCuts);
    return { prices, ...shareOut(dual, classes, relaxed, solved) };
  }
  const cut = withTerms(layout, terms);
  const wider = withGreat(layout, open, lists, isGreat);
  const lp = relax({ layout: cut, ranges: dual.ranges }, wider, units, { arrays: ownArrays });
  const solved = solveRelaxation(lp, new Float64Array(cut.slotCount), plan);
  const prices = asPrices(layout, solved.prices, solved.prices.slice(layout.slotCount));
  return { prices, lists: wider, share: solved.share };
}

function asPrices({ slotCount }: Layout, all: Float64Array, ofCuts: Float64Array): Float64Array {
  const prices = new Float64Array(slotCount + ofCuts.length);
  prices.set(all.subarray(0, slotCount));
  prices.set(
    ofCuts.map((price) => Math.max(0, price)),
    slotCount,
  );
  return prices;
}

/** Units that are above the bend of some row by themselves. */
function greatUnits(layout: Layout, cuts: readonly GreatCut[]): Uint8Array {
  const { unitCount, loadCount, repCount, amounts, slotOf } = layout;
  const least = new Float64Array(loadCount).fill(Infinity);
  for (const { great } of cuts) {
    for (const { slot, bend } of great) {
      const load = Math.floor(slotOf.indexOf(slot) / repCount);
      least[load] = Math.min(least[load], bend);
    }
  }
  return Uint8Array.from({ length: unitCount }, (_, u) =>
    least.some((bend, l) => amounts[u * loadCount + l] > bend) ? 1 : 0,
  );
}

/** The lists with great units at all their open reps. */
function withGreat(
  layout: Layout,
  open: OpenReps,
  lists: SharedUnits['lists'],
  isGreat: Uint8Array,
): SharedUnits['lists'] {
  const reps: number[] = [];
  const cost: number[] = [];
  const start = new Int32Array(layout.unitCount);
  const end = new Int32Array(layout.unitCount);
  for (let u = 0; u < layout.unitCount; u++) {
    const from = isGreat[u] === 1 ? open : lists.open;
    start[u] = reps.length;
    for (let i = from.start[u]; i < from.end[u]; i++) {
      reps.push(from.reps[i]);
      cost.push(layout.costs.at(u, from.reps[i]));
    }
    end[u] = reps.length;
  }
  return {
    open: { reps: Int32Array.from(reps), start, end },
    cost: Float64Array.from(cost),
  };
}
