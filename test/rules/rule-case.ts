import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { makePlan, type Plan } from '../../src/planning/plan.js';
import { withRolePlans } from '../../src/planning/role-plans.js';
import type { InputSet } from '../oracle/random-inputs.js';

const folder = join(import.meta.dirname, '../../fixtures/rules');

const outcome = z.strictObject({
  status: z.enum(['optimal', 'feasible', 'infeasible']),
  objective: z.number(),
  assignments: z.record(z.string(), z.string()),
});

/** expected.json: what a person works out from the three files by head. */
const expectedShape = outcome.extend({
  /** The arithmetic. */
  note: z.array(z.string()),
  asOf: z.string(),
  /** The row of rules.csv that the case is about. */
  row: z.number(),
  /** Rows told as broken, should rows included; prefer rows have no say here. */
  broken: z.array(z.number()),
  warnings: z.array(z.string()),
  scores: z.record(z.string(), z.number()).optional(),
  tiers: z.record(z.string(), z.string()).optional(),
  /** Who has each role where, by role. */
  roles: z.record(z.string(), outcome).optional(),
  /** The same files with that row made a comment. */
  without: outcome,
});

export type Expected = z.infer<typeof expectedShape>;

export interface RuleCase {
  /** `KIND/CASE`, its folder. */
  readonly name: string;
  readonly files: InputSet & { readonly rules: string };
  readonly expected: Expected;
}

/** Every case below fixtures/rules, in the order of their names. */
export function ruleCases(): RuleCase[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'expected.json')
    .map((entry) => relative(folder, entry.parentPath).replaceAll('\\', '/'))
    .sort()
    .map(ruleCase);
}

function ruleCase(name: string): RuleCase {
  const text = (file: string): string => readFileSync(join(folder, name, file), 'utf8');
  const expected = expectedShape.parse(JSON.parse(text('expected.json')));
  const files = {
    seed: 1,
    accounts: text('accounts.csv'),
    reps: text('reps.csv'),
    rules: text('rules.csv'),
    distances: undefined,
    options: { asOf: expected.asOf },
  };
  return { name, files, expected };
}

/** The files with one row of rules.csv made a comment, so that the others keep their numbers. */
export function withoutRow(files: RuleCase['files'], row: number): RuleCase['files'] {
  const lines = files.rules.split('\n');
  return {
    ...files,
    rules: lines.map((line, index) => (index + 1 === row ? `# ${line}` : line)).join('\n'),
  };
}

export async function planOf(files: RuleCase['files']): Promise<Plan> {
  const named = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const { problem, assembled } = readProblem({
    accounts: named('accounts.csv', files.accounts),
    reps: named('reps.csv', files.reps),
    rules: named('rules.csv', files.rules),
    distances: undefined,
    bare: false,
    map: [],
    assembly: {
      asOf: dayNumber(dayOf(files.options.asOf)),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
  const options = {
    seed: 1,
    effort: 'normal',
    threads: 1,
    timeLimit: undefined,
    now: () => 0,
  } as const;
  const plan = await makePlan(problem, options);
  return withRolePlans(plan, assembled, (role) => makePlan(role.problem, options));
}

function dayOf(date: string): number {
  return Date.parse(date) / 86_400_000;
}

/** rep_id by account_id, empty where nobody has it. */
export function assignmentsOf({
  problem,
  evaluation,
}: Pick<Plan, 'problem' | 'evaluation'>): Record<string, string> {
  return Object.fromEntries(
    problem.accountIds.map((id, account) => [
      id,
      problem.repIds[evaluation.assignment[account]] ?? '',
    ]),
  );
}
