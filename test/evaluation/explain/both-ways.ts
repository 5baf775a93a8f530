import { expect } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { Ledger } from '../../../src/evaluation/explain/ledger.js';
import { unitsOf } from '../../../src/evaluation/explain/overview.js';
import type { Assignment } from '../../../src/model/assignment.js';
import type { Problem } from '../../../src/model/problem.js';

/** What a change of one account's rep (its family with it) does, by the ledger and by judging everything twice. */
function bothWays(problem: Problem, assignment: Assignment, account: number, to: number) {
  const ledger = new Ledger(problem, assignment);
  const steps = ledger.stepsTo(unitsOf(problem).of(account), to);
  const moved = assignment.slice();
  for (const step of steps) moved[step.account] = to;
  const [before, after] = [evaluate(problem, assignment), evaluate(problem, moved)];
  return { ledger, steps, before, after };
}

/** Expects both to say the same; whether the change breaks a must row that was met. */
export function compare(
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
