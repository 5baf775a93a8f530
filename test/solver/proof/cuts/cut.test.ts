import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/model/random.js';
import { lagrangianBound } from '../../../../src/solver/bound/bound.js';
import { DualFunction } from '../../../../src/solver/bound/dual-function.js';
import { evaluate } from '../../../../src/solver/model/evaluate.js';
import { type Layout, layOut } from '../../../../src/solver/model/layout.js';
import { allEligible } from '../../../../src/solver/model/open-reps.js';
import type { Cut, Program } from '../../../../src/solver/model/program.js';
import { priceScale } from '../../../../src/solver/prices/price-scale.js';
import { findPrices } from '../../../../src/solver/prices/prices.js';
import { cutTerms, leastPart } from '../../../../src/solver/proof/cuts/cut.js';
import { withCuts } from '../../../../src/solver/proof/cuts/cut-layout.js';
import { strengthen } from '../../../../src/solver/proof/strengthen.js';
import { WorkerPool } from '../../../../src/solver/threads/worker-pool.js';
import { bruteForce } from '../../brute-force.js';
import { randomProgram } from '../../random-program.js';

/** Any rows of any loads, at bends or beside them, and any units counted from any of their reps. */
function randomCut(layout: Layout, random: Random): Cut {
  const { program } = layout;
  const slots = program.repLoads.reduce((sum, { costs }) => sum + costs.length, 0);
  const rows = Array.from({ length: 1 + random.below(2) }, () => {
    const slot = random.below(slots);
    const { knots, violationScale } = layout.slotCosts[slot];
    const off = random.below(3) === 0 ? random.fraction() * violationScale : 0;
    const times = (4 * (random.fraction() - 0.5)) / violationScale;
    return { slot, bend: knots[random.below(knots.length)] + off, times };
  });
  const from = Array.from(program.setOf, (set, unit) => {
    const reps = program.sets[set];
    return { unit, rep: reps[random.below(reps.length)] };
  }).filter(() => random.below(2) === 0);
  return { rows, from };
}

/** A great unit or none, a bend of any rep load above 0, any load of the same reps beside it, and some units held. */
function randomGreatCut(layout: Layout, random: Random): Cut {
  const { program, loadCount, repCount, slotOf, amounts } = layout;
  const load = random.below(loadCount);
  const rep = random.below(repCount);
  const slot = slotOf[load * repCount + rep];
  const other = random.below(loadCount);
  const besideSlot = slotOf[other * repCount + rep];
  const size = Math.max(...amounts.map(Math.abs));
  const bend = size * (0.05 + random.fraction());
  const near = layout.slotCosts[Math.max(0, besideSlot)].knots[0];
  const price = (random.fraction() * bend) / Math.max(1, Math.abs(near));
  const beside = { slot: besideSlot, bend: near, price };
  const held = [...program.setOf.keys()].filter(() => random.below(3) === 0);
  const row = { slot, bend, times: 0.1 + random.fraction() };
  return {
    great: [
      {
        ...row,
        ...(random.below(2) === 0 && { beside }),
        ...(random.below(2) === 0 && { held }),
      },
    ],
  };
}

function everyPlacement(program: Program, take: (placement: Int32Array) => void): void {
  const placement = new Int32Array(program.unitCount);
  const place = (unit: number): void => {
    if (unit === program.unitCount) {
      take(placement);
      return;
    }
    for (const rep of program.sets[program.setOf[unit]]) {
      placement[unit] = rep;
      place(unit + 1);
    }
  };
  place(0);
}

/** What comes together in a slot of a rep load. */
function loadIn(layout: Layout, slot: number, placement: Int32Array): number {
  const { loadCount, repCount, slotOf, amounts } = layout;
  let sum = 0;
  placement.forEach((rep, unit) => {
    for (let l = 0; l < loadCount; l++) {
      if (slotOf[l * repCount + rep] === slot) sum += amounts[unit * loadCount + l];
    }
  });
  return sum;
}

const someLoads = fc
  .nat(1_000_000)
  .map((seed) => randomProgram(seed, { units: 5, reps: 3 }))
  .filter(({ repLoads }) => repLoads.length > 0);

