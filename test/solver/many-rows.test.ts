import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/model/random.js';
import { evaluate, loadsOf } from '../../src/solver/model/evaluate.js';
import { layOut, loadFactor } from '../../src/solver/model/layout.js';
import { loadCost } from '../../src/solver/model/load-cost.js';
import type { LoadCost, Program, RepLoad, SolveOptions } from '../../src/solver/model/program.js';
import { proofBound } from '../../src/solver/proof/proof-bound.js';
import { searchCurves } from '../../src/solver/search/search-costs.js';
import { SearchState } from '../../src/solver/search/search-state.js';
import { solve } from '../../src/solver/solve.js';
import { hasManyBounds } from '../../src/solver/solve-binding.js';
import { isHinge, restOf } from '../../src/solver/translate/binding-bounds.js';
import { bruteForce, judge } from './brute-force.js';
import { randomProgram } from './random-program.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'quick',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

const untilBroken = (high: number, slope: number): LoadCost => ({
  knots: Float64Array.of(high),
  slopes: Float64Array.of(0, slope),
  valueAtFirstKnot: 0,
  low: -Infinity,
  high: slope === 0 ? high : Infinity,
  tolerance: slope === 0 ? 1e-9 : 0,
  violationScale: 1,
});

/** Rows that each count a unit in `one` of so many, for every rep by itself. */
function rows(
  program: Program,
  count: number,
  one: number,
  slope: number,
  seed: number,
): RepLoad[] {
  const random = new Random(seed, 5);
  return Array.from({ length: count }, (_, k) => {
    const amount = Float64Array.from({ length: program.unitCount }, () =>
      random.below(one) === 0 ? 1 + random.below(5) : 0,
    );
    const most = amount.reduce((sum, each) => sum + each, 0);
    const cost = untilBroken(2 + Math.ceil(0.6 * most), slope);
    return {
      name: `row:${k}`,
      amount,
      groupOf: Int32Array.from({ length: program.repCount }, (__, j) => (k % 3 === j % 3 ? -1 : j)),
      costs: Array.from({ length: program.repCount }, () => cost),
    };
  });
}

function withRows(
  seed: number,
  count: number,
  one: number,
  slope = 0,
  most = { units: 6, reps: 3 },
) {
  const program = randomProgram(seed, most);
  return { ...program, repLoads: [...program.repLoads, ...rows(program, count, one, slope, seed)] };
}

describe('a program of several hundred rows', () => {
  it('is valued move by move as its definition values it', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 40 }), (seed, one) => {
        const program = withRows(seed, 300, one, 0.01, { units: 8, reps: 4 });
        const layout = layOut(program);
        const random = new Random(seed, 9);
        const place = Int32Array.from(program.setOf, (set) => {
          const reps = program.sets[set];
          return reps[random.below(reps.length)];
        });
        const zero = new Float64Array(layout.slotCount);
        const curves = searchCurves(layout, { truth: 1, prices: zero, penalty: zero });
        const state = new SearchState(layout, place, curves);
        let cost = judge(program, state.place).objective;
        for (let step = 0; step < 12; step++) {
          const unit = random.below(program.unitCount);
          const other = random.below(program.unitCount);
          const rep = random.below(program.repCount);
          const swaps = step % 2 === 0 && state.place[unit] !== state.place[other];
          if (!swaps && state.place[unit] === rep) continue;
          const delta = swaps ? state.swapDelta(unit, other) : state.relocateDelta(unit, rep);
          if (delta === Infinity) continue;
          if (swaps) state.swap(unit, other);
          else state.relocate(unit, rep);
          const after = judge(program, state.place);
          expect(after.objective - cost).toBeCloseTo(delta, 8);
          expect(evaluate(layout, state.place).objective).toBeCloseTo(after.objective, 8);
          expect(evaluate(layout, state.place).violation).toBeCloseTo(after.violation, 8);
          loadsOf(layout, state.place).forEach((load, s) => {
            expect(state.load[s]).toBeCloseTo(load, 8);
          });
          cost = after.objective;
        }
      }),
      { numRuns: 12 },
    );
  });

  it('is solved as well as trying everything solves it, and proven of the whole', async () => {
    let feasible = 0;
    let optimal = 0;
    for (let seed = 0; seed < 10; seed++) {
      // Must rows in turn with rows that may be broken at a cost.
      const slope = seed % 2 === 0 ? 0 : 0.02;
      const program = withRows(seed, 360, 6, slope);
      const found = await solve(program, options);
      const judged = judge(program, found.placement);
      expect(found.objective).toBeCloseTo(judged.objective, 9);
      expect(found.violation).toBeCloseTo(judged.violation, 9);
      const best = bruteForce(program);
      if (best === undefined) continue;
      feasible++;
      const proven = proofBound(program, found.proof, found.cuts);
      expect(proven).toBeLessThanOrEqual(best + 1e-9);
      expect(found.bound).toBeLessThanOrEqual(best + 1e-9);
      if (found.violation === 0 && found.objective <= best + 1e-9) optimal++;
    }
    expect(feasible).toBeGreaterThan(3);
    expect(optimal).toBe(feasible);
  });

  it('leaves out only what costs nothing in between', () => {
    expect(isHinge(untilBroken(5, 0.1))).toBe(true);
    expect(restOf(untilBroken(5, 0.1))).toEqual({ low: -Infinity, high: 5 });
    expect(isHinge({ ...untilBroken(5, 0.1), valueAtFirstKnot: 0.1 })).toBe(false);
    const vee = { ...untilBroken(5, 0.1), slopes: Float64Array.of(-0.1, 0.1) };
    expect(isHinge(vee)).toBe(false);
    const band = {
      ...untilBroken(0, 0),
      knots: Float64Array.of(2, 4),
      slopes: Float64Array.of(-1, 0, 1),
      high: 3,
    };
    expect(restOf(band)).toEqual({ low: 2, high: 3 });
    expect(loadCost(band, 2.5)).toBe(0);
  });

  it('ends soon after its time, however many rows there are', async () => {
    const program = withRows(3, 4000, 2, 0, { units: 1, reps: 1 });
    const many = { ...program, ...large(200, 12) };
    const whole = { ...many, repLoads: rows(many, 4000, 2, 0, 3) };
    expect(hasManyBounds(whole)).toBe(true);
    expect(loadFactor(layOut(whole))).toBeGreaterThan(100);
    const before = process.cpuUsage();
    const found = await solve(whole, {
      ...options,
      effort: 'normal',
      timeLimit: 0.2,
      now: () => performance.now(),
    });
    const { user, system } = process.cpuUsage(before);
    expect(found.interrupted).toBe(true);
    expect(found.objective).toBeCloseTo(judge(whole, found.placement).objective, 9);
    // Of the processor, since the clock tells of other work as well; it took minutes once.
    expect((user + system) / 1e6).toBeLessThan(12);
  }, 120_000);
});

/** Units that anyone may take, and nothing else. */
function large(unitCount: number, repCount: number) {
  return {
    unitCount,
    repCount,
    constant: 0,
    setOf: new Int32Array(unitCount),
    sets: [Int32Array.from({ length: repCount }, (_, j) => j)],
    homes: {
      start: Int32Array.from({ length: unitCount + 1 }, (_, u) => u),
      rep: Int32Array.from({ length: unitCount }, (_, u) => u % repCount),
      leavingCost: new Float64Array(unitCount).fill(0.01),
    },
    penalties: {
      start: new Int32Array(unitCount + 1),
      set: new Int32Array(0),
      cost: new Float64Array(0),
      accepted: [],
    },
    distance: undefined,
    leavingLoads: [],
    families: [],
  };
}
