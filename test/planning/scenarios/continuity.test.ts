import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { readProblem } from '../../../src/planning/inputs.js';
import { planScenarios } from '../../../src/planning/scenarios/scenarios.js';
import type { SolveOptions } from '../../../src/solver/model/program.js';
import { forEachPlan } from '../../oracle/brute.js';
import { problemOf, randomInputs } from '../../oracle/random-inputs.js';
import { inputsOfSet } from '../random-plan.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

describe('the continuity plan', () => {
  it('moves no more accounts than any other that keeps the must rules, and none as few is cheaper', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const set = randomInputs(seed, 500);
      const { problem, assembled } = readProblem(inputsOfSet(set));
      if (!problem.state.includes(0)) continue;
      const indexOf = new Map(problem.accountIds.map((id, account) => [id, account]));
      const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
      let fewest = Number.POSITIVE_INFINITY;
      let cheapest = Number.POSITIVE_INFINITY;
      forEachPlan(problemOf(set), (plan) => {
        const assignment = new Int32Array(problem.accountCount).fill(-1);
        for (const [id, rep] of plan) {
          assignment[indexOf.get(id) ?? -1] = repOf.get(rep) ?? -1;
        }
        const { feasible, after, terms } = evaluate(problem, assignment);
        if (!feasible) return;
        const cost = terms.find(({ name }) => name === 'disruption')?.value ?? 0;
        if (after.accounts_moved > fewest) return;
        if (after.accounts_moved < fewest) cheapest = Number.POSITIVE_INFINITY;
        fewest = after.accounts_moved;
        cheapest = Math.min(cheapest, cost);
      });
      const ask = { problem, assembled, own: [], frontier: undefined };
      const { options: planned } = await planScenarios(ask, options);
      const continuity = planned.find(({ name }) => name === 'continuity');
      const evaluation = continuity?.plan.evaluation;
      if (fewest === Number.POSITIVE_INFINITY) {
        expect(continuity?.plan.status, `seed ${seed}`).toBe('infeasible');
        continue;
      }
      compared++;
      const cost = evaluation?.terms.find(({ name }) => name === 'disruption')?.value ?? 0;
      expect(evaluation?.feasible, `seed ${seed}`).toBe(true);
      expect(evaluation?.after.accounts_moved, `seed ${seed}`).toBe(fewest);
      // What else counts may decide between plans whose costs differ by less than it is worth.
      expect(cost, `seed ${seed}`).toBeLessThanOrEqual(cheapest + 0.05);
      for (const { name, plan } of planned) {
        if (name !== 'today') expect(plan.status, `seed ${seed} ${name}`).not.toBe('infeasible');
      }
    }
    expect(compared).toBeGreaterThan(10);
  }, 120_000);
});
