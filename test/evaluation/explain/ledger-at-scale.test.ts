import { beforeAll, describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/evaluation/explain/ledger.js';
import { unitsOf } from '../../../src/evaluation/explain/overview.js';
import type { Assignment } from '../../../src/model/assignment.js';
import { type Problem, SettledBy } from '../../../src/model/problem.js';
import { planFor, problemIn } from '../../fixtures/plan-files.js';
import { compare } from './both-ways.js';
import { dice } from './dice.js';

describe('what a move changes, on 503 real companies', () => {
  let problem: Problem;
  let assignment: Assignment;

  beforeAll(async () => {
    const folder = 'fixtures/sp500';
    const paths = {
      accounts: `${folder}/accounts.csv`,
      reps: `${folder}/reps.csv`,
      rules: `${folder}/rules.csv`,
    };
    const plan = await planFor(problemIn(paths, '2026-01-15'), 'quick');
    problem = plan.problem;
    assignment = plan.evaluation.assignment;
  });

  it('is the difference of two full evaluations for 200 pairs', () => {
    const throwing = dice(7);
    let breaking = 0;
    for (let pair = 0; pair < 200; pair++) {
      const account = throwing.below(problem.accountCount);
      const to = throwing.below(problem.repCount);
      if (compare(problem, assignment, account, to, `${account} to ${to}`)) breaking++;
    }
    expect(breaking).toBeGreaterThan(20);
    expect(breaking).toBeLessThan(180);
  });

  it('bars exactly those who may not take an account by rows on where accounts go', () => {
    const ledger = new Ledger(problem, assignment);
    const units = unitsOf(problem);
    const placing = new Set(['match', 'avoid', 'assign', 'keep', 'together']);
    const kindOf = new Map<unknown, string>(problem.rules.map(({ row, kind }) => [row, kind]));
    for (let account = 0; account < problem.accountCount; account += 3) {
      const { mask: eligible, reps } = problem.repSets[problem.eligible[account]];
      // A family that goes with its kept members is bound to their owner without any row that judges it.
      if (problem.settled[account] === SettledBy.family && reps.length === 1) continue;
      for (let rep = 0; rep < problem.repCount; rep++) {
        if (problem.live[rep] === 0) continue;
        const rows = ledger.breaks(ledger.stepsTo(units.of(account), rep));
        const bars = rows.some(
          (row) => typeof row === 'string' || placing.has(kindOf.get(row) ?? ''),
        );
        expect(bars, `${account} to ${rep}`).toBe(eligible[rep] === 0);
      }
    }
  });
});
