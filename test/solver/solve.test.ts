import { describe, expect, it } from 'vitest';
import type { SolveOptions } from '../../src/solver/model/program.js';
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
      // Sums are taken in another order than where units and reps stood in that of their hashes.
      expect(
        proofBound(program, solution.proof, solution.cuts),
        `proof of seed ${seed}`,
      ).toBeCloseTo(solution.bound, 12);
      if (best === undefined) {
        expect(judged.violation, `infeasible seed ${seed}`).toBeGreaterThan(0);
        expect(solution.bound, `proof that seed ${seed} is infeasible`).toBe(Infinity);
      } else {
        expect(judged.violation, `feasible seed ${seed}`).toBe(0);
        expect(solution.bound, `bound of seed ${seed}`).toBeLessThanOrEqual(best);
        // No cost is below 0, so neither is any objective, whatever rounding takes off the bound.
        const bound = Math.max(0, solution.bound);
        const gap = (solution.objective - bound) / Math.max(solution.objective, 1e-9);
        expect(gap, `gap of seed ${seed}`).toBeLessThanOrEqual(1e-6);
      }
    }
  });
});

describe('solve', () => {
  const program = randomProgram(12, { units: 40, reps: 6 });

  it('gives the same answer for the same seed and any number of threads', async () => {
    const first = await solve(program, options);
    const again = await solve(program, options);
    const threaded = await solve(program, { ...options, threads: 2 });
    expect(again).toEqual(first);
    expect(threaded).toEqual(first);
  });

  it('stops when asked, with a whole placement and a bound that holds', async () => {
    const stopped = await solve(program, { ...options, shouldStop: () => true });
    const full = await solve(program, options);
    expect(stopped.interrupted).toBe(true);
    expect(full.interrupted).toBe(false);
    expect(stopped.bound).toBeLessThanOrEqual(full.objective);
    const judged = judge(program, stopped.placement);
    expect(judged.objective).toBeCloseTo(stopped.objective, 9);
  });

  it('stops at the time limit', async () => {
    let clock = 0;
    const tick = () => (clock += 50);
    const { interrupted } = await solve(program, { ...options, timeLimit: 0.2, now: tick });
    expect(interrupted).toBe(true);
  });

  it('solves a program without units', async () => {
    const empty = randomProgram(1);
    const none = await solve(
      {
        ...empty,
        unitCount: 0,
        constant: 0.25,
        setOf: new Int32Array(0),
        sets: [],
        homes: {
          start: new Int32Array(1),
          rep: new Int32Array(0),
          leavingCost: new Float64Array(0),
        },
        penalties: { ...empty.penalties, start: new Int32Array(1) },
        distance: undefined,
        repLoads: [],
        leavingLoads: [],
        families: [],
      },
      options,
    );
    expect(none.placement.length).toBe(0);
    expect(none.objective).toBe(0.25);
    expect(none.bound).toBeCloseTo(0.25, 12);
  });
});
