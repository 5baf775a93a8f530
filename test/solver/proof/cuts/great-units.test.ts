import { describe, expect, it } from 'vitest';
import { lagrangianBound } from '../../../../src/solver/bound/bound.js';
import { DualFunction } from '../../../../src/solver/bound/dual-function.js';
import { layOut } from '../../../../src/solver/model/layout.js';
import { allEligible } from '../../../../src/solver/model/open-reps.js';
import type { Program } from '../../../../src/solver/model/program.js';
import { findPrices } from '../../../../src/solver/prices/prices.js';
import { cutTerms } from '../../../../src/solver/proof/cuts/cut.js';
import { strengthen } from '../../../../src/solver/proof/strengthen.js';
import { strengthenLarge } from '../../../../src/solver/proof/strengthen-large.js';
import { WorkerPool } from '../../../../src/solver/threads/worker-pool.js';
import { bruteForce } from '../../brute-force.js';
import { randomProgram } from '../../random-program.js';

/** Random, with reps who are alike, and one unit that has most of the first load. */
function withGreatUnit(seed: number): Program {
  const program = randomProgram(seed, { units: 7, reps: 4 });
  const everyone = Int32Array.from({ length: program.repCount }, (_, rep) => rep);
  return {
    ...program,
    sets: program.sets.map(() => everyone),
    penalties: {
      ...program.penalties,
      accepted: program.penalties.accepted.map((held) => new Uint8Array(held.length).fill(1)),
    },
    distance: undefined,
    repLoads: program.repLoads.map((load, l) => ({
      ...load,
      amount: load.amount.map((a, u) => Math.abs(a) * (l === 0 && u === 0 ? 20 : 1)),
    })),
  };
}

const stop = () => false;

describe('cuts of great units', () => {
  it('lift the bound, by rep or in sums over reps alike, and never above the optimum', () => {
    const lifted = { byRep: 0, inSums: 0 };
    for (let seed = 1; seed <= 150; seed++) {
      const program = withGreatUnit(seed);
      const layout = layOut(program);
      const dual = new DualFunction(layout, allEligible(program));
      if (program.repLoads.length === 0 || dual.isEmpty()) continue;
      const best = bruteForce(program);
      if (best === undefined) continue;
      const known = findPrices(
        dual,
        { exactly: true, gap: 1e-9, rounds: [] },
        new WorkerPool(1),
        stop,
      );
      const plan = { rounds: 3, perRep: 0, work: Infinity, enough: Infinity, stop };
      const found = {
        byRep: strengthen(layout, dual.open, known, plan),
        inSums: strengthenLarge(layout, dual.open, known, { enough: best, stop }),
      };
      for (const how of ['byRep', 'inSums'] as const) {
        const { layout: cut, cuts, prices } = found[how];
        const bound = lagrangianBound(cut, dual.open, prices);
        expect(bound, `seed ${seed}, ${how}`).toBeLessThanOrEqual(best);
        if (cuts.length > 0 && bound > known.value + 0.1 * (best - known.value)) lifted[how]++;
      }
    }
    expect(lifted.byRep).toBeGreaterThan(10);
    expect(lifted.inSums).toBeGreaterThan(10);
  });

  it('say nothing where what is held is more than the bend', () => {
    const program = withGreatUnit(3);
    const layout = layOut(program);
    const slot = layout.slotOf.find((one) => one >= 0) ?? 0;
    const row = { slot, bend: 1e-3, times: 1, held: [...program.setOf.keys()] };
    expect(cutTerms(layout, allEligible(program), { great: [row] })).toBeUndefined();
    const { held: _, ...plain } = row;
    expect(cutTerms(layout, allEligible(program), { great: [plain] })).toBeDefined();
  });
});
