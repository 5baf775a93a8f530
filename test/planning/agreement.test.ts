import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { Problem } from '../../src/model/problem.js';
import { evaluate as price } from '../../src/solver/model/evaluate.js';
import { layOut } from '../../src/solver/model/layout.js';
import { programOf } from '../../src/solver/translate/from-problem.js';
import { forEachPlan } from '../oracle/brute.js';
import { judge } from '../oracle/judge.js';
import { type InputSet, problemOf, randomInputs } from '../oracle/random-inputs.js';
import { readSet } from './random-plan.js';

const seeds = Array.from({ length: Number(process.env.CARVE_SEEDS ?? 150) }, (_, seed) => seed + 1);

function show(set: InputSet): string {
  return `seed ${set.seed}\n${set.accounts}\n${set.reps}\n${set.rules ?? '(no rules)'}\n${set.distances ?? ''}\n${JSON.stringify(set.options)}`;
}

/** An oracle's assignment as carve's. */
function indexed(problem: Problem, ids: ReadonlyMap<string, string>): Int32Array {
  const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
  return Int32Array.from(problem.accountIds, (id) => repOf.get(ids.get(id) ?? '') ?? -1);
}

describe('carve and the oracle, two readings of the contract', () => {
  it('judge any assignment alike', () => {
    for (const seed of seeds) {
      const set = randomInputs(seed);
      const theirs = problemOf(set);
      const ours = readSet(set);
      let seen = 0;
      forEachPlan(theirs, (ids) => {
        if (seen++ % 37 !== 0) return;
        const wanted = judge(theirs, new Map(ids));
        const got = evaluate(ours, indexed(ours, ids));
        const terms = Object.fromEntries(got.terms.map(({ name, value }) => [name, value]));
        for (const { name, value } of wanted.terms) {
          expect(terms[name], `${name}\n${show(set)}\n${JSON.stringify([...ids])}`).toBeCloseTo(
            value,
            9,
          );
        }
        expect(got.objective, show(set)).toBeCloseTo(wanted.objective ?? Number.NaN, 9);
        expect(
          got.feasible,
          `${show(set)}\n${JSON.stringify([...ids])}\n${JSON.stringify(got.outcomes)}\n${JSON.stringify(wanted.outcomes)}`,
        ).toBe(wanted.feasible);
      });
    }
  });

  it('the solver prices a placement as evaluation does', () => {
    for (const seed of seeds) {
      const set = randomInputs(seed);
      const problem = readSet(set);
      const { program, assignmentOf } = programOf(problem);
      const placement = program.setOf.map((index, unit) => {
        const reps = program.sets[index];
        return reps[(unit * 7 + seed) % reps.length];
      });
      const judged = evaluate(problem, assignmentOf(placement));
      const { objective, violation } = price(layOut(program), placement);
      expect(objective, show(set)).toBeCloseTo(judged.objective, 9);
      if (problem.unplaceable.length === 0)
        expect(violation === 0, show(set)).toBe(judged.feasible);
    }
  });
});
