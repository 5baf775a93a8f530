import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DualFunction } from '../../../../src/solver/bound/dual-function.js';
import type { Program } from '../../../../src/solver/model/program.js';
import {
  type InteriorPoint,
  solveRelaxation,
} from '../../../../src/solver/prices/interior/interior-point.js';
import { listAll } from '../../../../src/solver/prices/unit-lists.js';
import {
  apartFrom,
  bareProgram,
  dualOf,
  highsValue,
  relaxWhole,
  unrelated,
} from '../../relaxed-program.js';

function solveWhole(dual: DualFunction): InteriorPoint {
  const prices = new Float64Array(dual.layout.slotCount);
  const plan = { gap: 1e-9, mostSteps: 80, stop: () => false };
  return solveRelaxation(relaxWhole(dual), prices, plan);
}

/** Loads by slot when units are shared so, and what it all costs. */
function judgeShares(
  dual: DualFunction,
  share: Float64Array,
): { loads: Float64Array; cost: number; sums: Float64Array } {
  const { layout } = dual;
  const { loadCount, repCount, slotOf, amounts, stays, curves } = layout;
  const { open, cost: linear } = listAll(dual);
  const loads = Float64Array.from(layout.leavingTotal);
  const sums = new Float64Array(layout.unitCount);
  let cost = layout.program.constant;
  for (let u = 0; u < layout.unitCount; u++) {
    for (let e = open.start[u]; e < open.end[u]; e++) {
      sums[u] += share[e];
      cost += share[e] * linear[e];
      for (let l = 0; l < loadCount; l++) {
        const slot = slotOf[l * repCount + open.reps[e]];
        if (slot >= 0) loads[slot] += share[e] * amounts[u * loadCount + l];
      }
      for (let i = stays.start[u]; i < stays.start[u + 1]; i++) {
        if (stays.rep[i] === open.reps[e]) loads[stays.slot[i]] -= share[e] * stays.amount[i];
      }
    }
  }
  loads.forEach((load, s) => {
    cost += curves.at(s, load);
  });
  return { loads, cost, sums };
}

function expectNumbers({ prices, share }: InteriorPoint): void {
  expect([...prices, ...share].filter((value) => !Number.isFinite(value))).toEqual([]);
}

describe('the interior point method', () => {
  it('proves what HiGHS finds the relaxation to cost, with shares that cost that', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 45; seed++) {
      const most = seed % 3 === 0 ? { units: 30, reps: 6 } : { units: 6, reps: 3 };
      const dual = dualOf(unrelated(seed, most));
      if (dual.isEmpty() || dual.layout.slotCount === 0) continue;
      const wanted = await highsValue(dual);
      if (wanted === undefined) continue;
      compared++;
      const { prices, share } = solveWhole(dual);
      const near = 1e-6 * Math.max(0.1, Math.abs(wanted));
      expect(Math.abs(dual.evaluate(prices) - wanted), `value, seed ${seed}`).toBeLessThan(near);
      const { loads, cost, sums } = judgeShares(dual, share);
      expect(Math.abs(cost - wanted), `cost, seed ${seed}`).toBeLessThan(3 * near);
      for (const sum of sums) expect(sum).toBeCloseTo(1, 7);
      for (const part of share) expect(part).toBeGreaterThanOrEqual(0);
      loads.forEach((load, s) => {
        const slack = 1e-6 * Math.max(1, Math.abs(load));
        expect(load, `seed ${seed}`).toBeGreaterThan(dual.ranges.low[s] - slack);
        expect(load, `seed ${seed}`).toBeLessThan(dual.ranges.high[s] + slack);
      });
    }
    expect(compared).toBeGreaterThan(25);
  });

  // No price goes beyond `dearness` times what is usual, however few units set what is usual.
  it('proves what a must bound costs where hardly any unit costs anything', async () => {
    const units = 400;
    const onlyFirst = Array.from({ length: units }, (_, u) => (u === 0 ? 1 : 0));
    const free = { knots: Float64Array.of(0), slopes: Float64Array.of(0, 0), valueAtFirstKnot: 0 };
    const none = { ...free, low: -Infinity, high: 0, tolerance: 1e-9, violationScale: 1 };
    const any = { ...none, high: Infinity };
    const bare = bareProgram(units, 2, [{ amount: onlyFirst, cost: none }]);
    const program: Program = {
      ...bare,
      // The first unit is at home with a rep who may not keep it.
      homes: {
        start: Int32Array.from({ length: units + 1 }, (_, u) => Math.min(u, 1)),
        rep: Int32Array.of(0),
        leavingCost: Float64Array.of(1),
      },
      repLoads: bare.repLoads.map((load) => ({ ...load, costs: [none, any] })),
    };
    const dual = dualOf(program);
    expect(await highsValue(dual)).toBeCloseTo(1, 6);
    expect(dual.evaluate(solveWhole(dual).prices)).toBeCloseTo(1, 6);
  });

  it('ends in numbers on any program, whether or not anything keeps its must bounds', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const dual = dualOf(unrelated(seed));
        const point = solveWhole(dual);
        expectNumbers(point);
        expect(dual.evaluate(point.prices)).not.toBeNaN();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['no loads', bareProgram(4, 3, [])],
    ['one rep', bareProgram(4, 1, [{ amount: [1, 2, 3, 4], cost: apartFrom(5) }])],
    ['one unit', bareProgram(1, 3, [{ amount: [2], cost: apartFrom(1) }])],
    ['one unit at one rep', bareProgram(1, 1, [{ amount: [2], cost: apartFrom(2) }])],
    ['nothing to share out', bareProgram(3, 2, [{ amount: [0, 0, 0], cost: apartFrom(0) }])],
    ['a target none comes to', bareProgram(3, 2, [{ amount: [0, 0, 0], cost: apartFrom(7) }])],
    ['units all alike', bareProgram(6, 3, [{ amount: [1, 1, 1, 1, 1, 1], cost: apartFrom(2) }])],
    [
      'two loads that are the same',
      bareProgram(4, 2, [
        { amount: [1, 2, 3, 4], cost: apartFrom(5) },
        { amount: [1, 2, 3, 4], cost: apartFrom(5) },
      ]),
    ],
    [
      'amounts far apart',
      bareProgram(4, 2, [{ amount: [1e-6, 1, 1e3, 1e6], cost: apartFrom(5e5) }]),
    ],
    [
      'less than must be',
      bareProgram(3, 2, [{ amount: [1, 1, 1], cost: apartFrom(2, 2, Infinity) }]),
    ],
    [
      'more than may be',
      bareProgram(3, 2, [{ amount: [1, 1, 1], cost: apartFrom(1, -Infinity, 1) }]),
    ],
    ['bounds beyond reach', bareProgram(3, 2, [{ amount: [1, 1, 1], cost: apartFrom(9, 8, 9) }])],
    ['exactly so much', bareProgram(4, 2, [{ amount: [1, 1, 1, 1], cost: apartFrom(2, 2, 2) }])],
  ])('ends in numbers with %s', async (_, program) => {
    const dual = dualOf(program);
    const point = solveWhole(dual);
    expectNumbers(point);
    const wanted = dual.isEmpty() ? undefined : await highsValue(dual);
    if (wanted === undefined) return;
    expect(Math.abs(dual.evaluate(point.prices) - wanted)).toBeLessThan(
      1e-6 * Math.max(1, Math.abs(wanted)),
    );
  });
});
