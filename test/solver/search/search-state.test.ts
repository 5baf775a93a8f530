import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import { evaluate } from '../../../src/solver/model/evaluate.js';
import { layOut } from '../../../src/solver/model/layout.js';
import type { Program } from '../../../src/solver/model/program.js';
import { searchCurves } from '../../../src/solver/search/search-costs.js';
import { SearchState } from '../../../src/solver/search/search-state.js';
import { judge } from '../brute-force.js';
import { randomProgram } from '../random-program.js';

function randomPlacement(program: Program, random: Random): Int32Array {
  return Int32Array.from(program.setOf, (set) => {
    const reps = program.sets[set];
    return reps[random.below(reps.length)];
  });
}

/** A state whose total is the true objective plus a penalty on violations. */
function stateOf(program: Program, random: Random): SearchState {
  const layout = layOut(program);
  const curves = searchCurves(layout, {
    truth: 1,
    prices: new Float64Array(layout.slotCount),
    penalty: new Float64Array(layout.slotCount).fill(0.7),
  });
  return new SearchState(layout, randomPlacement(program, random), curves);
}

const cases = fc.record({ seed: fc.nat(1_000_000), walk: fc.nat(1_000_000) });

describe('the search state', () => {
  it('foretells what every relocation and swap adds, and keeps its loads', () => {
    fc.assert(
      fc.property(cases, ({ seed, walk }) => {
        const program = randomProgram(seed, { units: 8, reps: 4 });
        const random = new Random(walk);
        const state = stateOf(program, random);
        for (let step = 0; step < 30; step++) {
          const before = state.total();
          const unit = random.below(program.unitCount);
          const other = random.below(program.unitCount);
          const rep = random.below(program.repCount);
          const swaps = random.below(2) === 0 && state.place[unit] !== state.place[other];
          if (!swaps && state.place[unit] === rep) continue;
          const delta = swaps ? state.swapDelta(unit, other) : state.relocateDelta(unit, rep);
          if (delta === Infinity) continue;
          if (swaps) state.swap(unit, other);
          else state.relocate(unit, rep);
          expect(state.total() - before).toBeCloseTo(delta, 9);
        }
        const held = [...state.place.keys()].filter((u) =>
          state.members.of(state.place[u]).includes(u),
        );
        expect(held.length).toBe(program.unitCount);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the definition on any placement', () => {
    fc.assert(
      fc.property(cases, ({ seed, walk }) => {
        const program = randomProgram(seed);
        const random = new Random(walk);
        const place = randomPlacement(program, random);
        const value = evaluate(layOut(program), place);
        const judged = judge(program, place);
        expect(value.objective).toBeCloseTo(judged.objective, 10);
        expect(value.violation).toBeCloseTo(judged.violation, 10);
      }),
      { numRuns: 300 },
    );
  });

  it('answers Infinity for a rep that may not take the unit', () => {
    const program: Program = {
      ...randomProgram(3, { units: 4, reps: 2 }),
      unitCount: 1,
      repCount: 2,
      setOf: Int32Array.of(0),
      sets: [Int32Array.of(1)],
      homes: { start: new Int32Array(2), rep: new Int32Array(0), leavingCost: new Float64Array(0) },
      penalties: {
        start: new Int32Array(2),
        set: new Int32Array(0),
        cost: new Float64Array(0),
        accepted: [],
      },
      distance: undefined,
      repLoads: [],
      leavingLoads: [],
      families: [],
    };
    const state = stateOf(program, new Random(1));
    expect(state.relocateDelta(0, 0)).toBe(Infinity);
  });
});
