import { describe, expect, it } from 'vitest';
import { budgetFor } from '../../../src/solver/effort.js';
import { priceScale } from '../../../src/solver/prices/price-scale.js';
import { foundAt } from '../../../src/solver/search/anneal-run.js';
import { descend } from '../../../src/solver/search/descend.js';
import { refitFamilies } from '../../../src/solver/search/refit-families.js';
import { searchTask } from '../../../src/solver/search/search.js';
import { SearchState } from '../../../src/solver/search/search-state.js';
import { apartFrom, bareProgram, dualOf } from '../relaxed-program.js';

/** Ten units of 1, of which the first five are a family, and five reps who should have two each. */
function caseOf(splitCost: number) {
  const load = { amount: new Array<number>(10).fill(1), cost: apartFrom(2) };
  const family = { units: Int32Array.of(0, 1, 2, 3, 4), splitCost };
  const dual = dualOf({ ...bareProgram(10, 5, [load]), families: [family] });
  const { layout } = dual;
  const scale = priceScale(layout);
  const prices = new Float64Array(layout.slotCount);
  const task = searchTask({
    dual,
    scale,
    prices,
    budget: budgetFor(layout, 'quick'),
    stop: () => false,
  });
  return { layout, task };
}

const together = Int32Array.of(0, 0, 0, 0, 0, 1, 1, 2, 3, 4);
const dealtOut = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);

describe('a family', () => {
  it.each([
    {
      name: 'is split where whole it is too much for anybody',
      from: together,
      splitCost: 4,
      best: 4,
    },
    {
      name: 'is brought together where the split is dearer',
      from: dealtOut,
      splitCost: 7,
      best: 6,
    },
    { name: 'stays whole where that is better', from: together, splitCost: 6.5, best: 6 },
    { name: 'stays split where that is better', from: dealtOut, splitCost: 5, best: 5 },
  ])('$name', ({ from, splitCost, best }) => {
    const { layout, task } = caseOf(splitCost);
    const start = foundAt(layout, from);
    // One by one no unit gains by going elsewhere.
    const state = new SearchState(layout, from, layout.curves, task.candidates);
    descend(state, task.candidates, 100_000, task.stop);
    expect(foundAt(layout, state.place).objective).toBe(start.objective);
    expect(refitFamilies(layout, task, start, 100_000).objective).toBe(best);
  });

  it('is left alone when there is no work to spend, or no time', () => {
    const { layout, task } = caseOf(4);
    const start = foundAt(layout, together);
    expect(refitFamilies(layout, task, start, 0)).toBe(start);
    expect(refitFamilies(layout, { ...task, stop: () => true }, start, 100_000)).toBe(start);
  });
});
