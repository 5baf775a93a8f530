import { expect, it } from 'vitest';
import { evaluate } from '../../src/evaluation/evaluate.js';
import { unavoidableDeviations } from '../../src/planning/unavoidable.js';
import { leastCosts } from '../../src/solver/least-cost.js';
import { forEachPlan } from '../oracle/brute.js';
import { problemOf, randomInputs } from '../oracle/random-inputs.js';
import { readSet } from './random-plan.js';

it('no plan that keeps the must rules is more even than the floor', async () => {
  let positive = 0;
  for (let seed = 1; seed <= 120; seed++) {
    const set = randomInputs(seed, 300);
    const problem = readSet(set);
    const floors = await unavoidableDeviations(
      problem,
      {
        seed: 1,
        effort: 'normal',
        threads: 1,
        timeLimit: undefined,
        now: () => 0,
      },
      leastCosts,
    );
    const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
    for (const { metric, percent: floor } of floors) {
      if (floor > 0.01) positive++;
      forEachPlan(problemOf(set), (ids) => {
        const assignment = Int32Array.from(
          problem.accountIds,
          (id) => repOf.get(ids.get(id) ?? '') ?? -1,
        );
        const judged = evaluate(problem, assignment);
        const mean = judged.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0;
        if (judged.feasible)
          expect(mean, `seed ${seed} ${metric}`).toBeGreaterThanOrEqual(floor - 1e-6);
      });
    }
  }
  expect(positive).toBeGreaterThan(20);
});
