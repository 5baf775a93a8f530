import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagrangianBound } from '../../src/solver/bound.js';
import { DualFunction } from '../../src/solver/dual-function.js';
import { findLargePrices } from '../../src/solver/large-prices.js';
import { layOut } from '../../src/solver/layout.js';
import { allEligible } from '../../src/solver/open-reps.js';
import { priceScale } from '../../src/solver/price-scale.js';
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
        const row = new Float64Array(program.repCount);
        for (let u = 0; u < program.unitCount; u++) {
          computed.fill(u, row);
          for (let j = 0; j < program.repCount; j++) {
            expect(computed.at(u, j)).toBe(costs.at(u, j));
            if (costs.eligible(u, j)) expect(row[j]).toBeCloseTo(costs.at(u, j), 12);
          }
        }
      }),
    );
  });

  it('get prices by samples and lists whose bound holds and is what they are said to prove', () => {
    const plan = {
      resilientSteps: 20,
      volumeSteps: 40,
      firstLength: 1,
      leastReach: 1e-12,
      enough: Infinity,
      stop: () => false,
    };
    fc.assert(
      fc.property(seeds, (seed) => {
        const program = randomProgram(seed, { units: 6, reps: 3 });
        const best = bruteForce(program);
        const layout = layOut(program, 0);
        const open = allEligible(program);
        const dual = new DualFunction(layout, open);
        if (best === undefined || dual.isEmpty()) return;
        const { prices, value } = findLargePrices(dual, priceScale(layout), 3, plan);
        const bound = lagrangianBound(layout, open, prices);
        expect(bound).toBeLessThanOrEqual(best);
        expect(value).toBeCloseTo(bound, 9);
      }),
    );
  });
});
