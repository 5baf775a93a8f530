import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { evennessShare } from '../../../src/evaluation/ladder.js';
import { unevenness } from '../../../src/evaluation/leading-metrics.js';
import { dayNumber } from '../../../src/model/units.js';
import { readProblem } from '../../../src/planning/inputs.js';
import { climbLadder } from '../../../src/planning/scenarios/ladder.js';
import { solve } from '../../../src/solver/solve.js';
import { forEachPlan } from '../../oracle/brute.js';
import { problemOf, randomInputs } from '../../oracle/random-inputs.js';
import { lines } from '../../validation/findings-of.js';
import { inputsOfSet } from '../random-plan.js';

const options = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
} as const;

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

function bare(accounts: string, reps: string) {
  return readProblem({
    accounts: file('accounts.csv', accounts),
    reps: file('reps.csv', reps),
    rules: undefined,
    distances: undefined,
    bare: true,
    map: [],
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  }).problem;
}

const reps = lines('rep_id', 'R1', 'R2', 'R3');

function climbed(problem: ReturnType<typeof bare>) {
  const evaluation = evaluate(problem, problem.liveOwner);
  return climbLadder({ problem, evaluation, status: 'feasible' }, options, solve);
}

describe('the ladder', () => {
  it('is what no, a few and all moves buy', async () => {
    // All with one of three: each of the other two is due four, the first of each pair buys half of it.
    const accounts = lines(
      'account_id,owner,potential',
      ...['a', 'b', 'c', 'd'].map((id) => `${id},R1,60`),
      ...Array.from({ length: 12 }, (_, index) => `x${index},R1,5`),
    );
    const ladder = await climbed(bare(accounts, reps));
    expect(ladder?.none.moves).toBe(0);
    const [none, few, all] = [ladder?.none, ladder?.few, ladder?.all].map((rung) => ({
      moves: rung?.moves ?? 0,
      unevenness: rung?.unevenness ?? 0,
    }));
    expect(few.moves).toBeLessThan(all.moves);
    const ends = { from: none.unevenness, to: all.unevenness };
    expect(evennessShare(ends, few.unevenness)).toBeGreaterThanOrEqual(0.8);
    expect(evennessShare(ends, none.unevenness)).toBe(0);
  });

  it('is none where nobody can move', async () => {
    expect(await climbed(bare(lines('account_id', 'a', 'b'), reps))).toBeUndefined();
  });

  it('ends where any plan under the must rules ends', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const set = randomInputs(seed, 500);
      const { problem } = readProblem(inputsOfSet(set));
      const indexOf = new Map(problem.accountIds.map((id, account) => [id, account]));
      const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
      let fewest = Number.POSITIVE_INFINITY;
      let most = Number.POSITIVE_INFINITY;
      let some: ReturnType<typeof evaluate> | undefined;
      forEachPlan(problemOf(set), (plan) => {
        const assignment = new Int32Array(problem.accountCount).fill(-1);
        for (const [id, rep] of plan) assignment[indexOf.get(id) ?? -1] = repOf.get(rep) ?? -1;
        const judged = evaluate(problem, assignment);
        if (!judged.feasible) return;
        some ??= judged;
        fewest = Math.min(fewest, judged.after.accounts_moved);
        most = Math.min(most, unevenness(judged));
      });
      if (some === undefined) continue;
      const plan = { problem, evaluation: some, status: 'feasible' } as const;
      const ladder = await climbLadder(plan, options, solve);
      if (ladder === undefined) continue;
      compared++;
      expect(ladder.none.moves, `seed ${seed}`).toBe(fewest);
      // Disruption decides only between plans that are as good as even.
      expect(ladder.all.unevenness, `seed ${seed}`).toBeLessThanOrEqual(most + 0.01);
    }
    expect(compared).toBeGreaterThan(10);
  });
});
