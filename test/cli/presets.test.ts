import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { carve, folderOf } from './carve.js';

const cwd = folderOf({
  'accounts.csv':
    'account_id,owner,potential,arr,icp,tier,competition\nA1,R1,10,5,yes,1,high\nA2,R1,20,6,no,2,low\nA3,R2,30,,yes,1,\nA4,R2,40,9,,3,\n',
  // On 15 January 2026 R1 has been here for one whole month, R2 for six to the day.
  'reps.csv': 'rep_id,quota,start_date\nR1,100,2025-11-20\nR2,200,2025-07-15\n',
  'rules.csv': 'rule,metric,weight\nweight,disruption,1\n',
});
const files = ['accounts.csv', 'reps.csv', '--as-of', '2026-01-15'];

describe('carve scenarios --preset --show prints rows that a rules file takes', () => {
  const shown = async (name: string): Promise<string[]> => {
    const { code, stdout } = await carve(
      ['scenarios', ...files, '--rules', 'rules.csv', '--preset', name, '--show'],
      { cwd },
    );
    expect(code).toBe(0);
    const rows: Record<string, string>[] = parse(stdout, { columns: true, comment: '#' });
    return rows.map(({ rule, accounts, metric, top, weight, level }) =>
      [rule, accounts, metric, top, weight, level].join(','),
    );
  };

  it('finance: the weights alone', async () => {
    expect(await shown('finance')).toEqual([
      'balance,,potential,,4,',
      'balance,,workload,,2,',
      'weight,,disruption,,2,',
      'weight,,distance,,3,',
    ]);
  });

  it('marketing: the rules, and campaign accounts spread', async () => {
    expect(await shown('marketing')).toEqual([
      'weight,,disruption,,1,',
      'balance,icp = yes,accounts,,3,should',
      'balance,tier = 1,accounts,,3,should',
    ]);
  });

  it('sales: customers stay', async () => {
    expect(await shown('sales')).toEqual([
      'keep,,arr,3,,',
      'weight,,disruption,,8,',
      'weight,,relationship,,4,',
    ]);
  });
});

it('drafts that nobody new calls where competition is high', async () => {
  const { stdout } = await carve(['check', ...files, '--verbose', '--quiet', '--format', 'json'], {
    cwd,
  });
  const { findings, checks } = JSON.parse(stdout);
  const [drafted] = checks.filter(({ id }: { id: string }) => id.startsWith('avoid'));
  expect(drafted).toMatchObject({ name: 'Contested accounts to experienced reps' });
  // R2 has been here for six months and no less; R1, with A1, has not.
  const [found, ...others] = findings.filter(
    ({ check }: { check: string }) => check === drafted.id,
  );
  expect(found.accounts).toEqual(['A1']);
  expect(others).toEqual([]);
});
