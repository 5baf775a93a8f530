/** The cases of fixtures/rules: what a person works out, what carve plans and what the oracle finds agree. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/planning/plan.js';
import { ruleKinds } from '../../src/rules/kinds/index.js';
import { bruteForce, forEachPlan } from '../oracle/brute.js';
import { evaluate, judge } from '../oracle/judge.js';
import { problemOf } from '../oracle/random-inputs.js';
import {
  assignmentsOf,
  type Expected,
  planOf,
  type RuleCase,
  ruleCases,
  withoutRow,
} from './rule-case.js';

const cases = ruleCases();

it('every rule kind has a case in which it changes the plan and one in which it meets a conflict', () => {
  const names = cases.map(({ name }) => name);
  for (const kind of ruleKinds) {
    expect(names).toContain(`${kind}/changes`);
    expect(names).toContain(`${kind}/conflict`);
  }
});

describe.each(cases)('$name', ({ name, files, expected }) => {
  it('is planned as worked out by hand', async () => {
    const plan = await planOf(files);
    expectOutcome(plan, expected);
    expect(plan.problem.warnings).toEqual(expected.warnings);
    expect(brokenRows(plan)).toEqual(expected.broken);
    if (expected.scores !== undefined) {
      expect(byId(plan, (account) => plan.problem.score[account])).toEqual(expected.scores);
    }
    if (expected.tiers !== undefined) {
      expect(byId(plan, (account) => plan.problem.tier[account])).toEqual(expected.tiers);
    }
  });

  it('has its roles planned as worked out by hand', async () => {
    const { roles = [] } = await planOf(files);
    const found = roles.map(({ role, plan }) => {
      const { objective } = plan.evaluation;
      const held = Object.entries(assignmentsOf(plan)).filter(([, rep]) => rep !== '');
      return [role.name, { status: plan.status, objective, assignments: Object.fromEntries(held) }];
    });
    for (const [name, wanted] of Object.entries(expected.roles ?? {})) {
      const { objective, ...rest } = wanted;
      expect(Object.fromEntries(found)[name]).toMatchObject(rest);
      expect(Object.fromEntries(found)[name].objective).toBeCloseTo(objective, 9);
    }
    expect(found.map(([name]) => name)).toEqual(Object.keys(expected.roles ?? {}));
  });

  it('is planned otherwise, or as worked out, without the row', async () => {
    const plan = await planOf(withoutRow(files, expected.row));
    expectOutcome(plan, expected.without);
    if (name.endsWith('/changes')) {
      expect(expected.assignments).not.toEqual(expected.without.assignments);
    }
  });

  it('agrees with the oracle', () => {
    expectOracle(files, expected);
    expectOracle(withoutRow(files, expected.row), expected.without);
    expect(oracleBrokenRows(files, expected.assignments)).toEqual(expected.broken);
  });

  it('is about a row of its kind', () => {
    const kind = files.rules.split('\n')[expected.row - 1]?.split(',')[0];
    expect(kind).toBe(name.split('/')[0]);
  });
});

type Outcome = Expected['without'];

function expectOutcome(plan: Plan, expected: Outcome): void {
  expect(assignmentsOf(plan)).toEqual(expected.assignments);
  if (expected.status === 'optimal') {
    expect(plan.proven?.bound).toBeGreaterThan(expected.objective * (1 - 1e-6) - 1e-9);
  }
  expect(plan.status).toBe(expected.status);
  expect(plan.evaluation.objective).toBeCloseTo(expected.objective, 9);
}

/** The objective is the one expected, and no other plan is as good. */
function expectOracle(files: RuleCase['files'], expected: Outcome): void {
  const problem = problemOf(files);
  const assignment = new Map(Object.entries(expected.assignments));
  const judged = evaluate(problem, assignment);
  expect(judged.objective).toBeCloseTo(expected.objective, 9);
  expect(judged.feasible).toBe(expected.status !== 'infeasible');
  const best = bruteForce(problem);
  if (best.status !== 'best') {
    expect(best.status).toBe('none');
    expect(expected.status).toBe('infeasible');
    return;
  }
  expect(best.objective).toBeCloseTo(expected.objective, 9);
  let asGood = 0;
  forEachPlan(problem, (plan) => {
    const { objective, feasible } = evaluate(problem, plan);
    if (feasible && objective !== undefined && objective < best.objective + 1e-9) asGood++;
  });
  expect(asGood).toBe(1);
}

function brokenRows({ evaluation }: Plan): (number | string)[] {
  return evaluation.outcomes
    .filter(({ rule, status }) => status === 'broken' && rule !== 'prefer')
    .map(({ row }) => row);
}

function oracleBrokenRows(files: RuleCase['files'], plan: Record<string, string>): number[] {
  const { outcomes } = judge(problemOf(files), new Map(Object.entries(plan)));
  return outcomes.filter(({ status }) => status === 'broken').map(({ row }) => Number(row));
}

function byId<Value>({ problem }: Plan, value: (account: number) => Value): Record<string, Value> {
  return Object.fromEntries(problem.accountIds.map((id, account) => [id, value(account)]));
}
