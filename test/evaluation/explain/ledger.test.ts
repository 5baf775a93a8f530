import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { Ledger } from '../../../src/evaluation/explain/ledger.js';
import { unitsOf } from '../../../src/evaluation/explain/overview.js';
import type { Assignment } from '../../../src/model/assignment.js';
import { type Problem, SettledBy } from '../../../src/model/problem.js';
import { planFor, problemIn } from '../../fixtures/plan-files.js';
import { randomInputs } from '../../oracle/random-inputs.js';
import { readSet } from '../../planning/random-plan.js';
import { dice } from './dice.js';

/** What a change of one account's rep (its family with it) does, by the ledger and by judging everything twice. */
function bothWays(problem: Problem, assignment: Assignment, account: number, to: number) {
  const ledger = new Ledger(problem, assignment);
  const steps = ledger.stepsTo(unitsOf(problem).of(account), to);
  const moved = assignment.slice();
  for (const step of steps) moved[step.account] = to;
  const [before, after] = [evaluate(problem, assignment), evaluate(problem, moved)];
  return { ledger, steps, before, after };
}

function compare(
  problem: Problem,
  assignment: Assignment,
  account: number,
  to: number,
  label: string,
) {
  const { ledger, steps, before, after } = bothWays(problem, assignment, account, to);
  const changes = ledger.termChanges(steps);
  expect(
    changes.map(({ name, value, weight }) => ({ name, value, weight })),
    label,
  ).toEqual(before.terms);
  changes.forEach(({ name, change }, index) => {
    const difference = after.terms[index].value - before.terms[index].value;
    if (Number.isNaN(difference)) expect(change, `${label} ${name}`).toBeNaN();
    else expect(Math.abs(change - difference), `${label} ${name}`).toBeLessThanOrEqual(1e-9);
  });
  const difference = after.objective - before.objective;
  if (Number.isFinite(difference)) {
    expect(Math.abs(ledger.price(steps) - difference), label).toBeLessThanOrEqual(1e-9);
  }
  for (const measure of problem.balances) {
    if (!measure.unfiltered || measure.metric !== 'potential') continue;
    for (const { group, before: was, after: is } of ledger.deviations(measure, steps)) {
      const rep = measure.groups.of.indexOf(group);
      const percent = (one: typeof before) => one.territories[rep].potential_deviation_pct;
      expect(100 * was, label).toBeCloseTo(percent(before), 7);
      expect(100 * is, label).toBeCloseTo(percent(after), 7);
    }
  }
  const wasMet = new Set(
    before.outcomes.filter(({ status }) => status === 'met').map((o) => o.row),
  );
  const broken = after.outcomes
    .filter(({ row, level, status }) => level === 'must' && status === 'broken' && wasMet.has(row))
    .map(({ row }) => row);
  const found = ledger.breaks(steps);
  // Rows that were broken before may be broken further; those that were met must be told exactly.
  expect(
    found.filter((row) => wasMet.has(row)).sort(),
    `${label} ${JSON.stringify(steps)}`,
  ).toEqual(broken.sort());
  return broken.length > 0;
}

describe('what a move changes, without judging everything again', () => {
  it('is the difference of two full evaluations on random problems', () => {
    const seen = { pairs: 0, breaking: 0, keeping: 0 };
    for (let seed = 1; seed <= 200; seed++) {
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
    expect(seen.pairs).toBeGreaterThan(400);
    expect(seen.breaking).toBeGreaterThan(40);
    expect(seen.keeping).toBeGreaterThan(40);
  });

  describe('on 503 real companies', () => {
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
});
