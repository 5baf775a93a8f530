import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carve, folderOf } from './carve.js';

const files = {
  'accounts.csv': [
    'sep=;',
    ';Account ID;sales_rep_id;ARR;Renewal Date;Headroom',
    '0;001A0000000aaaA;005A0000000abcD;1 200;31-Dec-2026;-999',
    '1;001A0000000aaaB;005A0000000abcd;-300;46387;5',
    '2;001A0000000aaaC;005A0000000abcd;n/a;0001-01-01;-999',
    '3;001A0000000aaaD;005A0000000abcD;900;2027-01-31;-999',
    '',
  ].join('\n'),
  'reps.csv': 'Id,Name\n005A0000000abcDIAQ,Ann\n005A0000000abcdIAA,Bob\n',
};

test('a file as people have it is planned, said, kept in plan.json and verified', async () => {
  const cwd = folderOf(files);
  const flags = ['--as-of', '2026-01-15', '--currency', 'eur', '--effort', 'quick'];
  const planned = await carve(['plan', 'accounts.csv', 'reps.csv', ...flags], { cwd });
  expect(planned.code).toBe(0);
  for (const said of [
    /^accounts.csv: took sales_rep_id as owner/m,
    /first column has no name and only numbers its rows/,
    /1 amount below 0 is taken as a credit/,
    /"46387" as 2026-12-31/,
    /0001-01-01\) are read as empty \(1\)/,
    /Headroom cells that hold -999 \(3\) are read as empty/,
  ]) {
    expect(planned.stderr).toMatch(said);
  }
  const plan = JSON.parse(readFileSync(join(cwd, 'carve-out/plan.json'), 'utf8'));
  expect(plan.options.currency).toBe('EUR');
  expect(plan.after.accounts_orphaned).toBe(0);
  const verified = await carve(['verify', 'carve-out'], { cwd });
  expect(verified).toMatchObject({ code: 0 });
});

test('a plan without owners says so on its first line', async () => {
  const cwd = folderOf({
    ...files,
    'accounts.csv': 'account_id,OWNER\nA,GOVERNMENT\nB,NON-PROFIT\nC,GOVERNMENT\n',
  });
  const said = async (...flags: string[]) =>
    (await carve(['plan', 'accounts.csv', 'reps.csv', ...flags], { cwd })).stderr.split('\n')[0];
  expect(await said()).toContain('no owner column');
  expect(await said('--map', 'owner=none', '--out', 'b')).toContain('read without owners');
});

test('--currency takes a code', async () => {
  const cwd = folderOf(files);
  const refused = await carve(['validate', 'accounts.csv', 'reps.csv', '--currency', 'euros'], {
    cwd,
  });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('write its code, such as USD or EUR');
});
