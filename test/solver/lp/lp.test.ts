import { describe, expect, it } from 'vitest';
import { DualFunction } from '../../../src/solver/bound/dual-function.js';
import { solveSmall } from '../../../src/solver/lp/libraries.js';
import { placeBySmallMip } from '../../../src/solver/lp/lp-placement.js';
import { dualModel, relaxedModel } from '../../../src/solver/lp/models.js';
import { evaluate } from '../../../src/solver/model/evaluate.js';
import { layOut } from '../../../src/solver/model/layout.js';
import { allEligible } from '../../../src/solver/model/open-reps.js';
import { bruteForce } from '../brute-force.js';
import { solveByHighs } from '../highs.js';
import { randomProgram } from '../random-program.js';

const seeds = Array.from({ length: 120 }, (_, seed) => seed + 1);

function dualOf(seed: number): DualFunction {
  const program = randomProgram(seed);
  return new DualFunction(layOut(program), allEligible(program));
}

describe('linear programs of a program', () => {
  it('both libraries prove the same bound, which no plan undercuts', async () => {
    let compared = 0;
    for (const seed of seeds) {
      const dual = dualOf(seed);
      const best = bruteForce(dual.layout.program);
      if (best === undefined || dual.layout.slotCount === 0) continue;
      const values: number[] = [];
      for (const [make, solve] of [
        [dualModel, solveSmall],
        [relaxedModel, solveByHighs],
      ] as const) {
        const { model, pricesOf } = make(dual);
        const answer = await solve(model);
        if (answer === undefined) continue;
        const proven = pricesOf(answer.values, answer.duals).map((prices) => dual.evaluate(prices));
        values.push(Math.max(...proven));
      }
      for (const value of values) expect(value).toBeLessThanOrEqual(best + 1e-9);
      // Families are priced by the bound alone, so with them the two need not meet.
      if (values.length < 2 || dual.layout.program.families.length > 0) continue;
      compared++;
      expect(Math.abs(values[0] - values[1]), `seed ${seed}`).toBeLessThan(
        1e-5 * Math.max(1, Math.abs(best)),
      );
    }
    expect(compared).toBeGreaterThan(15);
  });

  it("javascript-lp-solver's whole-number answers are placements, and nearly all optimal", async () => {
    let answered = 0;
    let optimal = 0;
    for (const seed of seeds) {
      const dual = dualOf(seed);
      const best = bruteForce(dual.layout.program);
      const placement = await placeBySmallMip(dual);
      if (best === undefined || placement === undefined) continue;
      answered++;
      placement.forEach((rep, unit) => {
        expect(dual.layout.program.sets[dual.layout.program.setOf[unit]]).toContain(rep);
      });
      const { objective, violation } = evaluate(dual.layout, placement);
      if (violation === 0) expect(objective).toBeGreaterThanOrEqual(best - 1e-9);
      if (violation === 0 && objective <= best + 1e-7 * Math.max(1, Math.abs(best))) optimal++;
    }
    expect(answered).toBeGreaterThan(20);
    expect(optimal / answered).toBeGreaterThan(0.9);
  });
});
