import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, SolveOptions } from '../../../src/solver/model/program.js';
import { proofBound } from '../../../src/solver/proof/proof-bound.js';
import { hasManyBounds, solveBinding } from '../../../src/solver/solve-binding.js';
import { solveOnce } from '../../../src/solver/solve-once.js';
import { narrow } from '../../../src/solver/translate/binding-bounds.js';
import { bruteForce, judge } from '../brute-force.js';
import { randomProgram } from '../random-program.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'quick',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

/** A random program with a dozen more limits, some of which cannot be met together. */
function withLimits(seed: number): Program {
  const program = randomProgram(seed, { units: 6, reps: 3 });
  const more = Array.from({ length: 12 }, (_, k) => ({
    name: `more:${k}`,
    amount: Float64Array.from(
      { length: program.unitCount },
      (_, u) => (seed * 7 + u * 13 + k * 5) % 4,
    ),
    groupOf: Int32Array.from({ length: program.repCount }, (_, j) => (k % 2 === 0 ? j : 0)),
    costs: Array.from({ length: k % 2 === 0 ? program.repCount : 1 }, () => ({
      knots: Float64Array.of(0),
      slopes: new Float64Array(2),
      valueAtFirstKnot: 0,
      low: -Infinity,
      high: 5 + ((seed + 3 * k) % 9),
      tolerance: 1e-9,
      violationScale: 1,
    })),
  }));
  return { ...program, repLoads: [...program.repLoads, ...more] };
}

describe('a program solved by the bounds that bind', () => {
  it('keeps all bounds wherever it can, and its bound is proven of the whole', async () => {
    let feasible = 0;
    let kept = 0;
    let optimal = 0;
    for (let seed = 0; seed < 120; seed++) {
      const program = withLimits(seed);
      const found = await solveBinding(program, options, solveOnce);
      const judged = judge(program, found.placement);
      expect(found.objective).toBeCloseTo(judged.objective, 9);
      expect(found.violation).toBeCloseTo(judged.violation, 9);
      const proven = proofBound(program, found.proof, found.cuts);
      if (found.bound === Infinity) expect(proven).toBe(Infinity);
      else {
        // Near 0, where no bound needs a proof, rounding may tell either way.
        expect(Math.max(1e-12, proven)).toBeGreaterThanOrEqual(found.bound);
        expect(proven).toBeCloseTo(found.bound, 9);
      }
      const best = bruteForce(program);
      if (best === undefined) continue;
      feasible++;
      expect(found.bound).toBeLessThanOrEqual(best);
      if (found.violation > 0) continue;
      kept++;
      if (found.objective <= best + 1e-9) optimal++;
    }
    expect(feasible).toBeGreaterThan(40);
    expect(kept).toBeGreaterThan(0.95 * feasible);
    expect(optimal).toBeGreaterThan(0.95 * kept);
  });

  it('has the loads that were kept, in order, and prices of the others at 0', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(fc.boolean(), { minLength: 60 }), (seed, picks) => {
        const program = withLimits(seed);
        const count = program.repLoads.reduce((sum, { costs }) => sum + costs.length, 0);
        const isKept = Uint8Array.from({ length: count }, (_, s) => (picks[s % 60] ? 1 : 0));
        const narrowed = narrow(program, isKept);
        const groups = narrowed.program.repLoads.reduce((sum, { costs }) => sum + costs.length, 0);
        expect(groups).toBe(isKept.reduce((sum, one) => sum + one, 0));
        const rep = narrowed.program.repLoads.map(({ costs }) =>
          new Float64Array(costs.length).fill(1),
        );
        const leaving = program.leavingLoads.map(({ costs }) => new Float64Array(costs.length));
        const back = narrowed.multipliersOf({ rep, leaving, cuts: undefined });
        expect(back.rep.flatMap((prices) => [...prices])).toEqual([...isKept]);
      }),
    );
  });

  it('is meant for programs with far more bounds than reps', () => {
    expect(hasManyBounds(withLimits(3))).toBe(false);
  });
});
