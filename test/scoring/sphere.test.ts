import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf } from '../../src/scoring/sphere.js';

test('the length of a vector is what Math.hypot says, to the rounding of the last digit', () => {
  const part = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(part, part, part, (x, y, z) => {
      const wanted = Math.hypot(x, y, z);
      expect(Math.abs(lengthOf(x, y, z) - wanted)).toBeLessThanOrEqual(4e-16 * wanted);
    }),
    { numRuns: 3000 },
  );
  expect(lengthOf(3, 4, 12)).toBe(13);
  expect(lengthOf(0, 0, 0)).toBe(0);
  expect(lengthOf(Number.NaN, 0, 0)).toBeNaN();
});
