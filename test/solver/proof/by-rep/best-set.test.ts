import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BestSet, type Choices } from '../../../../src/solver/proof/by-rep/best-set.js';

/** A few units, and a load cost of any shape that is finite on one stretch. */
const choices = fc
  .record({
    units: fc.array(
      fc.record({
        cost: fc.integer({ min: -9, max: 9 }),
        steps: fc.integer({ min: 0, max: 5 }),
        forced: fc.boolean(),
      }),
      { maxLength: 7 },
    ),
    end: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 }),
    low: fc.nat(3),
    high: fc.nat(14),
  })
  .map(
    ({ units, end, low, high }): Choices => ({
      count: units.length,
      cost: Float64Array.from(units, ({ cost }) => cost),
      steps: Int32Array.from(units, ({ steps }) => steps),
      forced: Uint8Array.from(units, ({ forced }) => (forced ? 1 : 0)),
      end: Float64Array.from(end, (cost, w) => (w >= low && w <= high ? cost : Infinity)),
    }),
  );

/** What a set costs, by its bits. */
function costOf({ count, cost, steps, end }: Choices, set: number): number {
  let sum = 0;
  let load = 0;
  for (let i = 0; i < count; i++) {
    if (((set >> i) & 1) === 0) continue;
    sum += cost[i];
    load += steps[i];
  }
  return sum + end[Math.min(end.length - 1, load)];
}

function leastOf(all: Choices, keep: (set: number) => boolean): number {
  let least = Infinity;
  for (let set = 0; set < 2 ** all.count; set++) {
    const has = (i: number): boolean => ((set >> i) & 1) === 1;
    if (all.forced.every((forced, i) => forced === 0 || has(i)) && keep(set)) {
      least = Math.min(least, costOf(all, set));
    }
  }
  return least;
}

describe('the cheapest set', () => {
  it('is the cheapest of all sets, and is told', () => {
    fc.assert(
      fc.property(choices, (all) => {
        const best = new BestSet();
        const found = best.solve(all);
        expect(found).toBe(leastOf(all, () => true));
        if (found === Infinity) return;
        let set = 0;
        for (let i = 0; i < all.count; i++) set |= best.taken[i] << i;
        expect(costOf(all, set)).toBe(found);
      }),
      { numRuns: 2000 },
    );
  });

  it('is known with each unit and without it', () => {
    fc.assert(
      fc.property(choices, (all) => {
        const each = new BestSet().withAndWithout(all);
        for (let i = 0; i < all.count; i++) {
          expect(each.with[i]).toBe(leastOf(all, (set) => ((set >> i) & 1) === 1));
          expect(each.without[i]).toBe(leastOf(all, (set) => ((set >> i) & 1) === 0));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
