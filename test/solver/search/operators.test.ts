/** The search's operators on cases small enough to see what they must find. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import { budgetFor } from '../../../src/solver/effort.js';
import type { LoadCost } from '../../../src/solver/model/program.js';
import { priceScale } from '../../../src/solver/prices/price-scale.js';
import { foundAt } from '../../../src/solver/search/anneal-run.js';
import { isCandidate } from '../../../src/solver/search/candidates.js';
import { construct } from '../../../src/solver/search/construct.js';
import { descend } from '../../../src/solver/search/descend.js';
import { Ejection } from '../../../src/solver/search/ejection.js';
import { Members } from '../../../src/solver/search/members.js';
import { improvedFrom, plainPlan } from '../../../src/solver/search/plain-plan.js';
import { polish } from '../../../src/solver/search/polish.js';
import { repair } from '../../../src/solver/search/repair.js';
import { searchTask } from '../../../src/solver/search/search.js';
import { searchCurves } from '../../../src/solver/search/search-costs.js';
import { SearchState } from '../../../src/solver/search/search-state.js';
import { bruteForce } from '../brute-force.js';
import { randomProgram } from '../random-program.js';
import { apartFrom, bareProgram, dualOf } from '../relaxed-program.js';

const never = () => false;

/** Units of these amounts, and reps who should all hold alike, within bounds. */
function caseOf(amount: readonly number[], reps: number, cost: LoadCost) {
  const dual = dualOf(bareProgram(amount.length, reps, [{ amount, cost }]));
  const { layout } = dual;
  const prices = new Float64Array(layout.slotCount);
  const [scale, budget] = [priceScale(layout), budgetFor(layout, 'quick')];
  const task = searchTask({ dual, scale, prices, budget, stop: never });
  /** The true cost, and so much for each unit of load beyond a bound. */
  const curves = (penalty = 1000) =>
    searchCurves(layout, {
      truth: 1,
      prices,
      penalty: new Float64Array(layout.slotCount).fill(penalty),
    });
  const stateAt = (...place: readonly number[]) =>
    new SearchState(layout, Int32Array.from(place), curves(), task.candidates);
  return { layout, task, curves, stateAt };
}

const loadsOf = ({ load }: SearchState) => [...load].sort((a, b) => a - b);

describe('the descent', () => {
  it('moves a unit where that alone evens out', () => {
    const { task, stateAt } = caseOf([1, 1, 1, 1], 2, apartFrom(2));
    const state = stateAt(0, 0, 0, 1);
    descend(state, task.candidates, 1000, never);
    expect(loadsOf(state)).toEqual([2, 2]);
  });

  it('swaps two units where to move either makes it worse', () => {
    // 5 + 4 and 4 + 3: whoever moves makes 9 : 7 worse, and 5 against 4 makes it 8 : 8.
    const { task, stateAt } = caseOf([5, 4, 4, 3], 2, apartFrom(8));
    const state = stateAt(0, 0, 1, 1);
    for (const unit of [0, 1]) expect(state.relocateDelta(unit, 1)).toBeGreaterThan(0);
    for (const unit of [2, 3]) expect(state.relocateDelta(unit, 0)).toBeGreaterThan(0);
    descend(state, task.candidates, 1000, never);
    expect(loadsOf(state)).toEqual([8, 8]);
  });

  it('leaves all as it is when told to stop, or without a budget', () => {
    const { task, stateAt } = caseOf([1, 1, 1, 1], 2, apartFrom(2));
    const state = stateAt(0, 0, 0, 1);
    descend(state, task.candidates, 1000, () => true);
    expect(descend(state, task.candidates, 0, never)).toBe(0);
    expect([...state.place]).toEqual([0, 0, 0, 1]);
  });
});

describe('polishing', () => {
  it('exchanges several units at once where no move and no swap helps', () => {
    // 7 + 7 and 2 + 6 + 4 + 4: no unit is of 1, and none here is by 1 greater than one there.
    const { layout, task, stateAt } = caseOf([7, 7, 2, 6, 4, 4], 2, apartFrom(15));
    const stuck = stateAt(0, 0, 1, 1, 1, 1);
    descend(stuck, task.candidates, 10_000, never);
    const start = foundAt(layout, stuck.place);
    expect(start.objective).toBe(2);
    const best = polish(layout, task, start, 100_000);
    // 7 + 4 + 4 against 7 + 2 + 6.
    expect(best.objective).toBe(0);
  });
});

