import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accounts, carve, folderOf, reps } from './carve.js';

type Files = Record<string, string | Uint8Array>;

interface Case {
  readonly what: string;
  readonly files: Files;
  readonly says: readonly RegExp[];
  readonly args?: readonly string[];
}

const rulesWith = (row: string): string =>
  `rule,accounts,reps,metric,top,by,min,max,weight,value,level,note\n${row}\n`;
const rule = (what: string, row: string, ...says: RegExp[]): Case => ({
  what,
  files: { 'rules.csv': rulesWith(row) },
  says,
  args: ['--rules', 'rules.csv'],
});
const accountFile = (what: string, text: string | Uint8Array, ...says: RegExp[]): Case => ({
  what,
  files: { 'accounts.csv': text },
  says,
});
const repFile = (what: string, text: string, ...says: RegExp[]): Case => ({
  what,
  files: { 'reps.csv': text },
  says,
});

/** Every kind of wrong input of the contract's section 7. */
const cases: readonly Case[] = [
  {
    what: 'a missing file',
    files: {},
    args: ['--rules', 'no.csv'],
    says: [/^no\.csv: is not there/m],
  },
  {
    what: 'a directory',
    files: {},
    args: ['--rules', 'folder'],
    says: [/^folder: is a directory/m],
  },
  accountFile('an empty file', '', /^accounts\.csv: .*empty/m),
  accountFile('no header', '\n\n', /^accounts\.csv/m),
  accountFile('no rows', 'account_id,potential\n', /^accounts\.csv.*no .*rows/m),
  accountFile(
    'a duplicate header',
    'account_id,potential,potential\nA1,1,2\n',
    /^accounts\.csv:1: potential/m,
  ),
  accountFile(
    'two headers for one column',
    'account_id,Billing State,BillingState\nA1,CA,CA\n',
    /^accounts\.csv:1: .*--map/m,
  ),
  accountFile(
    'too few cells',
    'account_id,potential\nA1\nA2,3\n',
    /^accounts\.csv:2: has 1 cell where the header has 2/m,
  ),
  accountFile(
    'too many cells',
    'account_id,potential\nA1,1\nA2,3,4\n',
    /^accounts\.csv:3: has 3 cells where the header has 2/m,
  ),
  accountFile(
    'an unclosed quote',
    'account_id,account_name\nA1,x\nA2,"Acme\nA3,y\n',
    /^accounts\.csv:3: .*quote/m,
  ),
  accountFile(
    'invalid UTF-8',
    Uint8Array.from([...Buffer.from('account_id\nA1\nA'), 0x9d, 0x0a]),
    /^accounts\.csv:3: .*UTF-8/m,
  ),
  accountFile(
    'a duplicate id',
    'account_id\nA1\nA2\nA1\n',
    /^accounts\.csv:4: account_id: .*"A1"/m,
  ),
  accountFile('an empty id', 'account_id,potential\nA1,1\n,2\n', /^accounts\.csv:3: account_id: /m),
  accountFile(
    'a number that is none',
    'account_id,potential\nA1,lots\n',
    /^accounts\.csv:2: potential: .*"lots"/m,
  ),
  accountFile(
    'a date that is none',
    'account_id,renewal_date\nA1,2026-02-30\n',
    /^accounts\.csv:2: renewal_date: .*"2026-02-30"/m,
  ),
  accountFile(
    'a flag that is none',
    'account_id,locked\nA1,maybe\n',
    /^accounts\.csv:2: locked: .*"maybe"/m,
  ),
  accountFile(
    'a negative value',
    'account_id,potential\nA1,-5\n',
    /^accounts\.csv:2: potential: .*"-5"/m,
  ),
  accountFile(
    'a value out of range',
    'account_id,latitude,longitude\nA1,91,0\n',
    /^accounts\.csv:2: latitude: .*"91"/m,
  ),
  accountFile(
    'an owner who could be several reps',
    'account_id,owner\nA1,Ann\n',
    /^accounts\.csv:2: owner: could be any of 2 reps \(R1, R3\), "Ann"/m,
  ),
  repFile('a status that is none', 'rep_id,status\nR1,away\n', /^reps\.csv:2: status: .*"away"/m),
  repFile('a ramp out of range', 'rep_id,ramp\nR1,150%\n', /^reps\.csv:2: ramp: .*"150%"/m),
  repFile(
    'no rep who can hold accounts',
    'rep_id,status\nR1,left\n',
    /^reps\.csv: no rep can hold accounts/m,
  ),
  rule(
    'an unknown rule',
    'forbid,,,,,,,,,,,',
    /^rules\.csv:2: rule: is no kind of rule, "forbid"/m,
  ),
  rule('an unknown level', 'keep,,,,,,,,,,maybe,', /^rules\.csv:2: level: is no level, "maybe"/m),
  rule(
    'a column that the kind does not use',
    'keep,,R1,,,,,,,,,',
    /^rules\.csv:2: reps: is not used by a keep row, "R1"/m,
  ),
  rule(
    'a filter that does not parse',
    'keep,segment,,,,,,,,,,',
    /^rules\.csv:2: accounts: does not parse/m,
  ),
  rule(
    'an unknown column in a filter',
    'keep,colour = red,,,,,,,,,,',
    /^rules\.csv:2: accounts: names an unknown column, "colour"; there are account_id/m,
  ),
  rule(
    'an ordered comparison of text',
    'keep,owner > R1,,,,,,,,,,',
    /^rules\.csv:2: accounts: compares by >/m,
  ),
  rule(
    'a metric that is no number column',
    'limit,,,owner,,,,3,,,,',
    /^rules\.csv:2: metric: is no number column, "owner"/m,
  ),
  rule(
    'a negative max, once',
    'limit,,,,,,,-3,,,,',
    /^1 problem in the input\nrules\.csv:2: max: is negative, "-3"/,
  ),
  rule(
    'a negative min, once',
    'limit,,,,,,-3,,,,,',
    /^1 problem in the input\nrules\.csv:2: min: is negative, "-3"/,
  ),
  rule(
    'a top that is no number, once',
    'keep,,,potential,x,,,,,,,',
    /^1 problem in the input\nrules\.csv:2: top: is not a whole number, "x"/,
  ),
  rule(
    'a huge filter, cut short',
    `keep,${'segment '.repeat(5000)},,,,,,,,,,`,
    /^rules\.csv:2: accounts: does not parse at "(segment ){9}segment…", "(segment ){9}segment…"; /m,
  ),
  rule('a missing max', 'budget,,,,,,,,,,,', /^rules\.csv:2: max: is missing/m),
  rule(
    'a missing max of a must balance',
    'balance,,,,,,,,,,must,',
    /^rules\.csv:2: max: is missing/m,
  ),
  rule('a missing top', 'keep,,,potential,,,,,,,,', /^rules\.csv:2: top: is missing/m),
  rule('a min above its max', 'limit,,,,,,5,3,,,,', /^rules\.csv:2: min: is above max/m),
  rule(
    'two unfiltered balance rows for one metric',
    'balance,,,,,,,,1,,,\nbalance,,,Potential,,,,,2,,,',
    /^rules\.csv:3: metric: is balanced by row 2 already/m,
  ),
  rule(
    'a score without weight',
    'score,,,potential,,,,,0,,,',
    /^rules\.csv:2: weight: leaves the score without any weight/m,
  ),
  rule(
    'a row that needs itself',
    'score,,,potential,,,,,,,,\nexclude,score < 5,,,,,,,,,,',
    /^rules\.csv:3: accounts: goes in a circle/m,
  ),
  rule('an exclude row of both', 'exclude,potential > 1,rep_id = R1,,,,,,,,,', /^rules\.csv:2: /m),
  {
    what: 'an unwritable --out',
    files: {},
    args: ['--out', 'accounts.csv'],
    says: [/^--out: is a file, "accounts\.csv"/m],
  },
  {
    what: 'an --out under a file',
    files: {},
    args: ['--out', 'accounts.csv/x'],
    says: [/^--out: lies under a file/m],
  },
  {
    what: 'a weight that names nothing',
    files: {},
    args: ['--weights', 'joy=3'],
    says: [/^--weights: names no term of this plan, "joy"/m],
  },
  {
    what: 'weights that are all 0',
    files: {},
    args: ['--bare', '--weights', 'potential=0,workload=0,disruption=0'],
    says: [/weights: are 0/m],
  },
  {
    what: 'a seed that is none',
    files: {},
    args: ['--seed', 'x'],
    says: [/^--seed: does not fit, "x"/m],
  },
  {
    what: 'an empty seed',
    files: {},
    args: ['--seed', ''],
    says: [/^--seed: does not fit; give a whole number/m],
  },
  {
    what: 'a seed beyond whole numbers, once',
    files: {},
    args: ['--seed', '9007199254740993'],
    says: [/^1 problem in the input\n--seed: does not fit, "9007199254740993"/],
  },
  {
    what: 'a weight given twice',
    files: {},
    args: ['--weights', 'potential=1, Potential=2'],
    says: [/^1 problem in the input\n--weights: gives a weight twice, "Potential"/],
  },
  {
    what: 'weights given twice, beside another fault',
    files: {},
    args: ['--weights', 'potential=1', '--weights', 'potential=2', '--seed', 'x'],
    says: [/^--weights: is given twice, "potential=1 --weights potential=2"/m, /^--seed: /m],
  },
  {
    what: 'standard input for two files',
    files: {},
    args: ['--rules', '-', '--distances', '-'],
    says: [/^1 problem in the input\n-: is given for more than one file, and standard input can/],
  },
  {
    what: 'an effort that is none',
    files: {},
    args: ['--effort', 'huge'],
    says: [/^--effort: does not fit, "huge"/m],
  },
  {
    what: 'a day that is none',
    files: {},
    args: ['--as-of', '2026-13-01'],
    says: [/^--as-of: is no date, "2026-13-01"/m],
  },
  {
    what: 'a map to nowhere',
    files: {},
    args: ['--map', 'potential=Nothing'],
    says: [/^--map: .*"potential=Nothing"/m],
  },
  { what: 'an unknown flag', files: {}, args: ['--fast'], says: [/unknown option/] },
];

