/** Rows of `apart`: many random problems with such rows, solved by brute force and proven again by the oracle. */
import { expect, it } from 'vitest';
import { bruteForce } from '../oracle/brute.js';
import { evaluate, judge } from '../oracle/judge.js';
import { problemOf } from '../oracle/random-inputs.js';
import { assignmentsOf, planOf, type RuleCase } from '../rules/rule-case.js';

/** A few accounts of a few rivals; small whole numbers, so that much is equal. */
function thrown(seed: number): RuleCase['files'] {
  let state = seed * 2_654_435_761;
  const dice = (sides: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return (state >>> 8) % sides;
  };
  const reps = ['r1', 'r2', 'r3'].slice(0, 2 + dice(2));
  const accounts = Array.from({ length: 5 + dice(3) }, (_, at) =>
    [
      `a${at}`,
      [...reps, '', 'gone'][dice(reps.length + 2)],
      ['Cola', 'cola', 'Water', ''][dice(4)],
      5 * (1 + dice(4)),
      1 + dice(4),
      ['yes', '', '', ''][dice(4)],
    ].join(','),
  );
  const rows = [
    [
      'apart',
      ['', 'potential >= 10'][dice(2)],
      '',
      'rival',
      ['', '1', '2'][dice(3)],
      '',
      ['must', 'should'][dice(2)],
    ],
    ...(dice(3) === 0 ? [['assign', 'potential >= 15', 'rep_id = r1|r2', '', '', '', 'must']] : []),
    ...(dice(3) === 0 ? [['together', '', '', 'potential', '', '', 'must']] : []),
    ...(dice(3) === 0 ? [['limit', '', '', '', '3', '', 'should']] : []),
  ];
  return {
    seed,
    accounts: `account_id,owner,rival,potential,disruption,locked\n${accounts.join('\n')}\n`,
    reps: `rep_id\n${reps.join('\n')}\n`,
    rules: `rule,accounts,reps,metric,max,weight,level\n${rows.map((row) => row.join(',')).join('\n')}\n`,
    distances: undefined,
    options: { asOf: '2026-01-15' },
  };
}

it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('problem %i', async (seed) => {
  const files = thrown(seed);
  const plan = await planOf(files);
  const problem = problemOf(files);
  const assignment = new Map(Object.entries(assignmentsOf(plan)));
  const best = bruteForce(problem);
  const judged = evaluate(problem, assignment);
  expect(plan.evaluation.objective).toBeCloseTo(judged.objective ?? Number.NaN, 9);
  const told = plan.evaluation.outcomes.map(({ row, status }) => `${row} ${status}`);
  for (const { row, status, rule } of judge(problem, assignment).outcomes) {
    if (rule === 'apart') expect(told).toContain(`${row} ${status}`);
  }
  if (best.status !== 'best') {
    expect(plan.status).toBe('infeasible');
    return;
  }
  expect(plan.evaluation.objective).toBeCloseTo(best.objective, 9);
  expect(plan.proven?.bound).toBeLessThan(best.objective + 1e-9);
  expect(plan.status).toBe('optimal');
});
