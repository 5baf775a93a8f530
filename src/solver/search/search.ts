import type { DualFunction } from '../bound/dual-function.js';
import type { Budget } from '../effort.js';
import type { Layout } from '../model/layout.js';
import type { PriceScale } from '../prices/price-scale.js';
import { annealRun, betterOf, type Found, type SearchTask } from './anneal-run.js';
import { rankCandidates, type Shared } from './candidates.js';
import { Random } from './random.js';

/** The best of several independent searches, each with its own stream of the seed. */
export function search(layout: Layout, task: SearchTask, searches: number, seed: number): Found {
  let best = annealRun(layout, task, new Random(seed, 0));
  for (let stream = 1; stream < searches && !task.stop(); stream++) {
    best = betterOf(best, annealRun(layout, task, new Random(seed, stream)));
  }
  return best;
}

/** A search over the reps that the dual function has open, led by `prices`; `known` are lists of all units. */
export function searchTask(
  dual: DualFunction,
  scale: PriceScale,
  prices: Float64Array,
  budget: Budget,
  stop: () => boolean,
  known?: Shared,
): SearchTask {
  return {
    prices,
    scale,
    ranges: dual.ranges,
    candidates: rankCandidates(dual, prices, budget.candidates, known),
    moves: budget.movesPerSearch,
    stages: budget.stages,
    start: undefined,
    heat: budget.heat,
    stop,
  };
}
