import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagrangianBound } from '../../src/solver/bound/bound.js';
import { DualFunction } from '../../src/solver/bound/dual-function.js';
import { NearestReps } from '../../src/solver/bound/nearest-reps.js';
import { layOut } from '../../src/solver/model/layout.js';
import { allEligible } from '../../src/solver/model/open-reps.js';
import { findPrices } from '../../src/solver/prices/prices.js';
import { WorkerPool } from '../../src/solver/threads/worker-pool.js';
import { bruteForce } from './brute-force.js';
import { randomProgram } from './random-program.js';

const seeds = fc.nat(1_000_000);

describe('programs too large for a table of costs', () => {
  it('cost the same computed on the way', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed);
        const { costs } = layOut(program);
        const computed = layOut(program, 0).costs;
        for (let u = 0; u < program.unitCount; u++) {
          for (let j = 0; j < program.repCount; j++) {
            expect(computed.at(u, j)).toBe(costs.at(u, j));
          }
        }
      }),
    );
  });

  it('find the cheapest reps by clusters as by looking at all', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed, { units: 12, reps: 40 });
        const open = allEligible(program);
        const table = layOut(program);
        const prices = Float64Array.from({ length: table.slotCount }, (_, s) =>
          Math.sin(seed + s * 7.3),
        );
        const [all, nearby] = [table, layOut(program, 0)].map((layout) => {
          const nearest = new NearestReps(layout, open);
          nearest.setPrices(prices);
          return Array.from({ length: program.unitCount }, (_, u) => {
            const costs = new Float64Array(5);
            const found = nearest.find(u, 5, new Int32Array(5), costs);
            return costs.slice(0, found);
          });
        });
        all.forEach((costs, u) => {
          expect(nearby[u].length).toBe(costs.length);
          costs.forEach((cost, k) => {
            expect(nearby[u][k]).toBeCloseTo(cost, 9);
          });
        });
      }),
    );
  });

  it('get prices by samples and lists whose bound holds and is what they are said to prove', () => {
    const lists = { cheapest: 1, pool: 2, drawn: 1, strays: 1, interchangeable: 0 };
    const rounds = [3, 5, 9].map((units) => ({
      units,
      lists,
      levels: [0.3, 0.03].map((softness) => ({ softness, enough: 1e-4 })),
    }));
    const budget = { exactly: false, gap: 0, rounds };
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed, { units: 6, reps: 3 });
        const best = bruteForce(program);
        const layout = layOut(program, 0);
        const open = allEligible(program);
        const dual = new DualFunction(layout, open);
        if (best === undefined || dual.isEmpty()) return;
        const { prices, value } = findPrices(dual, budget, new WorkerPool(1), () => false);
        const bound = lagrangianBound(layout, open, prices);
        expect(bound).toBeLessThanOrEqual(best);
        expect(value).toBeCloseTo(bound, 9);
      }),
    );
  });
});
