import type { AscentResult } from '../ascent.js';
import type { Budget } from '../effort.js';
import type { Layout } from '../layout.js';
import { layOut } from '../layout.js';
import { type PriceScale, priceScale } from '../price-scale.js';
import type { Proof } from '../program.js';
import { Random } from '../random.js';
import { annealRun, betterOf, type Found, foundAt, type SearchTask } from '../search/anneal-run.js';
import { polish } from '../search/polish.js';
import { searchTask } from '../search/search.js';
import { hasMustBounds, withoutCosts } from '../without-costs.js';
import { branchAndBound } from './branch-and-bound.js';
import { caseProof } from './case-proof.js';
import { ProofReader } from './proof-bound.js';

export interface Proven {
  readonly best: Found;
  readonly proof: Proof;
  readonly bound: number;
}

/**
 * Proves a bound, by cases where the prices alone leave a gap, and takes any
 * better placement the cases turn up; `whole` is the search over everything. Without a placement that keeps the must
 * bounds, first asks whether there is one at all.
 */
export function prove(
  layout: Layout,
  scale: PriceScale,
  priced: AscentResult,
  whole: SearchTask,
  found: Found,
  budget: Budget,
  seed: number,
  stop: () => boolean,
  report: (done: number, objective: number) => void,
): Proven {
  const reader = new ProofReader(layout);
  let best = found;
  if (best.violation > 0 && hasMustBounds(layout.program)) {
    const answer = seekFeasible(layout, budget, stop);
    if ('proof' in answer && reader.bound(answer.proof) === Infinity) {
      return { best, proof: answer.proof, bound: Infinity };
    }
    if ('placement' in answer) best = betterOf(best, answer);
  }
  const take = (placement: Int32Array, objective: number): number => {
    best = betterOf(best, { placement: Int32Array.from(placement), objective, violation: 0 });
    return cutoffFor(best);
  };
  const { root } = branchAndBound(layout, {
    prices: priced.prices,
    scale,
    cutoff: best.violation > 0 ? Infinity : cutoffFor(best),
    nodeLimit: budget.cases,
    resilientSteps: 0,
    volumeSteps: budget.stepsPerCase,
    firstLength: 0.05,
    leastReach: 1e-12,
    stop,
    found: take,
    dive: (dual, prices, nodes) => {
      if (nodes % budget.casesPerDive !== 0) return Infinity;
      report(nodes / budget.cases, best.objective);
      const task = searchTask(dual, scale, prices, budget, stop);
      const dived = annealRun(layout, task, new Random(seed, 1000 + nodes));
      const isNear = dived.objective < best.objective * 1.01;
      best = betterOf(best, isNear ? polish(layout, task, dived, budget.polishSteps / 20) : dived);
      return best.violation > 0 ? Infinity : cutoffFor(best);
    },
  });
  best = betterOf(best, polish(layout, whole, best, budget.polishSteps));
  const proof = caseProof(layout.program, root, false);
  return { best, proof, bound: reader.bound(proof) };
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
  const { root, bound } = branchAndBound(free, {
    prices: new Float64Array(free.slotCount),
    scale: priceScale(free),
    cutoff: 1e-6,
    nodeLimit: budget.cases,
    resilientSteps: 25,
    volumeSteps: 10,
    firstLength: 0.5,
    leastReach: 1e-3,
    stop: () => placement !== undefined || stop(),
    found: (kept) => {
      placement = Int32Array.from(kept);
      return 0;
    },
    dive: () => Infinity,
  });
  if (placement !== undefined) return foundAt(layout, placement);
  if (bound > 0) return { proof: caseProof(free.program, root, true) };
  return { unknown: true };
}
