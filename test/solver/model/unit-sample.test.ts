import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleUnits } from '../../../src/solver/model/unit-sample.js';
import { apartFrom, bareProgram, dualOf } from '../relaxed-program.js';

describe('a sample of the units', () => {
  it('holds great units for themselves alone, and stands for about what all bring', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 20, max: 80 }),
        (seed, size) => {
          const amount = Array.from({ length: 200 }, (_, u) => 1 + ((u * 7919 + seed) % 97));
          amount[seed % 200] = 5_000;
          const { layout } = dualOf(bareProgram(200, 3, [{ amount, cost: apartFrom(0) }]));
          const { units, weight } = sampleUnits(layout, size);
          expect([...units]).toEqual([...new Set(units)].sort((a, b) => a - b));
          expect(Math.abs(units.length - size)).toBeLessThanOrEqual(1);
          const great = units.indexOf(seed % 200);
          expect(great).toBeGreaterThanOrEqual(0);
          expect(weight[great]).toBe(1);
          const total = amount.reduce((sum, one) => sum + one, 0);
          const stoodFor = units.reduce((sum, u, n) => sum + weight[n] * amount[u], 0);
          expect(Math.abs(stoodFor / total - 1)).toBeLessThan(0.25);
          const count = weight.reduce((sum, one) => sum + one, 0);
          expect(Math.abs(count / 200 - 1)).toBeLessThan(0.5);
        },
      ),
    );
  });
});