describe('ejection chains', () => {
  it('make room in a full load by sending on what is in it', () => {
    // Nobody may hold more than 6: 4 fits neither beside 3 + 2 nor beside 3, until a 3 has gone to the other.
    const { task, stateAt } = caseOf([4, 4, 3, 2, 3], 3, apartFrom(0, -Infinity, 6));
    const state = stateAt(0, 0, 1, 1, 2);
    expect(loadsOf(state)).toEqual([3, 5, 8]);
    new Ejection(state, task.candidates).improve(10_000, never);
    expect(Math.max(...state.load)).toBeLessThanOrEqual(6);
  });

  it('do nothing where no bound is broken', () => {
    const { task, stateAt } = caseOf([3, 1], 2, apartFrom(2, 0, 6));
    const state = stateAt(0, 0);
    expect(new Ejection(state, task.candidates).improve(10_000, never)).toBe(0);
    expect([...state.place]).toEqual([0, 0]);
  });
});

describe('repair', () => {
  it('drives out what is above a bound, though the cost of loads asks for it', () => {
    // All would rather be with one rep: 0 of cost at 8. At most 4 may.
    const { task, curves, stateAt, layout } = caseOf([2, 2, 2, 2], 2, apartFrom(8, -Infinity, 4));
    const state = stateAt(0, 0, 0, 0);
    const limits = { moves: 10_000, stop: never };
    const penalty = new Float64Array(layout.slotCount).fill(1);
    const view = () => curves(10);
    repair(state, { ...task, ...limits, penalty, view, random: new Random(1, 0) });
    expect(loadsOf(state)).toEqual([4, 4]);
  });

  it('keeps the placement that breaks least where all bounds cannot be kept', () => {
    const { task, curves, stateAt, layout } = caseOf([3, 3, 3], 2, apartFrom(0, -Infinity, 4));
    const state = stateAt(0, 0, 0);
    const penalty = new Float64Array(layout.slotCount).fill(1);
    const limits = { moves: 10_000, stop: never };
    const view = () => curves(10);
    repair(state, { ...task, ...limits, penalty, view, random: new Random(1, 0) });
    expect(loadsOf(state)).toEqual([3, 6]);
  });
});

describe('a first placement', () => {
  it('gives the great units out first, so that the small ones fill up', () => {
    const { layout, task, curves } = caseOf([1, 1, 1, 3, 3, 3], 3, apartFrom(4));
    const place = construct(layout, task.candidates, curves(), new Random(1, 0), 0);
    expect(foundAt(layout, place).objective).toBe(0);
  });

  it('is at reps who may have the unit, whatever the program', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const dual = dualOf(randomProgram(seed, { units: 8, reps: 4 }));
        const { layout } = dual;
        const prices = new Float64Array(layout.slotCount);
        const budget = budgetFor(layout, 'quick');
        const scale = priceScale(layout);
        const { candidates } = searchTask({ dual, scale, prices, budget, stop: never });
        const penalty = new Float64Array(layout.slotCount).fill(1);
        const curves = searchCurves(layout, { truth: 1, prices, penalty });
        const place = construct(layout, candidates, curves, new Random(seed, 1), 0.3);
        place.forEach((rep, unit) => {
          expect(isCandidate(candidates, unit, rep)).toBe(true);
          expect(layout.program.sets[layout.program.setOf[unit]]).toContain(rep);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('what anybody could do in a spreadsheet', () => {
  it('is never better than the best of all plans, and passes never make a plan worse', () => {
    let met = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const program = randomProgram(seed, { units: 5, reps: 3 });
      const best = bruteForce(program);
      const { layout } = dualOf(program);
      const plain = plainPlan(layout, never);
      if (plain.violation > 0 || best === undefined) continue;
      expect(plain.objective, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-9);
      if (plain.objective <= best + 1e-9) met++;
      const first = program.setOf.map((set) => program.sets[set][0]);
      const start = foundAt(layout, first);
      const after = improvedFrom(layout, first, never);
      if (start.violation === 0) {
        expect(after.violation, `seed ${seed}`).toBe(0);
        expect(after.objective).toBeLessThanOrEqual(start.objective + 1e-9);
      }
    }
    expect(met).toBeGreaterThan(20);
  });
});

describe('the members of reps', () => {
  it('are those whose place is there, after any moves', () => {
    const random = new Random(1, 0);
    const place = Int32Array.from({ length: 40 }, () => random.below(4));
    const members = new Members(4, place);
    for (let turn = 0; turn < 200; turn++) {
      const unit = random.below(place.length);
      const to = random.below(4);
      members.move(unit, place[unit], to);
      place[unit] = to;
      if (turn % 20 !== 0) continue;
      for (let rep = 0; rep < 4; rep++) {
        const wanted = [...place.keys()].filter((one) => place[one] === rep);
        expect([...members.of(rep)].sort((a, b) => a - b)).toEqual(wanted);
        expect(members.count[rep]).toBe(wanted.length);
      }
    }
  });
});
