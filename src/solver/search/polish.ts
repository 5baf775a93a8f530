import type { Layout } from '../model/layout.js';
import type { SearchTask } from './anneal-run.js';
import { type Found, foundAt } from './anneal-run.js';
import { descend } from './descend.js';
import { Exchange } from './exchange.js';
import { attempt } from './operator.js';
import { settlingCurves } from './search-costs.js';
import { SearchState } from './search-state.js';

/** Steps for one pair of reps. */
const stepsPerPair = 3000;

/**
 * Takes a placement to an optimum under relocations, swaps and exchanges of
 * several units between every two reps, as far as `steps` reach.
 */
export function polish(layout: Layout, task: SearchTask, found: Found, steps: number): Found {
  const { prices, candidates, ranges } = task;
  const curves = settlingCurves(layout, task);
  const state = new SearchState(layout, found.placement, curves, candidates);
  const leastCost = Float64Array.from(prices, (price, s) => {
    const load = layout.curves.cheapestLoad(s, price, ranges.low[s], ranges.high[s]);
    return layout.curves.at(s, load) - price * load;
  });
  const exchange = new Exchange(state, candidates, prices, leastCost);
  let left = steps;
  for (let before = Infinity; left > 0 && state.total() < before - 1e-12 && !task.stop(); ) {
    before = state.total();
    for (let a = 0; a < layout.repCount && left > 0; a++) {
      for (let b = a + 1; b < layout.repCount && left > 0; b++) {
        const steps = Math.min(left, stepsPerPair);
        exchange.stepsLeft = steps;
        attempt(exchange, a, b);
        left -= steps - exchange.stepsLeft;
      }
      if (task.stop()) break;
    }
    state.view(curves);
    descend(state, candidates, left, task.stop);
  }
  return foundAt(layout, state.place);
}
