import { isSplit } from '../model/evaluate.js';
import type { Layout } from '../model/layout.js';
import { type Found, foundAt, type SearchTask } from './anneal-run.js';
import { isCandidate } from './candidates.js';
import { descend } from './descend.js';
import { settlingCurves } from './search-costs.js';
import { SearchState } from './search-state.js';

/** What a family that is to be tried whole costs if split: more than anything that a descent could gain. */
const dear = 1e3;

/**
 * Tries of each family that should be together whether it had better not be, and
 * of each that is split the other way about. The whole split is paid for by the
 * first who leaves, so no single move away gains, and annealing, which brings
 * families together while loads still cost next to nothing, may never come to part
 * a great one. For a try its split costs nothing (or very much), the rest
 * settles down to that, and what comes of it is kept if it is better. Takes about
 * so many looks at moves.
 */
export function refitFamilies(
  layout: Layout,
  task: SearchTask,
  found: Found,
  looks: number,
): Found {
  const { families } = layout.program;
  let best = found;
  let left = looks;
  let sinceGain = 0;
  for (let f = 0; sinceGain < families.length && left > 0 && !task.stop(); f++) {
    const tried = refitted(layout, task, best, f % families.length, left);
    left = tried.left;
    sinceGain++;
    if (!isClearlyBetter(tried.found, best)) continue;
    best = tried.found;
    sinceGain = 0;
  }
  return best;
}

function refitted(
  layout: Layout,
  task: SearchTask,
  { placement }: Found,
  f: number,
  looks: number,
): { readonly found: Found; readonly left: number } {
  const { candidates } = task;
  const { units, splitCost } = layout.program.families[f];
  const isWhole = !isSplit(units, placement);
  const curves = settlingCurves(layout, task);
  const other = withSplitCost(layout, f, isWhole ? 0 : dear * splitCost);
  const state = new SearchState(other, placement, curves, candidates);
  if (!isWhole) {
    const rep = holderOfMost(units, placement);
    for (const unit of units) if (isCandidate(candidates, unit, rep)) state.relocate(unit, rep);
  }
  const left = descend(state, candidates, looks, task.stop);
  return { found: foundAt(layout, state.place), left };
}

function withSplitCost(layout: Layout, f: number, splitCost: number): Layout {
  const families = layout.program.families.with(f, { ...layout.program.families[f], splitCost });
  return { ...layout, program: { ...layout.program, families } };
}

/** Who has most of a family; of several the one who has its first unit. */
function holderOfMost(units: Int32Array, placement: Int32Array): number {
  const held = new Map<number, number>();
  for (const unit of units) held.set(placement[unit], (held.get(placement[unit]) ?? 0) + 1);
  return [...held].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** Whether a is better than b by more than rounding. */
export function isClearlyBetter(a: Found, b: Found): boolean {
  return a.violation === b.violation
    ? a.objective < b.objective - 1e-12
    : a.violation < b.violation;
}
