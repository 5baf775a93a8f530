import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { csv } from '../transition/naive.js';
import { carve, folderOf } from './carve.js';

let cwd = '';

/** Cells that mean something elsewhere: paths, Mustache, formulas, markup. */
beforeAll(async () => {
  cwd = folderOf({
    'accounts.csv':
      'account_id,account_name,owner,type,region,potential,arr,note\n' +
      'A/1,{{new_rep_name}} {{#x}},R/1,Customer,W,1,100,{{{sender_name}}}\n' +
      'A\\1,=1+1,R/1,Customer,W,1,100,<b>\nA3,"Cy\nTo: all@x.example",R/1,Customer,W,1,100,\n' +
      'A4,Di,R/1,Prospect,E,3,,\n',
    'reps.csv':
      'rep_id,rep_name,email,region,quota\nR/1,Ann/../Lee,ann@x.example,E,\n../R2,"Bea <script>",bea@x.example,W,1000\n',
    'rules.csv': 'rule,metric\nmatch,region\n',
    'contacts.csv':
      'contact_id,account_id,contact_name,email\nC1,A/1,{{account_id}},c@x.example\n' +
      'C2,ZZ,Nobody Here,n@x.example\nC3,A3,,\nC4,,Nowhere,w@x.example\n',
    'deals.csv':
      'opportunity_id,account_id,stage,amount,close_date\nD1,,Negotiation,10,2028-03-01\n' +
      'D2,A3,Negotiation,,\nD3,ZZ,Negotiation,5,2028-03-01\n',
    'holidays.csv': 'date,name\n2028-02-29,Leap Day\n',
  });
  const plan = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'plan'];
  const made = await carve([...plan, '--as-of', '2028-02-01', '--quiet'], { cwd });
  expect([made.code, made.stderr]).toEqual([0, '']);
});

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

async function pack(out: string, ...flags: string[]) {
  const run = await carve(
    [
      ...['transition', 'plan', '--contacts', 'contacts.csv', '--opportunities', 'deals.csv'],
      ...['--fiscal-start', '07-01', '--out', out, ...flags],
    ],
    { cwd },
  );
  expect(run.code, run.stderr).toBe(0);
  return {
    said: `${run.stderr}\n${run.stdout}`.replace(/\s+/g, ' '),
    json: JSON.parse(read(`${out}/transition.json`)),
  };
}

it('cells are words, whatever they look like', async () => {
  await pack('pack', '--effective', '2028-03-01');
  expect(readdirSync(join(cwd, 'pack/playbooks')).sort()).toEqual([
    '.._R2.html',
    '.._R2.md',
    'R_1.html',
    'R_1.md',
  ]);
  expect(readdirSync(join(cwd, 'pack/letters')).sort()).toEqual(['A3.md', 'A_1.md', 'A_1_2.md']);
  const letters = csv(read('pack/letters.csv'));
  expect(letters[0].body).toMatch(/^Dear \{\{account_id\}\},\n/);
  expect(letters[0].subject).toBe('Bea <script> looks after {{new_rep_name}} {{#x}} from now on');
  // A line break in a name makes no line of a letter's head.
  expect(read('pack/letters/A3.md')).not.toMatch(/^To: all@/m);
  expect(read('pack/playbooks/R_1.md')).toContain('**Cy\\\\nTo: all@x.example** (A3)');
  for (const name of ['pack.html', 'playbooks/R_1.html', 'playbooks/.._R2.html'])
    expect(read(`pack/${name}`)).not.toMatch(/<script>|<b>\s*<b>/);
});

it('says what it passes over and what is missing', async () => {
  const { said, json } = await pack('said', '--effective', '2028-03-01');
  expect(said).toContain('1 contact has neither a name nor an e-mail address');
  expect(said).toMatch(/1 contact of accounts that are not in accounts\.csv .*"ZZ"/);
  expect(said).toContain('2 letters without an addressee');
  expect(json.not_ready).toEqual({
    letters_without_contact: 2,
    deals_without_close_date: 1,
    reps_without_quota: 1,
  });
  // Without a quota there is nothing that goes along.
  expect(csv(read('said/quota.csv'))[0]).toMatchObject({
    rep_id: 'R/1',
    quota_before: '',
    out: '0.00',
    quota_after: '0.00',
    change_pct: '',
    flag: '',
  });
  expect(csv(read('said/deals.csv')).map(({ opportunity_id }) => opportunity_id)).toEqual(['D2']);
});

it('says that a day is over, or one that nobody works', async () => {
  const late = await pack('late', '--effective', '2028-01-31');
  expect(late.said).toContain(
    'the effective date, 2028-01-31, is before the as-of day, 2028-02-01',
  );
  const leap = await pack('leap', '--effective', '2028-02-29', '--holidays', 'holidays.csv');
  expect(leap.said).toContain('the effective date, 2028-02-29, is a weekend or a holiday');
  // 29 February to 30 June are 1 + 31 + 30 + 31 + 30 days of a year with a leap day.
  expect(leap.json.fiscal_year).toEqual({
    start: '2027-07-01',
    end: '2028-06-30',
    days: 366,
    left: Number((123 / 366).toFixed(4)),
  });
  const sunday = await pack('sunday', '--effective', '2028-03-05');
  expect(sunday.said).toContain('the effective date, 2028-03-05, is a weekend or a holiday');
  // Day 0 is that day itself; the next ones are working days.
  expect(csv(read('sunday/timeline.csv')).map(({ date }) => date)).toContain('2028-03-06');
});

it('of reps and accounts without names, letters are told of before they go out', async () => {
  const bare = folderOf({
    'accounts.csv': 'account_id,owner,region,potential,arr\nA1,R1,W,1,5\nA2,R1,E,1,5\n',
    'reps.csv': 'rep_id,email,region\nR1,a@x.example,E\nR2,b@x.example,W\n',
    'rules.csv': 'rule,metric\nmatch,region\n',
  });
  const plan = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'plan'];
  await carve([...plan, '--as-of', '2028-02-01', '--quiet'], { cwd: bare });
  const run = await carve(['transition', 'plan', '--out', 'pack'], { cwd: bare });
  expect([run.code, run.stdout.replace(/\s+/g, ' ')]).toEqual([
    0,
    expect.stringContaining('1 letter with an id or an address in place of a name'),
  ]);
});
