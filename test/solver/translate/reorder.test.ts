import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import { layOut, multipliersOf } from '../../../src/solver/model/layout.js';
import type { Program, SolveOptions } from '../../../src/solver/model/program.js';
import { proofBound } from '../../../src/solver/proof/proof-bound.js';
import { solve } from '../../../src/solver/solve.js';
import { inOrderOfTurns } from '../../../src/solver/translate/reorder.js';
import { bruteForce, judge } from '../brute-force.js';
import { randomProgram, type Sizes } from '../random-program.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'quick',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

function withTurns(seed: number, sizes?: Sizes): Program {
  const program = randomProgram(seed, sizes);
  const random = new Random(seed, 31);
  // A few that are equal, as hashes may be.
  const turns = (count: number) => Uint32Array.from({ length: count }, () => random.below(9));
  const units = random.below(4) === 0 ? undefined : turns(program.unitCount);
  return { ...program, turns: { units, reps: turns(program.repCount) } };
}

describe('a program in the order of its turns', () => {
  it('costs the same, placement by placement', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { turns, ...program } = withTurns(seed, { units: 12, reps: 5 });
      if (turns === undefined) throw new Error('has turns');
      const reordered = inOrderOfTurns(program, turns);
      const random = new Random(seed, 32);
      const there = Int32Array.from(reordered.program.setOf, (set) => {
        const reps = reordered.program.sets[set];
        return reps[random.below(reps.length)];
      });
      const { slotCount } = layOut(reordered.program);
      const back = reordered.solutionOf({
        placement: there,
        objective: 0,
        violation: 0,
        bound: 0,
        proof: { multipliers: multipliersOf(reordered.program, new Float64Array(slotCount)) },
        cuts: [],
        interrupted: false,
      });
      const [judgedThere, judgedBack] = [
        judge(reordered.program, there),
        judge(program, back.placement),
      ];
      expect(judgedBack.objective, `seed ${seed}`).toBeCloseTo(judgedThere.objective, 9);
      expect(judgedBack.violation, `seed ${seed}`).toBeCloseTo(judgedThere.violation, 9);
    }
  });

  it('has the same optimum, and what is proven of it is proven of the one as it stands', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const program = withTurns(seed);
      const best = bruteForce(program);
      const solution = await solve(program, options);
      const judged = judge(program, solution.placement);
      expect(solution.violation, `seed ${seed}`).toBeCloseTo(judged.violation, 9);
      expect(solution.objective, `seed ${seed}`).toBeCloseTo(judged.objective, 9);
      const bound = proofBound(program, solution.proof, solution.cuts);
      if (best === undefined) expect(bound, `seed ${seed}`).toBe(Infinity);
      else {
        expect(judged.objective, `seed ${seed}`).toBeCloseTo(best, 9);
        expect(bound, `seed ${seed}`).toBeCloseTo(solution.bound, 9);
      }
    }
  });
});
