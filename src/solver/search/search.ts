import type { DualFunction } from '../dual-function.js';
import type { Budget } from '../effort.js';
import type { PriceScale } from '../price-scale.js';
import { Random } from '../random.js';
import { annealRun, betterOf, type Found, type SearchTask } from './anneal-run.js';
import { rankCandidates } from './candidates.js';

/** The best of several independent searches, each with its own stream of the seed. */
export function search(
  dual: DualFunction,
  scale: PriceScale,
  prices: Float64Array,
  budget: Budget,
  seed: number,
  stop: () => boolean,
): Found {
  const task = searchTask(dual, scale, prices, budget, stop);
  let best = annealRun(dual.layout, task, new Random(seed, 0));
  for (let stream = 1; stream < budget.searches && !stop(); stream++) {
    best = betterOf(best, annealRun(dual.layout, task, new Random(seed, stream)));
  }
  return best;
}

/** A search over the reps that the dual function has open, led by `prices`. */
export function searchTask(
  dual: DualFunction,
  scale: PriceScale,
  prices: Float64Array,
  budget: Budget,
  stop: () => boolean,
): SearchTask {
  return {
    prices,
    scale,
    ranges: dual.ranges,
    candidates: rankCandidates(dual, prices, budget.candidates),
    moves: budget.movesPerSearch,
    stages: budget.stages,
    start: undefined,
    heat: 0.02,
    stop,
  };
}
