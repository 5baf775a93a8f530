import { describe, expect, it } from 'vitest';
import { randomInputs } from '../../oracle/random-inputs.js';
import { readSet } from '../../planning/random-plan.js';
import { compare } from './both-ways.js';
import { dice } from './dice.js';

const seeds = Number(process.env.CARVE_SEEDS ?? 200);

describe('what a move changes, without judging everything again', () => {
  it('is the difference of two full evaluations on random problems', () => {
    const seen = { pairs: 0, breaking: 0, keeping: 0 };
    for (let seed = 1; seed <= seeds; seed++) {
      const problem = readSet(randomInputs(seed, 300));
      const throwing = dice(seed);
      const assignment = problem.eligible.map((set) => {
        if (set < 0) return -1;
        const reps = throwing.below(4) === 0 ? undefined : problem.repSets[set].reps;
        if (reps === undefined || reps.length === 0)
          return throwing.below(problem.repCount + 1) - 1;
        return reps[throwing.below(reps.length)];
      });
      for (let account = 0; account < problem.accountCount; account++) {
        if (problem.eligible[account] < 0) continue;
        const to = throwing.below(problem.repCount);
        const breaks = compare(
          problem,
          assignment,
          account,
          to,
          `seed ${seed}, ${account} to ${to}`,
        );
        seen.pairs++;
        if (breaks) seen.breaking++;
        else seen.keeping++;
      }
    }
    expect(seen.pairs).toBeGreaterThan(2 * seeds);
    expect(seen.breaking).toBeGreaterThan(seeds / 10);
    expect(seen.keeping).toBeGreaterThan(seeds / 10);
  });
});
