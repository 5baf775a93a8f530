import type { Curves } from '../model/load-cost.js';
import { loadViolation } from '../model/load-cost.js';
import { annealStage } from './anneal.js';
import type { Candidates } from './candidates.js';
import { descend } from './descend.js';
import { Ejection } from './ejection.js';
import type { Random } from './random.js';
import type { SearchState } from './search-state.js';

const rounds = 30;

/**
 * Drives out what must bounds are still broken: their penalties double from
 * round to round, ejection chains carry what is too much to where there is
 * room, and a short cold annealing between descents shakes loose what stands
 * in the way. The placement that breaks least is kept.
 */
export function repair(
  state: SearchState,
  candidates: Candidates,
  penalty: Float64Array,
  random: Random,
  view: () => Curves,
  limits: { readonly moves: number; readonly stop: () => boolean },
): void {
  let least = violationOf(state);
  let kept = Int32Array.from(state.place);
  const ejection = new Ejection(state, candidates);
  for (let round = 0; round < rounds && least > 0 && !limits.stop(); round++) {
    const { slotCosts } = state.layout;
    for (let s = 0; s < penalty.length; s++) {
      if (loadViolation(slotCosts[s], state.load[s]) > 0) penalty[s] *= 2;
    }
    state.view(view());
    let steps = limits.moves / 5;
    while (steps > 0 && violationOf(state) > 0 && !limits.stop()) {
      const used = ejection.improve(Math.min(steps, limits.moves / 20), limits.stop);
      if (used === 0) break;
      steps -= used;
    }
    if (violationOf(state) === 0) break;
    annealStage(state, candidates, random, 1e-6 * 4 ** (round % 4), Math.floor(limits.moves / 60));
    descend(state, candidates, Math.floor(limits.moves / 20), limits.stop);
    const violation = violationOf(state);
    if (violation < least) {
      least = violation;
      kept = Int32Array.from(state.place);
    }
  }
  if (violationOf(state) > least) state.reset(kept);
}

function violationOf(state: SearchState): number {
  let sum = 0;
  for (let s = 0; s < state.load.length; s++) {
    sum += loadViolation(state.layout.slotCosts[s], state.load[s]);
  }
  return sum;
}
