import { describe, expect, it } from 'vitest';
import { budgetFor } from '../../../src/solver/effort.js';
import { priceScale } from '../../../src/solver/prices/price-scale.js';
import { foundAt } from '../../../src/solver/search/anneal-run.js';
import { descend } from '../../../src/solver/search/descend.js';
import { refitGreat } from '../../../src/solver/search/refit-great.js';
import { searchTask } from '../../../src/solver/search/search.js';
import { SearchState } from '../../../src/solver/search/search-state.js';
import { apartFrom, bareProgram, dualOf } from '../relaxed-program.js';

/** A unit of 10 that rep 1 owns and leaves at a cost of 1, ten units of 1, and two reps who should have ten each. */
function caseOf(stop: () => boolean = () => false) {
  const load = { amount: [10, ...new Array<number>(10).fill(1)], cost: apartFrom(10) };
  const homes = {
    start: Int32Array.from({ length: 12 }, (_, unit) => (unit > 0 ? 1 : 0)),
    rep: Int32Array.of(1),
    leavingCost: Float64Array.of(1),
  };
  const dual = dualOf({ ...bareProgram(11, 2, [load]), homes });
  const { layout } = dual;
  const prices = new Float64Array(layout.slotCount);
  const budget = budgetFor(layout, 'quick');
  const task = searchTask({ dual, scale: priceScale(layout), prices, budget, stop });
  return { layout, task };
}

/** The great unit at rep 0, the rest beside it at rep 1. */
const astray = Int32Array.of(0, ...new Array<number>(10).fill(1));

describe('a great unit', () => {
  it('goes to another rep where the rest then settles around it, though no single move gains', () => {
    const { layout, task } = caseOf();
    const start = foundAt(layout, astray);
    expect(start.objective).toBe(1);
    const state = new SearchState(layout, astray, layout.curves, task.candidates);
    descend(state, task.candidates, 100_000, task.stop);
    expect(foundAt(layout, state.place).objective).toBe(1);
    const found = refitGreat(layout, task, start, 100_000);
    expect(found.objective).toBe(0);
    expect(Array.from(found.placement)).toEqual([1, ...new Array<number>(10).fill(0)]);
  });

  it('stays where it is when there is no work to spend, or no time', () => {
    const { layout, task } = caseOf();
    const start = foundAt(layout, astray);
    expect(refitGreat(layout, task, start, 0)).toBe(start);
    expect(refitGreat(layout, caseOf(() => true).task, start, 100_000)).toBe(start);
  });
});
