import { describe, expect, it } from 'vitest';
import { programOf } from '../../../src/solver/translate/from-problem.js';
import { readSet } from '../../planning/random-plan.js';

function translated(rules: string[]) {
  const problem = readSet({
    seed: 0,
    accounts: 'account_id,potential\na,1\nb,2\nc,3\n',
    reps: 'rep_id,max_accounts\nr1,1\nr2,2\nr3,\nr4,3\n',
    rules: `${['rule,reps,metric,max', ...rules].join('\n')}\n`,
    distances: undefined,
    options: { asOf: '2025-06-30' },
  });
  const { program, namedLoads } = programOf(problem);
  // The first two are the balances of potential and workload.
  return { loads: program.repLoads.slice(2), named: namedLoads.slice(2) };
}

describe('limits on the same amounts', () => {
  it('of other reps are groups of one load, named by their rows', () => {
    const { loads, named } = translated([]);
    expect(loads.map(({ groupOf }) => [...groupOf])).toEqual([[0, 1, -1, 2]]);
    expect(loads[0].costs.map(({ high }) => high)).toEqual([1, 2, 3]);
    expect(named).toEqual([
      { name: 'reps.csv:2', of: 'reps', step: 1, groups: ['r1'] },
      { name: 'reps.csv:3', of: 'reps', step: 1, groups: ['r2'] },
      { name: 'reps.csv:5', of: 'reps', step: 1, groups: ['r4'] },
    ]);
  });

  it('of a rep who has one already are a load of their own', () => {
    const { loads, named } = translated([
      'limit,rep_id = r1|r2,potential,4',
      'limit,rep_id = r2,potential,3',
      'limit,rep_id = r3|r4,potential,5',
    ]);
    expect(loads.map(({ groupOf }) => [...groupOf])).toEqual([
      [0, 1, 2, 3],
      [-1, 0, -1, -1],
      [0, 1, -1, 2],
    ]);
    expect(loads.map(({ costs }) => costs.map(({ high }) => high))).toEqual([
      [4, 4, 5, 5],
      [3],
      [1, 2, 3],
    ]);
    expect(named.map(({ name, groups }) => [name, ...groups])).toEqual([
      ['limit:2', 'r1', 'r2'],
      ['limit:4', 'r3', 'r4'],
      ['limit:3', 'r2'],
      ['reps.csv:2', 'r1'],
      ['reps.csv:3', 'r2'],
      ['reps.csv:5', 'r4'],
    ]);
  });
});
