import { commonStep } from '../../model/lattice.js';
import type { Layout } from '../../model/layout.js';
import type { RepGrid } from '../../model/program.js';

/** The most steps that a load is counted in. */
const mostCells = 1000;

/** A grid, whether all amounts are multiples of its step, and whether its load has must bounds within reach. */
export interface ChosenGrid extends RepGrid {
  readonly isExact: boolean;
  readonly isBounded: boolean;
}

/**
 * For each rep the load that its sets of units are held to whole: of those that
 * are its alone and never fall as units come, the one that bends or ends most
 * within reach.
 */
export function chooseGrids(layout: Layout): (ChosenGrid | undefined)[] {
  const { repCount, loadCount, slotOf, unitCount, amounts, slotCosts } = layout;
  const repsIn = new Int32Array(layout.slotCount);
  for (const slot of slotOf) if (slot >= 0) repsIn[slot]++;
  const columns = Array.from({ length: loadCount }, (_, l) =>
    Float64Array.from({ length: unitCount }, (__, u) => amounts[u * loadCount + l]),
  );
  const steps = columns.map((column) =>
    column.every((amount) => amount >= 0) ? commonStep(column) : Number.NaN,
  );
  const totals = columns.map((column) => column.reduce((sum, amount) => sum + amount, 0));
  const greatest = columns.map((column) => column.reduce((most, a) => Math.max(most, a), 0));
  return Array.from({ length: repCount }, (_, rep): ChosenGrid | undefined => {
    let best: ChosenGrid | undefined;
    let bestScore = 0;
    for (let l = 0; l < loadCount; l++) {
      const slot = slotOf[l * repCount + rep];
      if (slot < 0 || repsIn[slot] !== 1 || Number.isNaN(steps[l]) || totals[l] === 0) continue;
      const { low, high, knots, slopes } = slotCosts[slot];
      const bends = slopes[slopes.length - 1] - slopes[0];
      const ends = (low > 0 ? 1 : 0) + (high < totals[l] ? 1 : 0);
      if (bends === 0 && ends === 0) continue;
      const score = ends > 0 ? 1e9 * ends : bends * greatest[l];
      if (score <= bestScore) continue;
      const reach = Math.min(
        totals[l],
        high < totals[l]
          ? high * (1 + 1e-9)
          : Math.max(1.5 * Math.max(low, knots[knots.length - 1]), 1.2 * greatest[l]),
      );
      const finest = reach / mostCells;
      const isExact = steps[l] >= finest;
      const step = isExact ? steps[l] : finest;
      bestScore = score;
      best = { slot, step, cells: Math.floor(reach / step) + 1, isExact, isBounded: ends > 0 };
    }
    return best;
  });
}
