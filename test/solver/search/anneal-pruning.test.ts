import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import type { DualFunction } from '../../../src/solver/bound/dual-function.js';
import { priceScale } from '../../../src/solver/prices/price-scale.js';
import {
  type Candidates,
  excessAt,
  rankCandidates,
} from '../../../src/solver/search/candidates.js';
import { searchCurves } from '../../../src/solver/search/search-costs.js';
import { SearchState } from '../../../src/solver/search/search-state.js';
import { randomProgram } from '../random-program.js';
import { dualOf } from '../relaxed-program.js';

interface Case {
  readonly dual: DualFunction;
  readonly candidates: Candidates;
  readonly state: SearchState;
  readonly random: Random;
}

/** A placement seen as annealing sees it somewhere between prices and truth. */
function caseOf(seed: number, walk: number): Case {
  const dual = dualOf(randomProgram(seed, { units: 10, reps: 4 }));
  const { layout } = dual;
  const random = new Random(walk, 11);
  const { step } = priceScale(layout);
  const size = 10 ** (random.below(4) - 2);
  const prices = step.map((usual) => size * usual * (random.fraction() - 0.5));
  const all = random.below(2) === 0;
  const plan = {
    cheapest: all ? layout.repCount : 2,
    pool: 4,
    drawn: 1,
    strays: 0,
    interchangeable: random.below(2),
  };
  const candidates = rankCandidates(dual, prices, plan);
  const raised = 1.3 ** random.below(6);
  const penalty = step.map((usual, s) => raised * 2 * Math.max(usual, Math.abs(prices[s])));
  const truth = [0, random.fraction() ** 5, 1][random.below(3)];
  const curves = searchCurves(layout, { truth, prices, penalty });
  const placement = Int32Array.from({ length: layout.unitCount }, (_, u) => {
    const reps = layout.program.sets[layout.program.setOf[u]];
    return reps[random.below(reps.length)];
  });
  const state = new SearchState(layout, placement, curves, candidates);
  state.viewAt(curves, prices, dual.ranges);
  return { dual, candidates, state, random };
}

function isAlone({ dual }: Case, unit: number): boolean {
  const { start } = dual.layout.familiesOf;
  return start[unit] === start[unit + 1];
}

/** The slack that a move of these units can take from. */
function slackOf({ state }: Case, reps: readonly number[], units: readonly number[]): number {
  const ofReps = reps.reduce((sum, rep) => sum + state.slackOf(rep), 0);
  return units.reduce((sum, unit) => sum + state.slackOfLeaving(unit), ofReps);
}

/** A move that costs less than nothing must not add more excess than there is slack, or annealing would skip it. */
function expectKept(delta: number, added: number, slack: number): void {
  if (delta === Infinity) return;
  const rounding = 1e-9 * (1 + Math.abs(delta) + (Number.isFinite(added) ? Math.abs(added) : 0));
  expect(added - slack).toBeLessThanOrEqual(delta + rounding);
}

/** Every relocation and swap along the candidates of units that are in no family. */
function checkMoves(one: Case): void {
  const { candidates, state } = one;
  const { width, count, rep, excess } = candidates;
  const { place, members } = state;
  for (let u = 0; u < place.length; u++) {
    if (!isAlone(one, u)) continue;
    const from = place[u];
    for (let at = u * width; at < u * width + count[u]; at++) {
      const to = rep[at];
      if (to === from) continue;
      const added = excess[at] - state.excess[u];
      expectKept(state.relocateDelta(u, to), added, slackOf(one, [from, to], [u]));
      for (const other of members.of(to)) {
        const back = excessAt(candidates, other, from);
        if (back === Infinity || !isAlone(one, other)) continue;
        const both = added - state.excess[other];
        const slack = slackOf(one, [from, to], [u, other]);
        const delta = state.swapDelta(u, other);
        expectKept(delta, both + back, slack);
        expectKept(delta, both, slack);
      }
    }
  }
}

describe('what annealing does not look at', () => {
  it('is no move that gains, whatever the placement, the prices and the curves', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (seed, walk) => {
        const one = caseOf(seed, walk);
        if (one.dual.isEmpty()) return;
        checkMoves(one);
        // And after moves that keep slack and excess up to date as they go.
        const { state, random } = one;
        for (let k = 0; k < 10; k++) {
          const unit = random.below(state.place.length);
          const rep = random.below(one.dual.layout.repCount);
          if (state.relocateDelta(unit, rep) < Infinity) state.relocate(unit, rep);
        }
        checkMoves(one);
      }),
      { numRuns: 400 },
    );
  });
});
