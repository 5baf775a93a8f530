import { expect, it } from 'vitest';
import { packagedReferences } from '../../src/library/references.js';
import { survey } from '../../src/planning/inputs.js';
import { makePlan } from '../../src/planning/plan.js';
import { validate } from '../../src/planning/validate.js';
import { randomInputs } from '../oracle/random-inputs.js';
import { inputsOfSet } from '../planning/random-plan.js';

/**
 * An error says that no plan can keep the must rules: then none is feasible.
 * The other way round need not hold, for validate searches for nothing.
 */
it('says of no random problem that has a feasible plan that it has none', async () => {
  let contradicted = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const read = survey(inputsOfSet(randomInputs(seed, 300)));
    if (read.problem === undefined) continue;
    const { findings } = await validate(read, packagedReferences());
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) continue;
    contradicted++;
    const plan = await makePlan(read.problem, {
      seed: 1,
      effort: 'quick',
      threads: 1,
      timeLimit: undefined,
      now: () => 0,
    });
    expect([seed, plan.status, errors]).toEqual([seed, 'infeasible', errors]);
  }
  expect(contradicted).toBeGreaterThan(0);
});
