import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as carve from '../../src/index.js';

const repo = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'carve-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The package as its users import it: built. */
const {
  InputError,
  check,
  diff,
  explain,
  plan,
  report,
  scenarios,
  validate,
  verify,
}: typeof carve = await import(join(repo, 'dist/run/index.js'));

const file = (name: string) => readFileSync(join(repo, 'fixtures/sp500', name), 'utf8');
const asOf = '2026-01-15';

const accounts = [
  { account_id: 'A1', potential: 100, owner: 'R1', locked: false },
  { account_id: 'A2', potential: 100, owner: 'R1', locked: true },
  { account_id: 'A3', potential: 200, owner: null, locked: undefined },
];
const reps = [
  { rep_id: 'R1', rep_name: 'Ana' },
  { rep_id: 'R2', rep_name: 'Ben' },
];

describe('the library', () => {
  let made: carve.PlanResult;
  beforeAll(async () => {
    made = await plan({ accounts, reps, bare: true, asOf, threads: 1 });
  });

  it('plans rows of objects, with booleans, blanks and numbers as cells', () => {
    expect(made.status).toBe('optimal');
    // Potential is even and nobody leaves an owner; workload is a third off: (band ÷ 5 + what is past it) · 2 ÷ (4 + 2 + 3).
    expect(made.objective.value).toBeCloseTo((0.1 / 5 + 1 / 3 - 0.1) * (2 / 9), 12);
    expect(made.assignments.map(({ account_id, rep_id }) => [account_id, rep_id])).toEqual([
      ['A1', 'R1'],
      ['A2', 'R1'],
      ['A3', 'R2'],
    ]);
    expect(made.territories.map(({ potential }) => potential)).toEqual([200, 200]);
    expect(made.moves.map(({ account_id, change }) => [account_id, change])).toEqual([
      ['A3', 'new'],
    ]);
  });

  it('verifies, explains and reports what it planned', async () => {
    const verified = await verify(made);
    expect(verified.disagreements).toEqual([]);
    expect(verified.verified).toBe(true);
    expect(await explain(made, { account: 'A3' })).toMatchObject({ explains: 'account' });
    expect(await explain(made, { account: 'A1', to: 'Ben' })).toMatchObject({ explains: 'move' });
    expect(await report(made)).toContain('<!doctype html>');
    expect(await report(made, { format: 'text' })).toContain('Ana');
    expect(await report(made, { format: 'text', mask: true })).not.toContain('Ana');
    expect((await report(made, { format: 'xlsx' })).subarray(0, 2)).toEqual(
      new Uint8Array(Buffer.from('PK')),
    );
  });

  it('notices a plan whose files were tampered with', async () => {
    const files = {
      ...made.files,
      'assignments.csv': String(made.files['assignments.csv']).replace('A1,,R1', 'A1,,R2'),
    };
    const verified = await verify({ ...made, files });
    expect(verified.verified).toBe(false);
    expect(verified.disagreements.length).toBeGreaterThan(0);
  });

  it("checks today's owners, an assignment and a baseline", async () => {
    const today = await check({ accounts, reps, bare: true, asOf, maxDeviation: 0.1 });
    expect(today.passed).toBe(false);
    const options = { accounts, reps, bare: true, asOf, maxDeviation: 0.4 };
    const planned = await check({ ...options, assignments: made.files['assignments.csv'] });
    expect(planned.passed).toBe(true);
    const since = await check({ ...options, baseline: made });
    expect(since.passed).toBe(false);
    await expect(check({ ...options, maxUnowned: { share: 0.1 } })).resolves.toMatchObject({
      passed: false,
    });
  });

  it('compares plans and tables', () => {
    expect(diff(made, made)).toMatchObject({ differ: false });
    expect(diff(accounts, made)).toMatchObject({ differ: true });
  });

  it('tells all that is wrong at once, as an InputError', async () => {
    const bad = plan({
      accounts: [...accounts, { account_id: 'A1', potential: -1 }],
      reps: 'rep_id\nR1\nR1\n',
      asOf,
    });
    await expect(bad).rejects.toBeInstanceOf(InputError);
    const problems = await bad.then(
      () => [],
      (error: unknown) => (error instanceof InputError ? error.problems : []),
    );
    expect(problems.map(({ file, row, column }) => `${file}:${row} ${column}`)).toEqual(
      expect.arrayContaining([
        'accounts.csv:5 account_id',
        'accounts.csv:5 potential',
        'reps.csv:3 rep_id',
      ]),
    );
    await expect(plan({ accounts: 'accounts.csv', reps })).rejects.toMatchObject({
      problems: [{ what: 'is the name of a file' }],
    });
    await expect(plan({ accounts, reps, asOf: '2026-02-30', seed: -1 })).rejects.toMatchObject({
      problems: [{ file: 'asOf', value: '2026-02-30' }],
    });
  });

  it('says which rules cannot all hold, and plans with the least change when asked', async () => {
    const rules = [
      { rule: 'assign', accounts: 'account_id = A1|A2|A3', reps: 'rep_id = R1' },
      { rule: 'limit', metric: 'accounts', max: 2 },
    ];
    const stuck = await plan({ accounts, reps, rules, asOf, threads: 1 });
    expect(stuck.status).toBe('infeasible');
    expect(stuck.conflicts).toContain('cannot both hold');
    const relaxed = await plan({ accounts, reps, rules, asOf, threads: 1, relax: true });
    expect(relaxed.status).not.toBe('infeasible');
    expect(relaxed.relaxations.length).toBeGreaterThan(0);
    expect((await verify(relaxed)).verified).toBe(true);
    expect(relaxed.warnings[0]).toMatch(
      /cannot all hold; planned with these changes: max of row 3 from 2 to 3/,
    );
    expect(await report(relaxed)).toContain('planned with these changes');
  });

  it('finds faults in the data', async () => {
    const found = await validate({ accounts: [...accounts, { account_id: 'A1' }], reps, asOf });
    expect(found.counts.error).toBeGreaterThan(0);
  });

  it('compares scenarios, with who gets what in each', async () => {
    const compared = await scenarios({ accounts, reps, bare: true, asOf, threads: 1 });
    const names = compared.scenarios.map(({ name }) => name);
    expect(names).toContain('balanced');
    expect(compared.assignments.balanced.get('A3')).toBe('R2');
  });

  it('makes the very plan that the command line makes', async () => {
    for (const name of ['accounts.csv', 'reps.csv', 'rules.csv']) {
      writeFileSync(join(folder, name), file(name));
    }
    const command = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv'];
    const flags = ['--as-of', asOf, '--effort', 'quick', '--quiet', '--out', '.'];
    execFileSync('node', [join(repo, 'bin/carve.js'), ...command, ...flags], { cwd: folder });
    const [own] = [
      await plan({
        ...{ accounts: file('accounts.csv'), reps: file('reps.csv'), rules: file('rules.csv') },
        ...{ asOf, effort: 'quick' },
      }),
    ];
    for (const name of ['assignments.csv', 'territories.csv', 'certificate.json']) {
      expect(own.files[name]).toBe(readFileSync(join(folder, name), 'utf8'));
    }
  });
});

