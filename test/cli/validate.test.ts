import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { validateJsonSchema } from '../../src/reports/validate/validate-json.js';
import { accounts, carve, folderOf, repo, reps } from './carve.js';

const validate = (folder: string, ...flags: readonly string[]) =>
  carve(['validate', 'accounts.csv', 'reps.csv', '--as-of', '2026-01-15', ...flags], {
    cwd: folder,
  });

const doubled = folderOf({
  'accounts.csv': 'account_id,account_name,owner\nA1,Acme Inc.,R1\nA2,ACME,R1\nA3,Bolt,Gone\n',
  'reps.csv': reps,
});

describe('carve validate', () => {
  it('says so where nothing is found', async () => {
    const outcome = await validate(
      folderOf({ 'accounts.csv': accounts, 'reps.csv': reps }),
      '--bare',
      '--quiet',
    );
    expect(outcome).toEqual({
      code: 0,
      stdout: 'Nothing found in 4 accounts and 2 reps.\n',
      stderr: '',
    });
  });

  it('groups findings by severity and kind, in 80 columns', async () => {
    const { code, stdout } = await validate(doubled, '--bare');
    expect(code).toBe(0);
    expect(stdout).toBe(`0 errors, 2 warnings, 1 note in 3 accounts and 2 reps

Warnings (2)

  Likely duplicates: the same name, in accounts.csv: 1
    rows 2, 3: account_name: "Acme Inc." is the same name as "ACME", but for
      case, punctuation and legal form
      → merge the rows, or give them one parent_id if both are meant

  Owners who are no reps, in accounts.csv: 1
    row 4: owner: "Gone" owns 1 account but is not on the roster
      → add the person to the rep file (status left, if gone), or correct the
        owner; until then the accounts count as orphaned

Notes (1)

  Reps who own nothing, in reps.csv: 1
    row 3: 1 of 2 reps owns no account: Bo
      → if they are to have accounts, leave them: a plan gives them their share;
        if not, take them out of the rep file or exclude them
`);
  });

  it('tells rows of which the same is wrong as one, and breaks no row number in two', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `A${i},Acme ${i % 7}${i},soon,R1`);
    const path = `${'a-long-name-'.repeat(6)}accounts.csv`;
    const cells = ['account_id,account_name,renewal_date,owner', ...rows].join('\n');
    const cwd = folderOf({ [path]: `${cells}\n`, 'reps.csv': reps });
    const { code, stdout } = await carve(['validate', path, 'reps.csv', '--bare'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(
      '\n    1200 rows (2, 3, 4, 5, 6, 7, …): renewal_date: "soon" is no date',
    );
    expect(stdout.split('accounts.csv')).toHaveLength(2);
  });

  it('tells empty cells of one column as one, and each of them in the worklist', async () => {
    const cwd = folderOf({
      'accounts.csv':
        'account_id,account_name,owner,Annual Revenue\nA1,Acme,R1,\nA2,Bolt,R2,5\nA3,Cog,R1,\nA4,Dig,R1,7\n',
      'reps.csv': reps,
    });
    const { stdout } = await validate(cwd, '--bare');
    expect(stdout).toContain(`  Empty cells that rules or measures read, in accounts.csv: 2
    rows 2, 4: Annual Revenue: is empty in 2 of 4 accounts: potential takes a
      median instead
      → fill what is empty
`);
    const csv = await validate(cwd, '--bare', '--format', 'csv');
    expect(csv.stdout.split('\n').filter((row) => row.includes('missing-field'))).toEqual([
      expect.stringMatching(
        /,2,Annual Revenue,,"Annual Revenue is empty for ""Acme"": .*,A1,Acme,R1$/,
      ),
      expect.stringMatching(
        /,4,Annual Revenue,,"Annual Revenue is empty for ""Cog"": .*,A3,Cog,R1$/,
      ),
    ]);
  });

  it('gives a worklist, a row a fix', async () => {
    const { stdout } = await validate(doubled, '--bare', '--format', 'csv');
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toBe(
      'severity,code,file,rows,column,value,what,remedy,account_id,account_name,owner',
    );
    expect(rows.map((row) => row.split(',').slice(0, 6).join(','))).toEqual([
      'warning,same-name,accounts.csv,2 3,account_name,Acme Inc.',
      'warning,owner-unknown,accounts.csv,4,owner,Gone',
      'note,reps-without-accounts,reps.csv,3,,',
    ]);
    expect(rows[0]).toContain('"account_name ""Acme Inc."" is the same name as ""ACME""');
    expect(rows[1]).toContain(',"owner ""Gone"" owns 1 account but is not on the roster",');
    expect(rows.map((row) => row.split(',').slice(-3))).toEqual([
      ['', '', ''],
      ['A3', 'Bolt', 'Gone'],
      ['', '', ''],
    ]);
  });

  it('gives JSON that fits the schema the package ships, and Markdown', async () => {
    const { stdout } = await validate(doubled, '--bare', '--format', 'json');
    const report: unknown = JSON.parse(stdout);
    const fits = new Ajv2020().compile(validateJsonSchema());
    expect(fits(report), JSON.stringify(fits.errors)).toBe(true);
    expect(report).toMatchObject({ counts: { error: 0, warning: 2, note: 1 } });
    const markdown = await validate(doubled, '--bare', '--format', 'markdown');
    expect(markdown.stdout).toContain('| accounts.csv:2,3 | account\\_name | Acme Inc. |');
  });

  it('exits as --fail-on asks', async () => {
    expect((await validate(doubled, '--bare', '--fail-on', 'error')).code).toBe(0);
    expect((await validate(doubled, '--bare', '--fail-on', 'warning')).code).toBe(1);
    const contradictory = folderOf({
      'accounts.csv': accounts,
      'reps.csv': reps,
      'rules.csv': 'rule,min\nlimit,9\n',
    });
    const rules = ['--rules', 'rules.csv'];
    expect((await validate(contradictory, ...rules, '--fail-on', 'error')).code).toBe(1);
    expect((await validate(contradictory, ...rules)).code).toBe(0);
  });

  it('tells all errors and the findings beside them, and exits with 2', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `B${index},Bad ${index},soon`);
    const folder = folderOf({
      'accounts.csv': `account_id,account_name,renewal_date\nA1,Acme,\nA2,Acme Ltd,\n${rows.join('\n')}\n`,
      'reps.csv': reps,
    });
    const { code, stdout } = await validate(folder, '--format', 'csv');
    expect(code).toBe(2);
    const codes = stdout.split('\n').map((row) => row.split(',')[1]);
    expect(codes.filter((one) => one === 'input-error')).toHaveLength(60);
    expect(codes).toContain('same-name');
  });

  it('exits with 2 for a file that is not there and a flag that does not fit', async () => {
    const missing = await validate(folderOf({ 'reps.csv': reps }));
    expect([missing.code, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('accounts.csv: is not there');
    const flags = await validate(doubled, '--fail-on', 'note', '--format', 'xml');
    expect(flags.code).toBe(2);
    expect(flags.stderr).toContain('--fail-on: does not fit, "note"; use error or warning');
    expect(flags.stderr).toContain('--format: does not fit, "xml"');
  });

  it('never breaks on files that can barely be read', async () => {
    const bad = [
      '',
      'a',
      'account_name\n\n',
      '"',
      'account_id,account_id\nA1,A2\n',
      '\u0000\u0001',
    ];
    for (const text of bad) {
      const folder = folderOf({ 'accounts.csv': text, 'reps.csv': 'x\n1\n', 'rules.csv': text });
      const { code, stderr } = await validate(folder, '--rules', 'rules.csv');
      expect([code, stderr.includes('defect')]).toEqual([2, false]);
    }
  });
});

