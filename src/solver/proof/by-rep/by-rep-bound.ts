import { GuardedSum, type HeldUnit, leastOfLoad, ReducedCosts } from '../../bound/bound.js';
import { tieUp } from '../../bound/ties.js';
import type { Layout } from '../../model/layout.js';
import { loadRanges, type OpenReps } from '../../model/open-reps.js';
import type { ByRep } from '../../model/program.js';
import { BestSet } from './best-set.js';
import { choicesByRep } from './rep-choices.js';

/**
 * The bound that prices of loads and of units prove (see `ByRep`), and the least
 * over cases that hold one unit to one rep: it is then in the set of that rep
 * and in no other. A guard for rounding is taken off, as in bound.ts.
 */
export function boundByRep(
  layout: Layout,
  open: OpenReps,
  prices: Float64Array,
  { prices: above, grids }: ByRep,
  held: readonly HeldUnit[],
): { bound: number; leastHeld: number } {
  const none = { bound: Infinity, leastHeld: Infinity };
  const ranges = loadRanges(layout, open);
  const inGrid = new Set(grids.flatMap((grid) => (grid === undefined ? [] : [grid.slot])));
  const sum = new GuardedSum();
  sum.add(layout.program.constant);
  sum.add(tieUp(layout.program, open).certainCost);
  const loadSlots = layout.cuts?.first ?? layout.slotCount;
  for (let s = 0; s < layout.slotCount; s++) {
    if (s >= loadSlots) {
      sum.add(-prices[s] * (layout.cuts?.rounding[s - loadSlots] ?? 0));
    } else if (ranges.low[s] > ranges.high[s]) return none;
    else if (!inGrid.has(s)) {
      const { least, size } = leastOfLoad(layout, s, prices, ranges.low[s], ranges.high[s]);
      sum.add(least, size);
    }
    if (layout.leavingTotal[s] !== 0) sum.add(prices[s] * layout.leavingTotal[s]);
  }
  const row = new ReducedCosts(layout, open, prices);
  const unitPrices = above.map((price, u) => price + leastReduced(layout, row, u));
  for (let u = 0; u < layout.unitCount; u++) {
    if (open.start[u] === open.end[u]) return none;
    sum.add(unitPrices[u]);
  }
  const best = new BestSet();
  /** By unit held: for each rep what it adds that its set has the unit, and that it has it not. */
  const heldAt = new Map(held.map(({ unit }) => [unit, new Map<number, WithAndWithout>()]));
  const choices = choicesByRep(layout, open, ranges, prices, grids);
  for (let j = 0; j < choices.length; j++) {
    const { units, cost, count, endSize } = choices[j];
    let size = endSize;
    for (let i = 0; i < count; i++) {
      cost[i] = row.at(units[i], j) - unitPrices[units[i]];
      size += row.size + Math.abs(unitPrices[units[i]]);
    }
    const least = best.solve(choices[j]);
    if (least === Infinity) return none;
    sum.add(least, size);
    if (!units.some((u) => heldAt.has(u))) continue;
    const each = best.withAndWithout(choices[j]);
    units.forEach((u, i) => {
      const withIt = Math.max(0, each.with[i] - least);
      const without = Math.max(0, each.without[i] - least);
      heldAt.get(u)?.set(j, { with: withIt, without });
    });
    // What holding adds is again a difference of sums of that size.
    sum.add(0, size);
  }
  const terms = 2 * layout.unitCount + layout.slotCount + layout.repCount;
  const bound = sum.guarded(terms);
  let leastHeld = Infinity;
  for (const { unit, reps } of held) {
    for (const rep of reps) leastHeld = Math.min(leastHeld, bound + addedAt(heldAt.get(unit), rep));
  }
  return { bound, leastHeld };
}

/** The least reduced cost of a unit at any rep it may go to, whatever a case leaves open. */
export function leastReduced({ program }: Layout, row: ReducedCosts, unit: number): number {
  let least = Infinity;
  for (const rep of program.sets[program.setOf[unit]]) least = Math.min(least, row.at(unit, rep));
  return least;
}

interface WithAndWithout {
  readonly with: number;
  readonly without: number;
}

/** What it adds that one rep's set has a unit and all others' have it not. */
function addedAt(reps: ReadonlyMap<number, WithAndWithout> | undefined, rep: number): number {
  let added = reps?.get(rep)?.with ?? 0;
  for (const [other, { without }] of reps ?? []) if (other !== rep) added += without;
  return added;
}
