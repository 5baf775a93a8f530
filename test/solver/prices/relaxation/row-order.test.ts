import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/model/random.js';
import type { Layout } from '../../../../src/solver/model/layout.js';
import { orderRows } from '../../../../src/solver/prices/relaxation/row-order.js';
import { dualOf, relaxWhole, unrelated } from '../../relaxed-program.js';

/** The slots a unit brings something to, wherever it may go. */
function slotsOf(layout: Layout, unit: number): Set<number> {
  const { program, loadCount, repCount, amounts, slotOf, stays } = layout;
  const slots = new Set<number>();
  for (const rep of program.sets[program.setOf[unit]]) {
    for (let l = 0; l < loadCount; l++) {
      const slot = slotOf[l * repCount + rep];
      if (slot >= 0 && amounts[unit * loadCount + l] !== 0) slots.add(slot);
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] === rep) slots.add(stays.slot[e]);
    }
  }
  return slots;
}

describe('the order of rows', () => {
  it('gives every row a place of its own, and reaches back to all that it shares units with', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.constantFrom({ units: 6, reps: 3 }, { units: 12, reps: 30 }),
        fc.boolean(),
        (seed, most, leavesOut) => {
          const dual = dualOf(unrelated(seed, most));
          const { layout } = dual;
          const random = new Random(seed, 8);
          const idle = Uint8Array.from({ length: layout.slotCount }, () =>
            leavesOut ? random.below(2) : 0,
          );
          const { place, first } = orderRows(relaxWhole(dual, idle));
          const inOrder = Array.from({ length: layout.slotCount }, (_, at) => at);
          expect([...place].sort((a, b) => a - b)).toEqual(inOrder);
          first.forEach((column, at) => {
            expect(column).toBeLessThanOrEqual(at);
            expect(column).toBeGreaterThanOrEqual(0);
          });
          for (let unit = 0; unit < layout.unitCount; unit++) {
            const own = [...slotsOf(layout, unit)].filter((slot) => idle[slot] === 0);
            const earliest = Math.min(...own.map((slot) => place[slot]));
            for (const slot of own) expect(first[place[slot]]).toBeLessThanOrEqual(earliest);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
