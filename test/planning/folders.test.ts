import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readProblem } from '../../src/planning/inputs.js';
import { makePlan } from '../../src/planning/plan.js';
import { planFiles } from '../../src/planning/plan-files.js';
import { version } from '../../src/planning/version.js';
import { compareFolder } from '../oracle/compare.js';
import { randomInputs } from '../oracle/random-inputs.js';
import { plainOptions } from '../reports/plan-options.js';
import { inputsOfSet } from './random-plan.js';

const seeds = Array.from(
  { length: Number(process.env.CARVE_SEEDS ?? 120) },
  (_, seed) => seed + 5001,
);

it('every figure of a plan folder follows from its inputs and assignments.csv', async () => {
  for (const seed of seeds) {
    const set = randomInputs(seed, 600);
    const inputs = inputsOfSet(set);
    const { problem, rows } = readProblem(inputs);
    const plan = await makePlan(problem, {
      seed: 1,
      effort: 'quick',
      threads: 1,
      timeLimit: undefined,
      now: () => 0,
    });
    const folder = mkdtempSync(join(tmpdir(), 'carve-folder-'));
    const entry = (name: string, text: string, count: number) => {
      writeFileSync(join(folder, name), text);
      return { path: name, sha256: createHash('sha256').update(text).digest('hex'), rows: count };
    };
    const files = planFiles({
      plan,
      version,
      inputs: {
        accounts: entry('accounts.csv', set.accounts, rows.accounts),
        reps: entry('reps.csv', set.reps, rows.reps),
        ...(set.rules !== undefined && { rules: entry('rules.csv', set.rules, rows.rules) }),
        ...(set.distances !== undefined && {
          distances: entry('distances.csv', set.distances, rows.distances),
        }),
        ...Object.fromEntries(
          (['opportunities', 'activities', 'relationships'] as const).flatMap((role) => {
            const text = set[role];
            return text === undefined ? [] : [[role, entry(`${role}.csv`, text, rows[role])]];
          }),
        ),
      },
      options: {
        ...plainOptions,
        weights: inputs.assembly.weights,
        shareBy: inputs.assembly.shareBy,
        potentialCap: inputs.assembly.potentialCap,
      },
      assumptions: problem.assumptions,
    });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    expect(
      compareFolder(folder),
      `seed ${seed}\n${set.accounts}\n${set.reps}\n${set.rules ?? ''}\n${JSON.stringify(set.options)}`,
    ).toEqual([]);
    rmSync(folder, { recursive: true });
  }
});
