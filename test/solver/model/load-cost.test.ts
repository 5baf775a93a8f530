import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/solver/model/layout.js';
import { loadCost, loadViolation } from '../../../src/solver/model/load-cost.js';
import { searchCurves } from '../../../src/solver/search/search-costs.js';
import { randomProgram } from '../random-program.js';

const load = fc.double({ min: -60, max: 60, noNaN: true });
const seeds = fc.nat(1_000_000);

describe('load costs', () => {
  it('are the same in flat arrays as by definition', () => {
    fc.assert(
      fc.property(seeds, load, (seed, at) => {
        const { curves, slotCosts } = layOut(randomProgram(seed));
        slotCosts.forEach((cost, s) => {
          expect(curves.at(s, at)).toBeCloseTo(loadCost(cost, at), 9);
        });
      }),
    );
  });

  it('have their cheapest load where no other load of the range costs less', () => {
    fc.assert(
      fc.property(
        seeds,
        load,
        load,
        load,
        fc.double({ min: -3, max: 3, noNaN: true }),
        (seed, a, b, c, price) => {
          const { curves, slotCosts } = layOut(randomProgram(seed));
          const [low, other, high] = [a, b, c].sort((x, y) => x - y);
          slotCosts.forEach((_, s) => {
            const best = curves.cheapestLoad(s, price, low, high);
            expect(best).toBeGreaterThanOrEqual(low);
            expect(best).toBeLessThanOrEqual(high);
            const value = (at: number): number => curves.at(s, at) - price * at;
            expect(value(best)).toBeLessThanOrEqual(value(other) + 1e-9);
          });
        },
      ),
    );
  });

  it('as the search sees them are the blend of truth and price, and a penalty beyond must bounds', () => {
    fc.assert(
      fc.property(seeds, load, fc.double({ min: 0, max: 1, noNaN: true }), (seed, at, truth) => {
        const layout = layOut(randomProgram(seed));
        const prices = new Float64Array(layout.slotCount).fill(0.3);
        const penalty = new Float64Array(layout.slotCount).fill(7);
        const curves = searchCurves(layout, { truth, prices, penalty });
        layout.slotCosts.forEach((cost, s) => {
          const excess = Math.max(cost.low - at, at - cost.high, 0);
          const expected = truth * (loadCost(cost, at) + 7 * excess) + (1 - truth) * 0.3 * at;
          expect(curves.at(s, at)).toBeCloseTo(expected, 7);
        });
      }),
    );
  });
});

describe('violations', () => {
  const cost = {
    knots: Float64Array.of(0),
    slopes: new Float64Array(2),
    valueAtFirstKnot: 0,
    low: 2,
    high: 10,
    tolerance: 1e-9,
    violationScale: 4,
  };

  it('are the excess in the scale of the rule', () => {
    expect(loadViolation(cost, 12)).toBe(0.5);
    expect(loadViolation(cost, 0)).toBe(0.5);
  });

  it('are nothing within the bounds and their tolerance', () => {
    expect(loadViolation(cost, 10 + 5e-10)).toBe(0);
    expect(loadViolation(cost, 2)).toBe(0);
  });
});
