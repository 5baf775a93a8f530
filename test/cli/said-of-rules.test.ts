/** What is said of rules is true. */
import { describe, expect, it } from 'vitest';
import { carve, folderOf } from './carve.js';

const files = {
  'accounts.csv': 'account_id,owner,potential\nA,R1,100\nB,R1,90\nC,R2,5\n',
  'reps.csv': 'rep_id\nR1\nR2\n',
};

describe('what is said of rules', () => {
  it('is not that potential is spread evenly, where a row of weight 0 asks for nothing', async () => {
    const rules = 'rule,metric,weight\nbalance,potential,0\nbalance,workload,0\n';
    const cwd = folderOf({ ...files, 'rules.csv': rules });
    const told = await carve(
      ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--verbose'],
      { cwd },
    );
    expect(told.code).toBe(0);
    expect(told.stdout).toContain('potential is not balanced (weight 0) (row 2)');
    expect(told.stdout).not.toMatch(/spread|evenly/);
  });
});
