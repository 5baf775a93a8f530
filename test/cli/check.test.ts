import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkJsonSchema } from '../../src/reports/check/check-json.js';
import { junitFaults, sarifFaults } from '../schemas/published.js';
import { accounts, carve, folderOf, type Outcome, repo, reps } from './carve.js';

type Rows = Record<string, string>[];

const fixture = join(repo, 'fixtures/sp500');
const read = (path: string): Rows => parse(readFileSync(path), { columns: true });

/** A folder with the fixture's files, its plan in `out`, and exports made from the plan. */
let folder = '';
/** What the plan holds, and what 30 moved accounts leave, worked out from the files alone. */
let wanted = { from: '', to: '', reps: 0 };

const rules = ['reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-15'];
const check = (...args: string[]): Promise<Outcome> => carve(['check', ...args], { cwd: folder });

beforeAll(async () => {
  folder = folderOf(
    Object.fromEntries(
      ['accounts.csv', 'reps.csv', 'rules.csv'].map((name) => [
        name,
        readFileSync(join(fixture, name)),
      ]),
    ),
  );
  await carve(['plan', 'accounts.csv', ...rules, '--out', 'out', '--effort', 'quick', '--quiet'], {
    cwd: folder,
  });
  const assigned = new Map(
    read(join(folder, 'out/assignments.csv')).map((row) => [row.account_id, row]),
  );
  const rows = read(join(folder, 'accounts.csv')).map((row) => ({
    ...row,
    owner: assigned.get(row.account_id)?.rep_id ?? '',
  })) as Rows;
  writeFileSync(join(folder, 'adopted.csv'), stringify(rows, { header: true }));

  const moved = rows
    .filter(({ owner, region, segment }) => {
      return owner === 'R07' && region === 'Central' && segment !== 'Mega';
    })
    .slice(0, 30);
  for (const row of moved) row.owner = 'R10';
  writeFileSync(join(folder, 'drifted.csv'), stringify(rows, { header: true }));

  const territories = read(join(folder, 'out/territories.csv'));
  const off = (id: string): string => {
    const target = Number(territories.find((row) => row.rep_id === id)?.potential_target);
    const load = rows
      .filter(({ owner }) => owner === id)
      .reduce((sum, { potential }) => sum + Number(potential), 0);
    return Math.abs(100 * (load / target - 1))
      .toFixed(1)
      .replace(/\.0$/, '');
  };
  wanted = {
    from: `Hannah Vogel is ${off('R07')} % below fair share`,
    to: `Mei Tanaka is ${off('R10')} % above fair share`,
    reps: moved.length,
  };
});

