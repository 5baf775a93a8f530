import type { Random } from '../../model/random.js';
import type { Curves } from '../model/load-cost.js';
import { loadViolation } from '../model/load-cost.js';
import { annealStage } from './anneal.js';
import type { Candidates } from './candidates.js';
import { descend } from './descend.js';
import { Ejection } from './ejection.js';
import type { SearchState } from './search-state.js';

const rounds = 30;

interface RepairTask {
  readonly candidates: Candidates;
  /** By slot: cost of one unit of load beyond a must bound. */
  readonly penalty: Float64Array;
  /** The curves under the penalties as they stand. */
  readonly view: () => Curves;
  readonly random: Random;
  readonly moves: number;
  readonly stop: () => boolean;
}

/**
 * Drives out what must bounds are still broken: their penalties double from
 * round to round, ejection chains carry what is too much to where there is
 * room, and a short cold annealing between descents shakes loose what stands
 * in the way. The placement that breaks least is kept.
 */
export function repair(
  state: SearchState,
  { candidates, penalty, view, random, moves, stop }: RepairTask,
): void {
  let least = violationOf(state);
  let kept = Int32Array.from(state.place);
  const ejection = new Ejection(state, candidates);
  for (let round = 0; round < rounds && least > 0 && !stop(); round++) {
    const { slotCosts } = state.layout;
    for (let s = 0; s < penalty.length; s++) {
      if (loadViolation(slotCosts[s], state.load[s]) > 0) penalty[s] *= 2;
    }
    state.view(view());
    let steps = moves / 5;
    while (steps > 0 && violationOf(state) > 0 && !stop()) {
      const used = ejection.improve(Math.min(steps, moves / 20), stop);
      if (used === 0) break;
      steps -= used;
    }
    if (violationOf(state) === 0) break;
    annealStage(state, candidates, random, 1e-6 * 4 ** (round % 4), Math.floor(moves / 60));
    descend(state, candidates, Math.floor(moves / 20), stop);
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
