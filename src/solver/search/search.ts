import type { DualFunction } from '../dual-function.js';
import type { Budget } from '../effort.js';
import type { PriceScale } from '../price-scale.js';
import { Random } from '../random.js';
import { annealRun, betterOf, type Found } from './anneal-run.js';
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
  const candidates = rankCandidates(dual, prices, budget.candidates);
  const task = {
    prices,
    scale,
    candidates,
    moves: budget.movesPerSearch,
    stages: budget.stages,
    start: undefined,
    heat: 1,
    stop,
  };
  let best = annealRun(dual.layout, task, new Random(seed, 0));
  for (let stream = 1; stream < budget.searches && !stop(); stream++) {
    best = betterOf(best, annealRun(dual.layout, task, new Random(seed, stream)));
  }
  return best;
}
