import type { Layout } from '../model/layout.js';
import { unitShares } from '../model/unit-sample.js';
import { type Found, foundAt, type SearchTask } from './anneal-run.js';
import { type Candidates, isCandidate } from './candidates.js';
import { descend } from './descend.js';
import { isClearlyBetter } from './refit-families.js';
import { settlingCurves } from './search-costs.js';
import { SearchState } from './search-state.js';

/** A unit is great from this share of what a rep should hold on. */
const great = 0.5;
const mostGreat = 12;

/**
 * Tries of each great unit at each other rep, changing places with the great units there. What fills up
 * beside a great unit is settled around it, so that annealing, once cool, no longer
 * moves it, and no single move gains. For a try the great units stay where they are
 * put until the rest has settled, and what comes of it is kept if it is better. Takes
 * about so many looks at moves.
 */
export function refitGreat(layout: Layout, task: SearchTask, found: Found, looks: number): Found {
  const units = greatUnits(layout);
  let best = found;
  let left = looks;
  for (let gained = units.length > 0; gained; ) {
    gained = false;
    for (const unit of units) {
      for (const rep of layout.program.sets[layout.program.setOf[unit]]) {
        if (left <= 0 || task.stop()) return best;
        if (rep === best.placement[unit] || !isCandidate(task.candidates, unit, rep)) continue;
        const tried = settledWith(layout, task, best, { unit, rep, units }, left);
        left = tried.left;
        if (!isClearlyBetter(tried.found, best)) continue;
        best = tried.found;
        gained = true;
      }
    }
  }
  return best;
}

/** The greatest units by the share they have of what their rep should hold of a load, as far as they are great. */
function greatUnits(layout: Layout): readonly number[] {
  const shares = unitShares(layout).map((share) => share * layout.repCount);
  return Array.from(shares.keys())
    .filter((u) => shares[u] >= great)
    .sort((a, b) => shares[b] - shares[a] || a - b)
    .slice(0, mostGreat);
}

function settledWith(
  layout: Layout,
  task: SearchTask,
  { placement }: Found,
  { unit, rep, units }: { unit: number; rep: number; units: readonly number[] },
  looks: number,
): { readonly found: Found; readonly left: number } {
  const { candidates } = task;
  const curves = settlingCurves(layout, task);
  const held = withoutThose(candidates, units);
  const state = new SearchState(layout, placement, curves, candidates);
  const from = placement[unit];
  for (const other of units) {
    if (other === unit || placement[other] !== rep) continue;
    if (isCandidate(candidates, other, from)) state.relocate(other, from);
  }
  state.relocate(unit, rep);
  const left = descend(state, held, looks, task.stop);
  const free = new SearchState(layout, state.place, curves, candidates);
  return { left: descend(free, candidates, left, task.stop), found: foundAt(layout, free.place) };
}

/** Candidates by which some units go nowhere, and others only where they are listed. */
function withoutThose(candidates: Candidates, units: readonly number[]): Candidates {
  const count = Int32Array.from(candidates.count);
  for (const unit of units) count[unit] = 0;
  return { ...candidates, count, beyond: undefined };
}
