import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import { lagrangianBound } from '../../../src/solver/bound/bound.js';
import { DualFunction } from '../../../src/solver/bound/dual-function.js';
import { layOut } from '../../../src/solver/model/layout.js';
import { allEligible } from '../../../src/solver/model/open-reps.js';
import type { Program } from '../../../src/solver/model/program.js';
import { priceScale } from '../../../src/solver/prices/price-scale.js';
import { bruteForce } from '../brute-force.js';
import { randomProgram } from '../random-program.js';

/** Prices of any sign, mostly about as large as those that matter. */
function randomPrices(program: Program, seed: number): Float64Array {
  const layout = layOut(program);
  const random = new Random(seed, 5);
  return priceScale(layout).step.map(
    (step) => step * (random.fraction() - 0.5) * 10 ** (random.below(3) - 1),
  );
}

const cases = fc.record({ seed: fc.nat(1_000_000), prices: fc.nat(1_000_000) });

describe('the Lagrangian bound', () => {
  it('is at most the cost of every plan, whatever the prices', () => {
    fc.assert(
      fc.property(cases, ({ seed, prices }) => {
        const program = randomProgram(seed, { units: 5, reps: 3 });
        const best = bruteForce(program);
        if (best === undefined) return;
        const layout = layOut(program);
        const bound = lagrangianBound(layout, allEligible(program), randomPrices(program, prices));
        expect(bound).toBeLessThanOrEqual(best);
      }),
      { numRuns: 500 },
    );
  });

  it('is what the fast form used for ascent computes', () => {
    fc.assert(
      fc.property(cases, ({ seed, prices }) => {
        const program = randomProgram(seed);
        const layout = layOut(program);
        const open = allEligible(program);
        const dual = new DualFunction(layout, open);
        if (dual.isEmpty()) return;
        const at = randomPrices(program, prices);
        expect(dual.evaluate(at)).toBeCloseTo(lagrangianBound(layout, open, at), 9);
      }),
      { numRuns: 300 },
    );
  });

  it('rises along the supergradient no faster than the supergradient says', () => {
    fc.assert(
      fc.property(cases, fc.nat(1_000_000), ({ seed, prices }, other) => {
        const program = randomProgram(seed);
        const dual = new DualFunction(layOut(program), allEligible(program));
        if (dual.isEmpty()) return;
        const from = randomPrices(program, prices);
        const to = randomPrices(program, other);
        const value = dual.evaluate(from);
        const rise = dual.gradient.reduce((sum, g, s) => sum + g * (to[s] - from[s]), 0);
        expect(dual.evaluate(to)).toBeLessThanOrEqual(value + rise + 1e-9);
      }),
      { numRuns: 300 },
    );
  });
});