describe('carve check on a drifted export', () => {
  it('passes the plan itself, adopted as owners', async () => {
    expect(wanted.reps).toBe(30);
    const { code, stdout } = await check('adopted.csv', ...rules, '--baseline', 'out/plan.json');
    expect(stdout).toMatch(/^Passed: today's owners of 503 accounts/);
    expect(code).toBe(0);
  });

  it('names the rule, the reps and how far off they are, as text of 80 columns', async () => {
    const { code, stdout } = await check('drifted.csv', ...rules);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Failed: .* 1 rule broken/);
    expect(stdout).toMatch(
      /✗ Fair potential \(row 9\): potential is spread evenly; nobody may be more than/,
    );
    expect(stdout).toContain(wanted.from);
    expect(stdout).toContain(wanted.to);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).not.toMatch(/✗ [^\n]*\(row 2\)/);
  });

  it('as JSON that its schema accepts', async () => {
    const { code, stdout } = await check('drifted.csv', ...rules, '--format', 'json');
    expect(code).toBe(1);
    const json = JSON.parse(stdout);
    const validate = new Ajv2020({ strict: false }).compile(checkJsonSchema());
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    const failures = json.findings.filter((one: { grade: string }) => one.grade === 'failure');
    expect(failures.map((one: { check: string; reps: string[] }) => [one.check, one.reps])).toEqual(
      [
        ['balance-row-9', ['R10']],
        ['balance-row-9', ['R07']],
      ],
    );
    expect(failures[1].message).toContain(wanted.from);
    expect(failures[1].bound).toBe(20);
    expect(json.passed).toBe(false);
  });

  it('as JUnit that its schema accepts', async () => {
    const { code, stdout } = await check('drifted.csv', ...rules, '--format', 'junit');
    expect(code).toBe(1);
    expect(await junitFaults(stdout)).toEqual([]);
    expect(stdout).toContain('failures="1"');
    const failure = /<testcase name="[^">]*\(row 9\)[^">]*"[^>]*>\s*<failure[^>]*>([^<]*)</.exec(
      stdout,
    )?.[1];
    expect(failure).toContain(wanted.from);
    expect(failure).toContain(wanted.to);
  });

  it('as SARIF that its schema accepts, pointing at the rule and at the accounts', async () => {
    const { code, stdout } = await check('drifted.csv', ...rules, '--format', 'sarif');
    expect(code).toBe(1);
    const log = JSON.parse(stdout);
    expect(sarifFaults(log)).toEqual([]);
    const [results] = log.runs.map((run: { results: unknown[] }) => run.results);
    const result = results.find((one: { message: { text: string } }) =>
      one.message.text.startsWith(wanted.from),
    );
    expect(result).toMatchObject({
      ruleId: 'balance-row-9',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'rules.csv' },
            region: { startLine: 9 },
          },
        },
      ],
    });
    const lines = readFileSync(join(folder, 'drifted.csv'), 'utf8').split('\n');
    for (const { physicalLocation } of result.relatedLocations) {
      expect(physicalLocation.artifactLocation.uri).toBe('drifted.csv');
      expect(lines[physicalLocation.region.startLine - 1]).toContain(',R07,');
    }
  });

  it('as workflow commands and as Markdown', async () => {
    const github = await check('drifted.csv', ...rules, '--format', 'github');
    expect(github.code).toBe(1);
    const line = github.stdout.split('\n').find((one) => one.includes('Hannah Vogel'));
    expect(line).toMatch(/^::error file=rules\.csv,line=9,title=[^:]*\(row 9\)::/);
    expect(line).toContain(wanted.from.replace('%', '%25'));

    const markdown = await check('drifted.csv', ...rules, '--format', 'markdown');
    expect(markdown.code).toBe(1);
    expect(markdown.stdout).toMatch(/^### ❌ carve check/);
    expect(markdown.stdout).toMatch(/\| ❌ \| .*row 9/);
    expect(markdown.stdout).toContain(wanted.from);
  });

  it('tells with --baseline who moved past their band and which accounts drove it', async () => {
    const args = ['drifted.csv', ...rules, '--baseline', 'out/plan.json', '--format', 'json'];
    const json = JSON.parse((await check(...args)).stdout);
    expect(json.drift).toMatchObject({ moved: 30, added: 0, gone: 0 });
    expect(json.drift.accounts).toHaveLength(30);
    expect(json.drift.accounts[0]).toMatchObject({ from: 'Hannah Vogel', to: 'Mei Tanaka' });
    const worth = json.drift.accounts.map(({ arr }: { arr: number }) => arr);
    expect(worth).toEqual([...worth].sort((a, b) => b - a));
    const drift = json.findings.find(
      (one: { check: string; reps: string[] }) =>
        one.check === 'drift-potential' && one.reps[0] === 'R07',
    );
    expect(drift.drivers).toHaveLength(30);
    expect(drift.drivers[0]).toMatchObject({ cause: 'left', other: 'Mei Tanaka' });
    expect(drift.grade).toBe('warning');
  });
});

