import { expect, it } from 'vitest';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';

/** The problem of these accounts, one rep and no rules. */
function problemOf(accounts: readonly string[]) {
  const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  return readProblem({
    accounts: file('accounts.csv', `${accounts.join('\n')}\n`),
    reps: file('reps.csv', 'rep_id\nR1\n'),
    rules: undefined,
    distances: undefined,
    bare: true,
    map: [],
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  }).problem;
}

it('counts empty cells of every amount in a warning, and takes them for 0', () => {
  const { warnings, disruption, potential, workload } = problemOf([
    'account_id,owner,potential,workload,arr,open_pipeline',
    'A1,R1,5,1,,30',
    'A2,R1,,1,10,',
    'A3,R1,5,,,',
  ]);
  expect(warnings).toEqual([
    '1 account has no potential, counted as 0',
    '1 account has no workload, counted as 0',
    '2 accounts have no arr, counted as 0',
    '2 accounts have no open_pipeline, counted as 0',
  ]);
  // M is the mean of 30 and 10.
  expect([...disruption]).toEqual([0.1 + 30 / 20, 0.1 + 10 / 20, 0.1]);
  expect([potential[1], workload[2]]).toEqual([0, 0]);
});

it('names the columns that disruption is worked out from, and no others', () => {
  const assumedFrom = (columns: string, cells: string): string | undefined =>
    problemOf([
      `account_id,owner,potential,workload,${columns}`,
      `A1,R1,5,1,${cells}`,
    ]).assumptions.find((one) => one.startsWith('disruption'));
  const output = (names: string): string =>
    `disruption is worked out from ${names}: no disruption column`;
  expect(assumedFrom('open_pipeline', '30')).toBe(output('open pipeline'));
  expect(assumedFrom('arr,type', '30,Prospect')).toBe(output('ARR and type'));
  expect(assumedFrom('arr,type,last_contacted', '30,Prospect,2026-01-02')).toBe(
    output('ARR, type and last contact'),
  );
});

it('warns of them beside a disruption column, and of no column that is empty throughout', () => {
  const { warnings } = problemOf([
    'account_id,owner,potential,workload,disruption,arr,open_pipeline',
    'A1,R1,5,1,1,7,',
    'A2,R1,5,1,2,,',
  ]);
  expect(warnings).toEqual(['1 account has no arr, counted as 0']);
});