describe('a cut', () => {
  it('is kept by every placement of whole units', () => {
    let cuts = 0;
    let great = 0;
    fc.assert(
      fc.property(someLoads, fc.nat(1_000_000), (program, shape) => {
        const layout = layOut(program);
        const random = new Random(shape);
        const cut = shape % 2 === 0 ? randomCut(layout, random) : randomGreatCut(layout, random);
        const terms = cutTerms(layout, allEligible(program), cut);
        if (terms === undefined) return;
        cuts++;
        if ('great' in cut && terms.entries.length > 0) great++;
        everyPlacement(program, (placement) => {
          let left = terms.constant;
          for (const { unit, rep, amount } of terms.entries) {
            if (placement[unit] === rep) left -= amount;
          }
          for (const { slot, bend, under, over } of terms.charges) {
            const off = loadIn(layout, slot, placement) - bend;
            left -= off < 0 ? -under * off : over * off;
          }
          expect(left).toBeLessThanOrEqual(terms.rounding + 1e-12);
        });
      }),
      { numRuns: 400 },
    );
    expect(cuts).toBeGreaterThan(100);
    expect(great).toBeGreaterThan(40);
  });

  it('at any price lifts no bound above the optimum, and the fast bound is the exact one', () => {
    fc.assert(
      fc.property(someLoads, fc.nat(1_000_000), (program, shape) => {
        const random = new Random(shape);
        const plain = layOut(program);
        const open = allEligible(program);
        const cuts = [
          randomCut(plain, random),
          randomGreatCut(plain, random),
          randomGreatCut(plain, random),
        ].filter((cut) => cutTerms(plain, open, cut) !== undefined);
        const layout = withCuts(plain, open, cuts);
        const { step } = priceScale(plain);
        const prices = Float64Array.from({ length: layout.slotCount }, (_, s) =>
          s < plain.slotCount ? step[s] * (random.fraction() - 0.5) : random.fraction(),
        );
        const bound = lagrangianBound(layout, open, prices);
        const best = bruteForce(program);
        if (best !== undefined) expect(bound).toBeLessThanOrEqual(best);
        const dual = new DualFunction(layout, open);
        if (dual.isEmpty()) return;
        const value = dual.evaluate(prices);
        expect(Math.abs(value - bound)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
        expect(bound).toBeLessThanOrEqual(value + 1e-12 * Math.max(1, Math.abs(value)));
      }),
      { numRuns: 300 },
    );
  });

  it('costs nothing of its own, and is none where nothing is left after the point', () => {
    fc.assert(
      fc.property(someLoads, fc.nat(1_000_000), (program, shape) => {
        const layout = layOut(program);
        const open = allEligible(program);
        const whole = { rows: [{ slot: 0, bend: 2, times: 1 + leastPart / 4 }], from: [] };
        expect(cutTerms(layout, open, whole)).toBeUndefined();
        const cut = randomCut(layout, new Random(shape));
        if (cutTerms(layout, open, cut) === undefined) return;
        const placement = Int32Array.from(program.setOf, (set) => program.sets[set][0]);
        const value = evaluate(layout, placement);
        expect(evaluate(withCuts(layout, open, [cut]), placement)).toEqual(value);
      }),
      { numRuns: 50 },
    );
  });
});

describe('rounds of cuts', () => {
  it('prove more than the relaxation does, and never more than the optimum', () => {
    let lifted = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const program = randomProgram(seed, { units: 7, reps: 3 });
      const layout = layOut(program);
      const dual = new DualFunction(layout, allEligible(program));
      const best = bruteForce(program);
      if (best === undefined || program.repLoads.length === 0 || dual.isEmpty()) continue;
      const stop = () => false;
      const known = findPrices(
        dual,
        { exactly: true, gap: 1e-9, rounds: [] },
        new WorkerPool(1),
        stop,
      );
      const plan = { rounds: 6, perRep: 3, work: Infinity, enough: Infinity, stop };
      const { layout: cut, prices, cuts } = strengthen(layout, dual.open, known, plan);
      const bound = lagrangianBound(cut, dual.open, prices);
      expect(bound, `seed ${seed}`).toBeLessThanOrEqual(best);
      if (cuts.length > 0 && bound > known.value + 0.05 * (best - known.value)) lifted++;
    }
    expect(lifted).toBeGreaterThan(10);
  });
});