describe('carve check on accounts moved by hand', () => {
  /** The first accounts that pass go to another rep. */
  const moved = (name: string, passes: (row: Record<string, string>) => boolean, count: number) => {
    const rows = read(join(folder, 'adopted.csv'));
    const those = rows.filter(passes).slice(0, count);
    for (const row of those) row.owner = row.owner === 'R01' ? 'R02' : 'R01';
    writeFileSync(join(folder, name), stringify(rows, { header: true }));
    return those.map((row) => row.account_id);
  };
  const broken = async (name: string, id: string): Promise<string[]> => {
    const args = [name, ...rules, '--baseline', 'out', '--format', 'json'];
    const json = JSON.parse((await check(...args)).stdout);
    expect(json.passed).toBe(false);
    return json.findings
      .filter((one: { check: string }) => one.check === id)
      .flatMap((one: { accounts: string[] }) => one.accounts);
  };

  it('finds a locked account, in every format, and judges none of it without the plan', async () => {
    const [id] = moved('locked.csv', ({ locked }) => locked === 'yes', 1);
    expect(await broken('locked.csv', 'locked')).toEqual([id]);
    for (const format of ['text', 'junit', 'sarif', 'github', 'markdown']) {
      const args = ['locked.csv', ...rules, '--quiet', '--format', format];
      expect((await check(...args, '--baseline', 'out')).stdout, format).toContain(
        `(${id}) is with `,
      );
      const alone = (await check(...args)).stdout;
      if (format === 'sarif') expect(alone).not.toContain('"id": "locked"');
      else expect(alone.replace(/\s+/g, ' '), format).toContain('not judged (needs --baseline or');
      expect(alone, format).not.toMatch(/✓ (row [348] |locked)/);
    }
    const { stdout } = await check('locked.csv', ...rules, '--format', 'json');
    const json = JSON.parse(stdout);
    const rows = json.rules.filter((one: { status: string }) => one.status === 'not_judged');
    expect(new Set(rows.map(({ rule }: { rule: string }) => rule))).toEqual(
      new Set(['keep', 'budget', 'locked']),
    );
    expect(
      json.rules.some((one: { row: unknown }) => /^locked\.csv:\d+$/.test(String(one.row))),
    ).toBe(true);
  });

  it('finds renewals that moved', async () => {
    const near = ({ renewal_date: date }: Record<string, string>): boolean =>
      date >= '2026-01-15' && date <= '2026-04-15';
    const ids = moved('renewals.csv', near, 3);
    expect((await broken('renewals.csv', 'keep-row-3')).sort()).toEqual([...ids].sort());
  });

  it('finds more ARR moved than the budget', async () => {
    const ids = moved(
      'arr.csv',
      ({ type, arr }) => type === 'Customer' && Number(arr) > 200_000,
      13,
    );
    expect(ids).toHaveLength(13);
    expect((await broken('arr.csv', 'budget-row-8')).sort()).toEqual([...ids].sort());
  });

  it('names every account without a live rep, at its row, with the owner the file has', async () => {
    const rows = read(join(folder, 'adopted.csv'));
    rows[7].owner = '';
    rows[9].owner = 'zoe@old.example';
    writeFileSync(join(folder, 'stale.csv'), stringify(rows, { header: true }));
    const { code, stdout } = await check(
      ...['stale.csv', ...rules, '--max-unowned', '0', '--format', 'github'],
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=stale\.csv,line=9,title=.*max-unowned.* has no owner;/m);
    expect(stdout).toMatch(
      /^::error file=stale\.csv,line=11,.* belongs to zoe@old\.example, who is not on the roster;/m,
    );
  });

  it('keeps its report with --quiet, and says nothing else', async () => {
    const { stdout, stderr } = await check('drifted.csv', ...rules, '--quiet');
    expect(stdout).toMatch(/^Failed: /);
    expect(stderr).toBe('');
  });
});

describe('carve check and carve plan', () => {
  it('give the same figures, before and after', async () => {
    const plan = JSON.parse(readFileSync(join(folder, 'out/plan.json'), 'utf8'));
    const owners = await check('accounts.csv', ...rules, '--format', 'json');
    expect(JSON.parse(owners.stdout).figures).toEqual(plan.before);
    const args = ['accounts.csv', ...rules, '--assignments', 'out/assignments.csv'];
    const given = await check(...args, '--format', 'json');
    const { changing_hands: _hands, ...after } = plan.after;
    expect(JSON.parse(given.stdout).figures).toEqual(after);
    const judged = plan.rules.map(
      ({ cost_at_most: _, ...rule }: { cost_at_most?: number }) => rule,
    );
    expect(JSON.parse(given.stdout).rules).toEqual(judged);
    expect(given.code).toBe(0);
  });
});

