import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DualFunction } from '../../../../src/solver/bound/dual-function.js';
import type { Program } from '../../../../src/solver/model/program.js';
import { solveRelaxation } from '../../../../src/solver/prices/interior/interior-point.js';
import type { Relaxation } from '../../../../src/solver/prices/relaxation/relaxation.js';
import { type Climbed, climb } from '../../../../src/solver/prices/smooth/climb.js';
import { WorkerPool } from '../../../../src/solver/threads/worker-pool.js';
import { bruteForce } from '../../brute-force.js';
import { randomProgram } from '../../random-program.js';
import {
  apartFrom,
  bareProgram,
  dualOf,
  randomRowPrices,
  relaxWhole,
  unrelated,
} from '../../relaxed-program.js';

const levels = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001].map((softness) => ({ softness, enough: 1e-7 }));

function climbFrom(dual: DualFunction, seed?: number): Climbed {
  const lp = relaxWhole(dual);
  const start =
    seed === undefined
      ? new Float64Array(lp.rowCount)
      : randomRowPrices(lp, seed).map((price, s) => price * lp.priceScale[s]);
  return climb(lp, start, { levels, stop: () => false }, new WorkerPool(1));
}

/** Whether a price is about as high as the relaxation allows any. */
function isDear(lp: Relaxation, price: number, row: number): boolean {
  return Math.abs(price) > 0.9 * lp.dear[row] * lp.priceScale[row];
}

describe('climbing the smooth dual', () => {
  it('leads to prices that no plan undercuts, from wherever it sets out', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (seed, from) => {
        const program: Program = randomProgram(seed);
        const dual = dualOf(program);
        const { prices, share } = climbFrom(dual, from);
        expect([...prices, ...share].filter((value) => !Number.isFinite(value))).toEqual([]);
        const best = bruteForce(program);
        if (best === undefined) return;
        expect(dual.evaluate(prices)).toBeLessThanOrEqual(best + 1e-9 * Math.max(1, best));
      }),
      { numRuns: 200 },
    );
  });

  it('leads near the best that prices can prove, nearly always', () => {
    const gaps: number[] = [];
    for (let seed = 200; seed < 400; seed++) {
      const dual = dualOf(unrelated(seed, { units: 30, reps: 5 }));
      if (dual.isEmpty() || dual.layout.slotCount === 0) continue;
      const lp = relaxWhole(dual);
      const plan = { gap: 1e-9, mostSteps: 80, stop: () => false };
      const exact = solveRelaxation(lp, new Float64Array(lp.rowCount), plan);
      const wanted = dual.evaluate(exact.prices);
      const size = Math.max(0.1, Math.abs(wanted));
      // Where nothing keeps the must bounds, both rise without end.
      if (exact.gap > 1e-8 || exact.prices.some((price, s) => isDear(lp, price, s))) continue;
      const reached = dual.evaluate(climbFrom(dual).prices);
      expect(reached).toBeLessThanOrEqual(wanted + 1e-6 * size);
      gaps.push((wanted - reached) / size);
    }
    gaps.sort((a, b) => a - b);
    expect(gaps.length).toBeGreaterThan(100);
    expect(gaps[Math.floor(0.95 * gaps.length)]).toBeLessThan(1e-3);
  });

  // A unit's softness is read off its first entry alone (unitScales).
  it('does so where the first rep of every unit counts in no load', () => {
    const amount = Array.from({ length: 60 }, (_, u) => 1 + ((u * 7) % 13));
    const total = amount.reduce((sum, one) => sum + one, 0);
    const bare = bareProgram(60, 4, [{ amount, cost: apartFrom(total / 2) }]);
    const groupOf = Int32Array.of(-1, 1, 2, 3);
    const program = { ...bare, repLoads: bare.repLoads.map((load) => ({ ...load, groupOf })) };
    // Three loads come to what there is, or less, and one that no rep is in stays empty.
    const wanted = 4 * (total / 2) - total;
    const dual = dualOf(program);
    expect(dual.evaluate(climbFrom(dual).prices)).toBeGreaterThan(0.999 * wanted);
  });

  it('stops where it is told to', () => {
    const dual = dualOf(unrelated(11, { units: 30, reps: 5 }));
    const lp = relaxWhole(dual);
    const start = new Float64Array(lp.rowCount);
    const plan = { levels, stop: () => true };
    const { prices } = climb(lp, start, plan, new WorkerPool(1));
    expect([...prices]).toEqual([...start]);
  });
});