describe('wrong input', () => {
  it.each(cases)('$what', async ({ files, args, says }) => {
    const twice = 'rep_id,rep_name\nR1,Ann\nR2,Bo\nR3,ann\n';
    const folder = folderOf({
      'accounts.csv': accounts,
      'reps.csv': says.some((one) => /several|any of/.test(one.source)) ? twice : reps,
      ...files,
    });
    mkdirSync(join(folder, 'folder'));
    const run = await carve(['plan', 'accounts.csv', 'reps.csv', ...(args ?? [])], { cwd: folder });
    for (const one of says) expect(run.stderr).toMatch(one);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).not.toMatch(/\n\s+at |Error:/);
    expect(existsSync(join(folder, 'carve-out'))).toBe(false);
  });

  it('tells everything that is wrong in every file at once', async () => {
    const folder = folderOf({
      'accounts.csv': 'account_id,potential,renewal_date\nA1,x,y\nA1,-1,\n',
      'reps.csv': 'rep_id,capacity,status\nR1,many,gone\n',
      'rules.csv': rulesWith('keep,colour = red,,,,,,,,,,\nnonsense,,,,,,,,,,,'),
    });
    const { stderr, code } = await carve(
      ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv'],
      { cwd: folder },
    );
    expect(code).toBe(2);
    for (const place of [
      'accounts.csv:2: potential',
      'accounts.csv:2: renewal_date',
      'accounts.csv:3: account_id',
      'accounts.csv:3: potential',
      'reps.csv:2: capacity',
      'reps.csv:2: status',
      'rules.csv:2: accounts',
      'rules.csv:3: rule',
    ]) {
      expect(stderr).toContain(place);
    }
  });

  it('prints at most 50 problems and says how many more there are', async () => {
    const rows = Array.from({ length: 80 }, (_, index) => `A${index},x`).join('\n');
    const folder = folderOf({
      'accounts.csv': `account_id,potential\n${rows}\n`,
      'reps.csv': reps,
    });
    const { stderr } = await carve(['plan', 'accounts.csv', 'reps.csv'], { cwd: folder });
    expect(stderr.match(/^accounts\.csv:/gm)?.length).toBe(50);
    expect(stderr).toMatch(/30 more/);
  });
});

describe('numbers that overflow', () => {
  const huge = 'account_id,owner,potential\nA1,R1,1e308\nA2,R2,1e308\n';

  it.each(['plan', 'check', 'validate'])(
    'are refused by %s where amounts have none',
    async (command) => {
      const cwd = folderOf({ 'accounts.csv': huge, 'reps.csv': reps });
      const { code, stdout, stderr } = await carve([command, 'accounts.csv', 'reps.csv'], { cwd });
      expect(code).toBe(2);
      expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(
        'has amounts too large to add up',
      );
    },
  );

  it.each([
    ['potential=1e308,workload=1e308', 'too large to add up'],
    ['potential=1e-320,workload=0,disruption=0', 'too small to reckon with'],
  ])('are refused in --weights %s', async (weights, what) => {
    const cwd = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
    const args = ['plan', 'accounts.csv', 'reps.csv', '--bare', '--weights', weights];
    const { code, stderr } = await carve(args, { cwd });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(what) });
    expect(stderr).toContain('weights');
  });
});
