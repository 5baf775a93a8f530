import { DualFunction } from '../bound/dual-function.js';
import type { Layout } from '../model/layout.js';
import type { OpenReps } from '../model/open-reps.js';
import { allUnits, sampleUnits } from '../model/unit-sample.js';
import { costlessSlots, freeSlots } from '../prices/idle-slots.js';
import { solveRelaxation } from '../prices/interior/interior-point.js';
import { relax } from '../prices/relaxation/relaxation.js';
import { climb } from '../prices/smooth/climb.js';
import { listAll, listNear } from '../prices/unit-lists.js';
import { ownArrays } from '../threads/shared-arrays.js';
import { WorkerPool } from '../threads/worker-pool.js';

/** How near its best the relaxation of a small program is solved, relatively: the smallest take no time. */
const gap = { least: 1e-7, small: 1e-3 };
const leastPairs = 2000;
/** Beyond so many, a tenth of the time of a plan does not reach for relaxations solved whole. */
const wholePairs = 8000;

/** What a larger program is climbed by: units a rep of a sample, and their lists. */
const sampled = { unitsPerRep: 12, cheapest: 5, pool: 24, drawn: 5, strays: 2, interchangeable: 8 };
/** From prices that are nearly right one level does, and sharper ones would follow the sample's own whims. */
const levels = [{ softness: 0.03, enough: 1e-4 }];

/**
 * Better prices than those to begin with, if they are found quickly: a small program's
 * relaxation is solved from there, of a large one that of a sample is climbed
 * and the better of its end and the way there taken. They may prove less.
 */
export function climbFrom(
  layout: Layout,
  open: OpenReps,
  start: Float64Array,
  stop: () => boolean,
): Float64Array {
  const dual = new DualFunction(layout, open);
  const pairs = layout.unitCount * layout.repCount;
  if (pairs <= wholePairs) {
    const lp = relax(dual, listAll(dual), allUnits(layout), {
      idle: freeSlots(layout),
      arrays: ownArrays,
    });
    return solveRelaxation(lp, start, {
      gap: pairs <= leastPairs ? gap.least : gap.small,
      mostSteps: 40,
      stop,
    }).prices;
  }
  const sample = sampleUnits(layout, sampled.unitsPerRep * layout.repCount);
  const lists = listNear(dual, { prices: start, units: sample.units, plan: sampled });
  // A bound that cost nothing so far is taken to cost nothing still.
  const idle = costlessSlots(layout).map((costless, s) => (start[s] === 0 ? costless : 0));
  const lp = relax(dual, lists, sample, { idle });
  const end = climb(lp, start, { levels, stop }, new WorkerPool(1)).prices;
  const part = (share: number) => end.map((price, s) => start[s] + share * (price - start[s]));
  const ways = [end, part(0.5)].map((prices) => ({ prices, value: dual.evaluate(prices) }));
  return ways.reduce((a, b) => (b.value > a.value ? b : a)).prices;
}
