import { Random } from '../../model/random.js';
import type { HeldUnit } from '../bound/bound.js';
import { DualFunction } from '../bound/dual-function.js';
import type { Budget, ByRepBudget } from '../effort.js';
import type { Layout } from '../model/layout.js';
import { layOut, multipliersOf } from '../model/layout.js';
import { allEligible, without } from '../model/open-reps.js';
import type { Cut, Proof } from '../model/program.js';
import { type PriceScale, priceScale } from '../prices/price-scale.js';
import type { Priced } from '../prices/prices.js';
import { annealRun, betterOf, type Found, foundAt, type SearchTask } from '../search/anneal-run.js';
import { polish } from '../search/polish.js';
import { searchTask } from '../search/search.js';
import { hasMustBounds, withoutCosts } from '../translate/without-costs.js';
import { branchAndBound } from './branch-and-bound.js';
import { type ByRepRoot, byRepRoot } from './by-rep/by-rep-root.js';
import { searchByRep } from './by-rep/search-by-rep.js';
import { LoadPriceBounds, ruleOut } from './case-bounds.js';
import { byLoadPrices, caseProof } from './case-proof.js';
import { ProofReader } from './proof-bound.js';
import { strengthen } from './strengthen.js';
import { strengthenLarge } from './strengthen-large.js';

export interface Proven {
  readonly best: Found;
  readonly proof: Proof;
  readonly bound: number;
  readonly cuts: readonly Cut[];
}

/** Looks at all sets in each case, where units are priced. */
const looksPerCase = 30;
/** Where prices of units close this share of the gap, cuts are not sought. */
const mostlyClosed = 0.8;
/** Where no must bounds are in the way the usual search does well, and this has but a part of the work. */
const freeSearch = 0.05;
/** A plan nearer than this to its bound, in all, differs from the best by what nobody would see. */
const worthSearching = 1e-3;
const noCuts = { rounds: 0, perRep: 0, work: 0 };

/** What is to be proven, and how much work that may take. */
export interface ProofTask {
  readonly layout: Layout;
  readonly scale: PriceScale;
  readonly priced: Priced;
  /** The search over everything. */
  readonly whole: SearchTask;
  /** The best placement so far. */
  readonly found: Found;
  readonly budget: Budget;
  readonly seed: number;
  readonly stop: () => boolean;
  readonly report: (done: number, objective: number) => void;
}

function searchWork({ isBounded, isOnlyBounded }: ByRepRoot, budget: ByRepBudget): number {
  if (isOnlyBounded) return budget.boundedWork;
  return (isBounded ? 1 : freeSearch) * budget.searchWork;
}

/**
 * Proves a bound, by cases where the prices alone leave a gap, and takes any
 * better placement the cases turn up. Without a placement that keeps the must
 * bounds, first asks whether there is one at all.
 */
