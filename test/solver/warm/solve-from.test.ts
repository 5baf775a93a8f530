import { describe, expect, it } from 'vitest';
import { lagrangianBound } from '../../../src/solver/bound/bound.js';
import { evaluate, isBetter } from '../../../src/solver/model/evaluate.js';
import { layOut, pricesOf } from '../../../src/solver/model/layout.js';
import { allEligible } from '../../../src/solver/model/open-reps.js';
import type { LoadCost, Program, SolveOptions } from '../../../src/solver/model/program.js';
import { ProofReader } from '../../../src/solver/proof/proof-bound.js';
import { solve } from '../../../src/solver/solve.js';
import { boundsHere } from '../../../src/solver/warm/bound-source.js';
import { carriedPrices } from '../../../src/solver/warm/carried-prices.js';
import { solveFrom } from '../../../src/solver/warm/solve-from.js';
import { warmBound } from '../../../src/solver/warm/warm-bounds.js';
import { bruteForce } from '../brute-force.js';
import { randomProgram } from '../random-program.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

const firstOpen = ({ setOf, sets }: Program): Int32Array => setOf.map((set) => sets[set][0]);

const slotsOf = ({ repLoads, leavingLoads }: Program): readonly LoadCost[] =>
  [...repLoads, ...leavingLoads].flatMap(({ costs }) => costs);

describe('solveFrom', () => {
  it('is never worse than its start, proves its bound, and finds the best of small programs', async () => {
    let best = 0;
    let looked = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const program = randomProgram(seed);
      const placement = firstOpen(program);
      const found = await solveFrom(program, { placement, prices: undefined }, options);
      const start = evaluate(layOut(program), placement);
      expect(isBetter(start, found), `start of seed ${seed}`).toBe(false);
      expect(new ProofReader(layOut(program), found.cuts).bound(found.proof)).toBe(found.bound);
      const least = bruteForce(program);
      if (least === undefined) continue;
      looked++;
      expect(found.bound, `bound of seed ${seed}`).toBeLessThanOrEqual(least + 1e-12);
      if (found.violation === 0 && found.objective <= least + 1e-9) best++;
    }
    expect(best / looked).toBeGreaterThan(0.95);
  });

  it.each([
    ['small', { units: 60, reps: 8 }],
    ['large', { units: 1500, reps: 40 }],
  ])('keeps what a whole run found, with its prices, in a %s program', async (_, size) => {
    const program = randomProgram(17, size);
    const whole = await solve(program, { ...options, effort: 'quick' });
    const { proof } = whole;
    const prices =
      'multipliers' in proof ? pricesOf({ ...proof.multipliers, cuts: undefined }) : undefined;
    const { placement } = whole;
    const again = await solveFrom(program, { placement, prices }, { ...options, effort: 'quick' });
    expect(isBetter(whole, again)).toBe(false);
    expect(new ProofReader(layOut(program), again.cuts).bound(again.proof)).toBe(again.bound);
    const twice = await solveFrom(
      program,
      { placement, prices },
      { ...options, effort: 'quick', threads: 2 },
    );
    expect(twice).toEqual(again);
  });

  it('fills the gaps of its start, and stops when asked', async () => {
    const program = randomProgram(5, { units: 30, reps: 5 });
    const placement = new Int32Array(program.unitCount).fill(-1);
    const { objective, violation, interrupted } = await solveFrom(
      program,
      { placement, prices: undefined },
      { ...options, shouldStop: () => true },
    );
    expect(interrupted).toBe(true);
    expect(Number.isFinite(objective) && violation >= 0).toBe(true);
  });
});

describe('warm bounds', () => {
  it('never exceed the best plan, with prices to begin with of any kind', () => {
    let looked = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const program = randomProgram(seed);
      const least = bruteForce(program);
      if (least === undefined) continue;
      looked++;
      const prices = Float64Array.from(slotsOf(program), (_, s) => Math.sin(seed * 31 + s) * 0.01);
      for (const enough of [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]) {
        const { bound, multipliers } = warmBound(program, prices, { enough }, () => false);
        expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least + 1e-12);
        const proven = lagrangianBound(
          layOut(program),
          allEligible(program),
          pricesOf(multipliers),
        );
        expect(proven).toBe(bound);
      }
    }
    expect(looked).toBeGreaterThan(60);
  });

  it('without some loads are those of the program that lacks them', async () => {
    let looked = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const program = randomProgram(seed, { units: 12, reps: 4 });
      const [first, ...others] = program.repLoads;
      if (first === undefined) continue;
      looked++;
      const prices = Float64Array.from(slotsOf(program), (_, s) => Math.cos(seed + s) * 0.01);
      const source = boundsHere({ program, prices, climbs: 0 }, {});
      const gone = first.costs.map((_, slot) => slot);
      const work = { enough: Number.NEGATIVE_INFINITY };
      const freed = await source.without(gone, work);
      const less = { ...program, repLoads: others };
      const kept = prices.subarray(gone.length);
      expect(freed.bound).toBeCloseTo((await source.of(less, kept, work)).bound, 12);
      await source.end();
    }
    expect(looked).toBeGreaterThan(20);
  });
});

describe('carried prices', () => {
  const program = randomProgram(3, { units: 10, reps: 3 });
  const prices = Float64Array.from(slotsOf(program), (_, s) => s + 1);

  it('are the same in the same program, and 0 where a load is new', () => {
    const own = Int32Array.from(prices, (_, slot) => slot);
    expect(carriedPrices({ program, prices }, program, own)).toEqual(prices);
    const none = own.map(() => -1);
    expect([...carriedPrices({ program, prices }, program, none)].every((one) => one === 0)).toBe(
      true,
    );
  });

  it('grow with the slopes of what a load costs', () => {
    const steeper = {
      ...program,
      repLoads: program.repLoads.map((load) => ({
        ...load,
        costs: load.costs.map((cost) => ({ ...cost, slopes: cost.slopes.map((s) => 3 * s) })),
      })),
    };
    const own = Int32Array.from(prices, (_, slot) => slot);
    const carried = carriedPrices({ program, prices }, steeper, own);
    const ofReps = program.repLoads.flatMap(({ costs }) => costs);
    ofReps.forEach(({ slopes }, slot) => {
      const isFlat = [...slopes].every((slope) => slope === 0);
      const middle = Float64Array.from(slopes, Math.abs).sort()[slopes.length >> 1];
      expect(carried[slot]).toBeCloseTo(prices[slot] * (isFlat || middle === 0 ? 1 : 3), 12);
    });
  });
});
