import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagrangianBound } from '../../../../src/solver/bound/bound.js';
import type { Program } from '../../../../src/solver/model/program.js';
import { repClasses } from '../../../../src/solver/model/rep-classes.js';
import { allUnits } from '../../../../src/solver/model/unit-sample.js';
import { solveRelaxation } from '../../../../src/solver/prices/interior/interior-point.js';
import { relaxByClass } from '../../../../src/solver/prices/relaxation/by-class.js';
import { shareOut } from '../../../../src/solver/prices/relaxation/share-out.js';
import { bruteForce } from '../../brute-force.js';
import { randomProgram } from '../../random-program.js';
import { dualOf, relaxWhole } from '../../relaxed-program.js';

const exactly = { gap: 1e-9, mostSteps: 120, stop: () => false };

/** Random, but with reps who are alike and amounts that can be shared out. */
function withoutPlaces(seed: number, most: { units: number; reps: number }): Program {
  const program = randomProgram(seed, most);
  const everyone = Int32Array.from({ length: program.repCount }, (_, j) => j);
  const half = everyone.filter((rep) => rep % 2 === 0);
  const sets = [everyone, half];
  return {
    ...program,
    sets,
    setOf: program.setOf.map((set) => set % 2),
    penalties: {
      ...program.penalties,
      accepted: program.penalties.accepted.map(() => {
        const accepted = new Uint8Array(program.repCount);
        for (const rep of half) accepted[rep] = 1;
        return accepted;
      }),
    },
    distance: undefined,
    repLoads: program.repLoads.map((load) => ({ ...load, amount: load.amount.map(Math.abs) })),
  };
}

/** What the relaxation by classes leads to; undefined where reps are not alike or amounts below 0. */
function byClass(program: Program) {
  const dual = dualOf(program);
  const classes = repClasses(program);
  if (classes === undefined || dual.isEmpty()) return undefined;
  const relaxed = relaxByClass(dual, classes, allUnits(dual.layout));
  if (relaxed === undefined) return undefined;
  const solved = solveRelaxation(relaxed.lp, relaxed.start, exactly);
  const prices = solved.prices.slice(0, dual.layout.slotCount);
  return { dual, classes, relaxed, solved, prices };
}

describe('the relaxation by classes of reps alike', () => {
  it('leads to prices that no plan undercuts', () => {
    let checked = 0;
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const program = withoutPlaces(seed, { units: 6, reps: 7 });
        const found = byClass(program);
        const best = found && bruteForce(program);
        if (found === undefined || best === undefined) return;
        checked++;
        const { layout, open } = found.dual;
        expect(lagrangianBound(layout, open, found.prices)).toBeLessThanOrEqual(best);
      }),
      { numRuns: 400 },
    );
    expect(checked).toBeGreaterThan(20);
  });

  it('proves nearly what the relaxation by reps does, where units are many', () => {
    const missed: number[] = [];
    for (let seed = 0; seed < 400; seed++) {
      const found = byClass(withoutPlaces(seed, { units: 80, reps: 9 }));
      if (found === undefined || found.dual.layout.unitCount < 40) continue;
      const { dual, prices } = found;
      const lp = relaxWhole(dual);
      const exact = solveRelaxation(lp, new Float64Array(lp.rowCount), exactly);
      if (exact.gap > 1e-8) continue;
      const wanted = dual.evaluate(exact.prices);
      const reached = dual.evaluate(prices);
      const size = Math.max(0.1, Math.abs(wanted));
      expect(reached).toBeLessThanOrEqual(wanted + 1e-6 * size);
      missed.push((wanted - reached) / size);
    }
    missed.sort((a, b) => a - b);
    expect(missed.length).toBeGreaterThan(15);
    expect(missed[Math.floor(missed.length / 2)]).toBeLessThan(0.01);
  });

  it('is shared out whole among reps who may take the unit', () => {
    for (let seed = 0; seed < 200; seed++) {
      const found = byClass(withoutPlaces(seed, { units: 30, reps: 12 }));
      if (found === undefined) continue;
      const { dual, classes, relaxed, solved } = found;
      const { lists, share } = shareOut(dual, classes, relaxed, solved);
      for (let u = 0; u < dual.layout.unitCount; u++) {
        let sum = 0;
        for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) {
          expect(dual.layout.costs.eligible(u, lists.open.reps[i])).toBe(true);
          expect(share[i]).toBeGreaterThanOrEqual(0);
          sum += share[i];
        }
        expect(sum).toBeCloseTo(1, 4);
      }
    }
  });
});
