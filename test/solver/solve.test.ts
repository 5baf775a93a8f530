import { describe, expect, it } from 'vitest';
import type { SolveOptions } from '../../src/solver/program.js';
import { proofBound } from '../../src/solver/proof/proof-bound.js';
import { solve } from '../../src/solver/solve.js';
import { bruteForce, judge } from './brute-force.js';
import { randomProgram } from './random-program.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'quick',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

describe('solve against brute force', () => {
  it('finds the optimum of every small program, proves it, and knows when there is none', async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const program = randomProgram(seed);
      const best = bruteForce(program);
      const solution = await solve(program, options);
      const judged = judge(program, solution.placement);
      expect(solution.violation, `violation of seed ${seed}`).toBeCloseTo(judged.violation, 9);
      expect(solution.objective, `objective of seed ${seed}`).toBeCloseTo(judged.objective, 9);
      expect(proofBound(program, solution.proof), `proof of seed ${seed}`).toBe(solution.bound);
      if (best === undefined) {
        expect(judged.violation, `infeasible seed ${seed}`).toBeGreaterThan(0);
        expect(solution.bound, `proof that seed ${seed} is infeasible`).toBe(Infinity);
      } else {
        expect(judged.violation, `feasible seed ${seed}`).toBe(0);
        expect(solution.bound, `bound of seed ${seed}`).toBeLessThanOrEqual(best);
        const gap = (solution.objective - solution.bound) / Math.max(solution.objective, 1e-9);
        expect(gap, `gap of seed ${seed}`).toBeLessThanOrEqual(1e-6);
      }
    }
  });
});