describe('the flags of carve check', () => {
  const small = (): string => folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
  const run = (...args: string[]): Promise<Outcome> =>
    carve(['check', 'accounts.csv', 'reps.csv', ...args], { cwd: small() });

  // R1 and R2 hold 30 each of 100, so both are 40 % below their targets of 50; A4 is nobody's.
  it.each([
    { args: [], code: 0 },
    { args: ['--strict'], code: 1 },
    { args: ['--max-deviation', '40%', '--bare'], code: 1 }, // workload: 1 against 2
    { args: ['--max-deviation', '0.5', '--bare'], code: 0 },
    { args: ['--max-deviation', '39%', '--bare'], code: 1 },
    { args: ['--max-deviation', '5%', '--against', 'median'], code: 1 },
    { args: ['--max-deviation', '34%', '--against', 'mean'], code: 0 },
    { args: ['--max-unowned', '1'], code: 0 },
    { args: ['--max-unowned', '25%'], code: 0 },
    { args: ['--max-unowned', '24%'], code: 1 },
    { args: ['--max-unowned', '0'], code: 1 },
    { args: ['--max-gini', '0.2'], code: 0 },
    { args: ['--max-gini', '0.1'], code: 1 },
  ])('$args exits with $code', async ({ args, code }) => {
    expect((await run(...args)).code).toBe(code);
  });

  it('tells every flag that does not fit', async () => {
    const { code, stderr } = await run(
      '--max-deviation',
      '10',
      '--max-unowned',
      '0.5',
      '--against',
      'best',
      '--format',
      'xml',
    );
    expect(code).toBe(2);
    for (const flag of ['--max-deviation', '--max-unowned', '--against', '--format']) {
      expect(stderr).toContain(`${flag}: does not fit`);
    }
  });

  it('tells every fault of an assignments file and of a baseline at once', async () => {
    const cwd = folderOf({
      'accounts.csv': accounts,
      'reps.csv': reps,
      'mine.csv': 'account_id,rep_id\nA1,Ann\nA2,R9\nA9,R1\nA3,R1\n',
    });
    const { code, stdout, stderr } = await carve(
      ['check', 'accounts.csv', 'reps.csv', '--assignments', 'mine.csv'],
      { cwd },
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(
      'mine.csv:2: rep_id: is no rep_id of reps.csv, "Ann"; write the rep_id, "R1"',
    );
    expect(stderr).toContain('mine.csv:3: rep_id: is no rep_id of reps.csv, "R9"');
    expect(stderr).toContain('mine.csv:4: account_id: is no account of accounts.csv, "A9"');
    expect(stderr).toContain('has no row for an account of accounts.csv (its row 5), "A4"');
    const missing = await carve(
      ['check', 'accounts.csv', 'reps.csv', '--baseline', 'nowhere', '--assignments', 'none.csv'],
      { cwd },
    );
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('none.csv: is not there');
    expect(missing.stderr).toContain('plan.json: is not there');
    expect(missing.stderr).not.toContain('territories.csv');
  });

  it('reads an assignments file from standard input', async () => {
    const { code, stdout } = await carve(
      ['check', 'accounts.csv', 'reps.csv', '--assignments', '-', '--max-unowned', '0', '--bare'],
      { cwd: small(), stdin: 'Account ID,Rep ID\nA1,R1\nA2,R1\nA3,R2\nA4,R2\n' },
    );
    expect(stdout).toContain('0 of 4 accounts without a live rep');
    expect(code).toBe(0);
  });

  it('says that drafted rules only warn', async () => {
    const cwd = folderOf({
      'accounts.csv': `account_id,owner,region\n${Array.from({ length: 10 }, (_, i) => `A${i},R${i < 5 ? 1 : 2},${i < 4 ? 'East' : 'West'}`).join('\n')}\n`,
      'reps.csv': 'rep_id,region\nR1,East\nR2,West\n',
    });
    const args = ['check', 'accounts.csv', 'reps.csv'];
    const plain = await carve(args, { cwd });
    expect(plain.code).toBe(0);
    expect(plain.stderr).toContain('are drafted from your data and only warn');
    expect(plain.stdout).toContain('1 of 10 accounts sits outside');
    expect((await carve([...args, '--strict'], { cwd })).code).toBe(1);
  });
});