describe('docs/library.md', () => {
  const text = readFileSync(join(repo, 'docs/library.md'), 'utf8');
  const examples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);

  it.each(examples.map((code, at) => [at + 1, code] as const))(
    'its example %i runs as it stands',
    (at, code) => {
      const here = mkdtempSync(join(folder, 'example-'));
      cpSync(join(repo, 'fixtures/sp500'), here, { recursive: true });
      const script = join(here, `example-${at}.mjs`);
      const built = JSON.stringify(join(repo, 'dist/run/index.js'));
      writeFileSync(script, code.replace("'carve-territories'", built));
      const output = execFileSync('node', [script], { cwd: here, encoding: 'utf8' });
      expect(output).toMatch(at === 1 ? /true account\n$/ : /^A1 R1, A2 R[12], A3 R[12]\n$/);
    },
  );
});

describe('what a verb does not know', () => {
  it('is said, with the nearest name', async () => {
    const misspelt = { accounts, reps, asof: '2026-01-15', relaxx: true };
    await expect(plan(misspelt)).rejects.toThrow(/asof.*perhaps asOf[\s\S]*relaxx.*perhaps relax/);
    await expect(validate(JSON.parse('{"reps":[]}'))).rejects.toThrow(/accounts: are not given/);
    await expect(plan(JSON.parse('{"accounts":{},"reps":[]}'))).rejects.toThrow(/is no table/);
  });

  it('is a threshold that is none: no gate passes for one', async () => {
    const options = { accounts, reps, bare: true, asOf };
    for (const given of [
      { maxDeviation: '15%' },
      { maxDeviation: 15 },
      { maxDeviation: Number.NaN },
      { maxGini: -1 },
      { maxUnowned: '5 pct' },
      { maxUnowned: { share: 2 } },
      { against: 'foo' },
    ]) {
      const asked: object = { ...options, ...given };
      await expect(check(asked as carve.CheckOptions)).rejects.toThrow(/does not fit/);
    }
    await expect(
      plan({ ...options, accounts: [{ account_id: 'A1', potential: Number.NaN }] }),
    ).rejects.toThrow(/NaN/);
  });

  it('may throw while it listens to progress', async () => {
    const onProgress = (): never => {
      throw new Error('mine');
    };
    await expect(plan({ accounts, reps, bare: true, asOf, onProgress })).rejects.toThrow('mine');
  });

  it('says what a report can be', async () => {
    const made = await plan({ accounts, reps, bare: true, asOf, threads: 1 });
    await expect(report(made, JSON.parse('{"format":"pdf"}'))).rejects.toThrow(
      /use html, text, markdown, xlsx/,
    );
  });
});
