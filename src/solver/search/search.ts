import { Random } from '../../model/random.js';
import type { DualFunction } from '../bound/dual-function.js';
import type { Budget } from '../effort.js';
import type { Layout } from '../model/layout.js';
import type { PriceScale } from '../prices/price-scale.js';
import { annealRun, betterOf, type Found, type SearchTask } from './anneal-run.js';
import { rankCandidates, type Shared } from './candidates.js';

/** The best of several independent searches, each with its own stream of the seed. */
export function search(layout: Layout, task: SearchTask, searches: number, seed: number): Found {
  let best = annealRun(layout, task, new Random(seed, 0));
  for (let stream = 1; stream < searches && !task.stop(); stream++) {
    best = betterOf(best, annealRun(layout, task, new Random(seed, stream)));
  }
  return best;
}

/** What a search is led by. */
export interface SearchPlan {
  /** Has the reps open that are searched over. */
  readonly dual: DualFunction;
  readonly scale: PriceScale;
  readonly prices: Float64Array;
  readonly budget: Budget;
  readonly stop: () => boolean;
  /** Lists of all units, where there are such. */
  readonly known?: Shared | undefined;
}

export function searchTask({ dual, scale, prices, budget, stop, known }: SearchPlan): SearchTask {
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