const shared = join(repo, '../shared/data');

describe.skipIf(!existsSync(shared))('carve validate on real exports', () => {
  const codesIn = async (...args: readonly string[]) => {
    const { stdout } = await carve([
      'validate',
      ...args,
      '--as-of',
      '2026-01-15',
      '--format',
      'json',
    ]);
    const { findings }: { findings: { code: string; value?: string }[] } = JSON.parse(stdout);
    return findings.map(({ code, value = '' }) => `${code} ${value}`.trim());
  };

  it('finds what is wrong with Maven: two words, and no owners', async () => {
    expect(
      await codesIn(`${shared}/maven_crm/accounts.csv`, `${shared}/maven_crm/sales_teams.csv`),
    ).toEqual(['no-owner-column', 'misspelled technolgy', 'misspelled Philipines']);
  });

  it('finds the manager, the bot, the idle and the odd places of Dynamics, and nothing else', async () => {
    const folder = `${shared}/dynamics365_demo`;
    expect(await codesIn(`${folder}/Account.csv`, `${folder}/User.csv`)).toEqual([
      'rep-is-no-seller Charles Lamanna',
      'rep-is-no-seller Deal Close Agent',
      'place-not-found Lynnwood, Tennessee',
      'place-not-found New Jersey, New Jersey',
      'reps-without-accounts',
    ]);
  });

  it('finds the owner of Dynamics opportunities who is no user', async () => {
    const folder = `${shared}/dynamics365_demo`;
    const found = await codesIn(
      `${folder}/Opportunity.csv`,
      `${folder}/User.csv`,
      '--map',
      'account_id=Topic',
    );
    expect(found).toContain('owner-unknown Matisha Ladiwala');
  });
});

it('finds the faults of the S&P 500 fixture, and nothing else', async () => {
  const folder = join(repo, 'fixtures/sp500');
  const { stdout } = await carve([
    'validate',
    ...['accounts.csv', 'reps.csv'].map((name) => join(folder, name)),
    '--rules',
    join(folder, 'rules.csv'),
    '--as-of',
    '2026-01-15',
    '--format',
    'json',
  ]);
  const { findings }: { findings: { code: string; rows: number[] }[] } = JSON.parse(stdout);
  expect(findings.map(({ code, rows }) => [code, rows[0]])).toEqual([
    ['owner-unknown', 12],
    ['missing-field', 69],
    ['place-not-found', 12],
    ['place-not-found', 25],
    ['place-not-found', 310],
    ['place-not-found', 337],
    ['place-not-found', 343],
    ['place-not-found', 365],
    ['comparison-reads-empty', 3],
  ]);
});
