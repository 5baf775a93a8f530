/** The cases of fixtures/conflicts: infeasible files whose conflicts a person can see. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { today } from '../../src/evaluation/changes.js';
import type { MustRow } from '../../src/evaluation/conflict-claims.js';
import { mustRowsOf } from '../../src/planning/conflicts/must-rows.js';
import { readProblem } from '../../src/planning/inputs.js';
import { makePlan } from '../../src/planning/plan.js';
import { explainConflicts } from '../../src/planning/plan-or-explain.js';
import { conflictsText } from '../../src/reports/conflict-words.js';
import { leastCosts } from '../../src/solver/least-cost.js';
import type { SolveOptions } from '../../src/solver/model/program.js';
import { solve } from '../../src/solver/solve.js';
import { hasPlan, type MustSet, partOf } from '../oracle/part.js';
import type { InputSet } from '../oracle/random-inputs.js';
import { inputsOfSet } from './random-plan.js';

const folder = new URL('../../fixtures/conflicts/', import.meta.url);

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};
const solver = { solve, leastCosts };

const expectation = z.strictObject({
  note: z.string(),
  conflicts: z.array(
    z.strictObject({
      rows: z.array(z.int()),
      capped: z.array(z.int()),
      locked: z.boolean(),
      says: z.string(),
    }),
  ),
  /** Null where several sets of changes are as small. */
  relaxations: z.array(z.record(z.string(), z.union([z.string(), z.int()]))).nullable(),
});

const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

function read(name: string): { set: InputSet; expected: z.infer<typeof expectation> } {
  const text = (file: string): string => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
  const set = {
    seed: 0,
    accounts: text('accounts.csv'),
    reps: text('reps.csv'),
    rules: text('rules.csv'),
    distances: undefined,
    options: { asOf: '2026-01-15' },
  };
  return { set, expected: expectation.parse(JSON.parse(text('expected.json'))) };
}

function mustSet(rows: readonly MustRow[]): MustSet {
  return {
    rows: rows.flatMap((row) => (row.kind === 'rule' ? [row.rule.row] : [])),
    locked: rows.some(({ kind }) => kind === 'locked'),
    capped: rows.flatMap((row) => (row.kind === 'max_accounts' ? [row.row] : [])),
  };
}

it('there are files of ten sorts and more', () => {
  expect(names.length).toBeGreaterThanOrEqual(10);
});

describe.each(names)('%s', (name) => {
  it('is explained as a person would, and its relaxations do', async () => {
    const { set, expected } = read(name);
    const { problem, assembled } = readProblem(inputsOfSet(set));
    const near = today(problem);
    const explained = await explainConflicts(assembled, problem, { solver, options, near });
    const { conflicts, settled, relaxed } = explained;
    expect(settled).toBe(true);
    expect(conflicts.every(({ proven, irreducible }) => proven && irreducible)).toBe(true);
    const found = conflicts.map(({ rows }) => mustSet(rows));
    expect(found).toHaveLength(expected.conflicts.length);
    for (const { rows, capped, locked } of expected.conflicts) {
      expect(found).toContainEqual({ rows, capped, locked });
    }
    const text = conflictsText(problem, {
      ...explained,
      proven: true,
      relaxations: relaxed?.relaxations,
      relaxed: false,
    });
    for (const { says } of expected.conflicts) expect(text).toContain(says);

    const changes = relaxed?.relaxations ?? [];
    if (expected.relaxations !== null) expect(changes).toEqual(expected.relaxations);
    expect(changes.length).toBeGreaterThan(0);
    const all = mustSet(mustRowsOf(problem));
    expect(hasPlan(partOf(set, all))).toBe(false);
    expect(hasPlan(partOf(set, all, changes))).toBe(true);
    expect(relaxed && (await makePlan(relaxed.problem, options)).status).not.toBe('infeasible');
  });
});
