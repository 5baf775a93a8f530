import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/index.js';
import { checkSchema } from '../../src/reports/check/check-json.js';
import { carve, folderOf, repo } from './carve.js';

const file = (name: string): string => join(repo, 'fixtures/coverage', name);
const given = [
  ...[file('accounts.csv'), file('reps.csv'), '--bare', '--as-of', '2026-06-30'],
  ...['--activities', file('activities.csv'), '--opportunities', file('opportunities.csv')],
  ...['--assumptions', file('assumptions.csv')],
];
const thresholds = ['--min-coverage', '60%', '--min-cover', '1'];

describe('carve check with thresholds on books', () => {
  it('judges each rep by the figures of carve coverage, in every format', async () => {
    const cwd = folderOf({});
    const covered = await carve(['coverage', ...given], { cwd });
    expect(covered.code).toBe(1);
    const [header, ...rows] = readFileSync(join(cwd, 'carve-out/coverage.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const figure = (row: readonly string[], name: string): number =>
      row[header.indexOf(name)] === '' ? Number.NaN : Number(row[header.indexOf(name)]);
    const below = (name: string, bound: number): Record<string, number> =>
      Object.fromEntries(
        rows.filter((row) => figure(row, name) < bound).map((row) => [row[0], figure(row, name)]),
      );

    const run = await carve(['check', ...given, ...thresholds, '--format', 'json'], { cwd });
    expect(run.code).toBe(1);
    const json = checkSchema.parse(JSON.parse(run.stdout));
    const found = (id: string): Record<string, number | undefined> =>
      Object.fromEntries(
        json.findings
          .filter((one) => one.check === id)
          .map(({ reps, value }) => [reps?.[0] ?? '', value]),
      );
    expect(found('min-coverage')).toEqual(below('coverage_pct', 60));
    expect(found('min-cover')).toEqual(below('cover', 1));
    expect(Object.keys(found('min-cover'))).toEqual(['cy', 'ann']);
    expect(json.thresholds).toMatchObject({ min_coverage_pct: 60, min_cover: 1 });
    const causes = json.findings.filter(({ check: id }) => id === 'min-coverage');
    expect(causes.map(({ cause }) => cause)).toEqual(['inactivity', 'prioritisation', 'bandwidth']);
    // Cedar and Elm are Ann's untouched ICP accounts; one more of them is 3 of 4.
    expect(causes[2]).toMatchObject({ reps: ['ann'], accounts: ['A03', 'A05'], rows: [4, 6] });

    const forms = {
      text: '•',
      junit: 'min-coverage',
      sarif: 'min-cover',
      github: 'reps.csv,line=',
    };
    for (const [form, mark] of Object.entries({ ...forms, markdown: '--min-cover |' })) {
      const all = form === 'text' ? ['--verbose'] : [];
      const told = await carve(['check', ...given, ...thresholds, '--format', form, ...all], {
        cwd,
      });
      expect(told.code, form).toBe(1);
      expect(told.stdout, form).toContain(mark);
      expect(told.stdout.replace(/\s+/g, ' '), form).toContain(
        'inactivity: no completed activities',
      );
      expect(told.stdout.replace(/\s+/g, ' '), form).toContain(
        'o fix it: touch 1 more of 2: Cedar',
      );
    }
  });

  it('passes at what is there, and not a hair above', async () => {
    const cwd = folderOf({
      'accounts.csv':
        'account_id,owner,potential,last_contacted,open_pipeline\n' +
        [1, 2, 3, 4, 5].map((n) => `A${n},R1,10,${n < 4 ? '2026-04-01' : ''},0\n`).join(''),
      'reps.csv': 'rep_id,quota,attained\nR1,100,100\n',
    });
    // 2026-06-30 is day 90 after April 1: three of five were touched.
    const at = (day: string, ...flags: readonly string[]) =>
      carve(['check', 'accounts.csv', 'reps.csv', '--bare', '--as-of', day, ...flags], { cwd });
    expect((await at('2026-06-30', '--min-coverage', '60%')).code).toBe(0);
    expect((await at('2026-06-30', '--min-coverage', '60.1%')).code).toBe(1);
    expect((await at('2026-07-01', '--min-coverage', '60%')).code).toBe(1);
    expect((await at('2026-07-01', '--min-coverage', '60%', '--window', '91')).code).toBe(0);
    // A quota that is made asks for no pipeline.
    expect((await at('2026-06-30', '--min-cover', '3')).code).toBe(0);
  });

  it('says what is missing, all at once', async () => {
    const cwd = folderOf({
      'accounts.csv': 'account_id,owner\nA1,R1\n',
      'reps.csv': 'rep_id\nR1\n',
      'assumed.csv': 'name,value\nclose_rat,18%\nwin_rate,1.8\n',
    });
    const call = ['check', 'accounts.csv', 'reps.csv'];
    const bare = await carve([...call, ...thresholds], { cwd });
    expect(bare.code).toBe(2);
    for (const text of ['no last_contacted', 'has no quota', 'no open deals are given']) {
      expect(bare.stderr).toContain(text);
    }
    const idle = await carve([...call, '--window', '30', '--assumptions', 'assumed.csv'], { cwd });
    expect(idle.stderr.match(/says nothing without --min-coverage or --min-cover/g)).toHaveLength(
      2,
    );
    const wrong = await carve([...call, ...thresholds, '--assumptions', 'assumed.csv'], { cwd });
    expect(wrong.stderr).toMatch(/assumed.csv:2: name: is no assumption that carve knows/);
    expect(wrong.stderr).toMatch(/assumed.csv:3: value: is out of range/);
  });

  it('is the same from a program', async () => {
    const bytes = (name: string): string => readFileSync(file(name), 'utf8');
    const json = await check({
      accounts: bytes('accounts.csv'),
      reps: bytes('reps.csv'),
      activities: bytes('activities.csv'),
      asOf: '2026-06-30',
      bare: true,
      minCoverage: 0.6,
    });
    expect(json.passed).toBe(false);
    expect(json.findings.filter(({ check: id }) => id === 'min-coverage')).toHaveLength(3);
    await expect(
      check({ accounts: bytes('accounts.csv'), reps: bytes('reps.csv'), minCoverage: 60 }),
    ).rejects.toThrow('minCoverage');
  });
});
