import { Random } from '../../../model/random.js';
import type { Layout } from '../../model/layout.js';
import { type OpenReps, without } from '../../model/open-reps.js';
import {
  annealRun,
  betterOf,
  type Found,
  foundAt,
  type SearchTask,
} from '../../search/anneal-run.js';
import type { ByRepRoot } from './by-rep-root.js';
import { diveByRep } from './dive-by-rep.js';
import { settleNeighbourhoods } from './neighbourhoods.js';

export interface ByRepSearchPlan {
  readonly open: OpenReps;
  /** Mends what a dive leaves broken. */
  readonly task: SearchTask;
  /** Steps of dynamic programs. */
  readonly work: number;
  readonly seed: number;
  readonly stop: () => boolean;
  readonly report: (done: number, objective: number) => void;
}

const dives = 8;
const divePlan = { cutoff: Infinity, looks: 10, pace: 0.05, noise: 0.1 };

/**
 * A search led by prices of units: what is known, and a few placements that the prices lead to, are each
 * made better by settling neighbourhoods, and the best of them goes on.
 */
export function searchByRep(
  layout: Layout,
  { bounds, prices, value }: ByRepRoot,
  known: Found,
  { open, task, work, seed, stop, report }: ByRepSearchPlan,
): Found {
  const random = new Random(seed, 500);
  bounds.restrict(open);
  bounds.evaluate(prices);
  const tables = bounds.tables(prices);
  let best = known;
  const settle = (from: Found): Found => {
    bounds.restrict(open);
    bounds.evaluate(prices);
    const gap = Math.min(from.objective, Number.MAX_VALUE) - value;
    const out = from.violation > 0 ? [] : bounds.ruleOut(prices, gap);
    const left = out.length > 0 ? without(open, out) : open;
    const plan = { open: left, tables, work: work / (dives + 2), stop };
    return settleNeighbourhoods(layout, from, plan, random);
  };
  if (known.violation === 0) best = settle(known);
  const isDone = (): boolean =>
    stop() || (best.violation === 0 && value >= best.objective - least(best));
  for (let dive = 0; dive < dives && !isDone(); dive++) {
    report((dive + 1) / (dives + 2), best.objective);
    const { placement } = diveByRep(layout, bounds, { ...divePlan, open, prices }, random);
    if (placement === undefined) continue;
    let found = foundAt(layout, placement);
    if (found.violation > 0) {
      const mending = { ...task, start: placement, moves: 20_000, stages: 10, heat: 1e-3 };
      found = annealRun(layout, mending, random);
    }
    if (found.violation > 0) continue;
    best = betterOf(best, settle(found));
  }
  return best.violation > 0 || isDone() ? best : settle(best);
}

/** What is not worth looking for. */
function least({ objective }: Found): number {
  return Math.abs(objective) * 4e-7;
}