export function prove(task: ProofTask): Proven {
  const { layout, scale, priced, whole, found, budget, seed, stop, report } = task;
  let best = found;
  if (best.violation > 0 && hasMustBounds(layout.program)) {
    const answer = seekFeasible(layout, budget, stop);
    if ('proof' in answer && new ProofReader(layout).bound(answer.proof) === Infinity) {
      return { best, proof: answer.proof, bound: Infinity, cuts: [] };
    }
    if ('placement' in answer) best = betterOf(best, answer);
  }
  const take = (placement: Int32Array, objective: number): number => {
    best = betterOf(best, { placement: Int32Array.from(placement), objective, violation: 0 });
    return cutoffFor(best);
  };
  const all = allEligible(layout.program);
  // What goes into no cases needs no second look either.
  const dual = budget.cases > 0 ? new DualFunction(layout, all) : undefined;
  const ruledOut =
    dual === undefined || best.violation > 0 ? [] : ruleOutAtRoot(dual, priced, cutoffFor(best));
  const open = ruledOut.length > 0 ? without(all, ruledOut) : all;
  const priceUnits = dual !== undefined && budget.byRep.searchWork > 0;
  const byRep = priceUnits
    ? byRepRoot(layout, open, scale, {
        ...priced,
        cutoff: cutoffFor(best),
        looksPerCase,
        mustBeBounded: budget.byRep.caseWork === 0,
        stop,
      })
    : undefined;
  const gap = cutoffFor(best) - priced.value;
  const isClosed = byRep !== undefined && byRep.value - priced.value > mostlyClosed * gap;
  const cutBudget = isClosed ? noCuts : budget.cuts;
  const enough = cutoffFor(best);
  const cut =
    cutBudget.rounds === 0 && !isClosed
      ? strengthenLarge(layout, open, priced, { enough, stop })
      : strengthen(layout, open, priced, { ...cutBudget, enough, stop });
  const cutScale = cut.layout === layout ? scale : priceScale(cut.layout);
  const usesByRep = byRep !== undefined && byRep.value > cut.value;
  if (usesByRep && cutoffFor(best) - byRep.value > worthSearching) {
    best = searchByRep(layout, byRep, best, {
      open,
      task: whole,
      work: searchWork(byRep, budget.byRep),
      seed,
      stop,
      report: (done, objective) => report(done / 2, objective),
    });
  }
  const bounds = usesByRep
    ? byRep.bounds
    : new LoadPriceBounds(cut.layout, open, {
        scale: cutScale,
        resilientSteps: 0,
        volumeSteps: budget.stepsPerCase,
        firstLength: 0.05,
        leastReach: 1e-12,
        stop,
      });
  const { root } = branchAndBound(usesByRep ? layout : cut.layout, bounds, {
    open,
    prices: usesByRep ? byRep.prices : cut.prices,
    scale: usesByRep ? scale : cutScale,
    cutoff: best.violation > 0 ? Infinity : cutoffFor(best),
    nodeLimit: budget.cases,
    work: usesByRep ? budget.byRep.caseWork : budget.caseWork,
    goodGap: budget.goodGap,
    stop,
    found: take,
    dive: (within, prices, nodes, done) => {
      if (dual === undefined || nodes % budget.casesPerDive !== 0) return Infinity;
      report(done, best.objective);
      dual.restrict(within);
      const ofLoads = usesByRep ? priced.prices : prices.subarray(0, layout.slotCount);
      const search = searchTask({ dual, scale, prices: ofLoads, budget, stop });
      const dived = annealRun(layout, search, new Random(seed, 1000 + nodes));
      const isNear = dived.objective < best.objective * 1.01;
      best = betterOf(
        best,
        isNear ? polish(layout, search, dived, budget.polishSteps / 20) : dived,
      );
      return best.violation > 0 ? Infinity : cutoffFor(best);
    },
  });
  best = betterOf(best, polish(layout, whole, best, budget.polishSteps));
  const within = usesByRep
    ? caseProof(root, (prices) => byRep.bounds.proofBy(prices), true)
    : caseProof(root, byLoadPrices(layout.program, false));
  const proof: Proof =
    ruledOut.length === 0
      ? within
      : { multipliers: multipliersOf(layout.program, priced.prices), ruledOut, proof: within };
  const cuts = usesByRep ? [] : cut.cuts;
  const bound = new ProofReader(layout, cuts).bound(proof);
  return { best, proof, bound, cuts };
}

/** Reps that the prices of loads alone rule out, so that cuts have fewer to look at. */
function ruleOutAtRoot(dual: DualFunction, { prices }: Priced, cutoff: number): HeldUnit[] {
  const value = dual.evaluate(prices);
  return value < cutoff
    ? ruleOut(dual, prices, cutoff - value, new Float64Array(dual.layout.repCount))
    : [];
}

/** A case that comes this near the best known placement needs no further look. */
function cutoffFor(best: Found): number {
  return best.objective - Math.abs(best.objective) * 4e-7;
}

/** Either a placement that keeps the must bounds, or cases that prove there is none, or neither within the budget. */
function seekFeasible(
  layout: Layout,
  budget: Budget,
  stop: () => boolean,
): Found | { proof: Proof } | { unknown: true } {
  const free = layOut(withoutCosts(layout.program));
  let placement: Int32Array | undefined;
  const open = allEligible(free.program);
  const scale = priceScale(free);
  const stopAtOnce = (): boolean => placement !== undefined || stop();
  const bounds = new LoadPriceBounds(free, open, {
    scale,
    resilientSteps: 25,
    volumeSteps: 10,
    firstLength: 0.5,
    leastReach: 1e-3,
    stop: stopAtOnce,
  });
  const { root, bound } = branchAndBound(free, bounds, {
    open,
    prices: new Float64Array(free.slotCount),
    scale,
    cutoff: 1e-6,
    nodeLimit: budget.casesWithoutPlan,
    work: Infinity,
    goodGap: 0,
    stop: stopAtOnce,
    found: (kept) => {
      placement = Int32Array.from(kept);
      return 0;
    },
    dive: () => Infinity,
  });
  if (placement !== undefined) return foundAt(layout, placement);
  if (bound > 0) return { proof: caseProof(root, byLoadPrices(free.program, true)) };
  return { unknown: true };
}
