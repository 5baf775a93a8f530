import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carve, folderOf, repo } from './carve.js';

const sp500 = join(repo, 'fixtures/sp500');
const inputs = [
  join(sp500, 'accounts.csv'),
  join(sp500, 'reps.csv'),
  '--rules',
  join(sp500, 'rules.csv'),
  '--as-of',
  '2026-01-15',
  '--effort',
  'quick',
];

describe('--locate', () => {
  it('gives the S&P 500 a distance term that verifies', async () => {
    const out = join(folderOf({}), 'plan');
    const planned = await carve(['plan', ...inputs, '--locate', '--out', out]);
    expect(planned.code).toBe(0);
    expect(planned.stderr).toContain('coordinates of 495 of 502 rows were found');
    const plan = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
    expect(plan.options.locate).toBe(true);
    expect(plan.objective.terms.map(({ name }: { name: string }) => name)).toContain('distance');
    // Territories of a continent, and one of the world: more than a city, less than an ocean.
    expect(plan.after.mean_distance_km).toBeGreaterThan(100);
    expect(plan.after.mean_distance_km).toBeLessThan(4000);
    expect((await carve(['verify', out])).code).toBe(0);
    const reported = await carve(['explain', out, 'ABBV']);
    expect(reported.stdout).toMatch(/\d+ km away/);
  }, 120_000);

  it('is not taken for granted: a note tells of it', async () => {
    const out = join(folderOf({}), 'plan');
    const { stderr } = await carve(['plan', ...inputs, '--out', out]);
    expect(stderr).toContain(
      '502 of 503 accounts name a place and have no coordinates, so travel to them does not count; --locate looks them up by city and postal code',
    );
    const plan = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
    expect(plan.options).not.toHaveProperty('locate');
    expect(plan.objective.terms.map(({ name }: { name: string }) => name)).not.toContain(
      'distance',
    );
  }, 120_000);

  it('is not spoken of where travel does not count, or all have a place', async () => {
    const folder = folderOf({
      'reps.csv': 'rep_id\nR1\n',
      'bare.csv': 'account_id,city,state\nA1,Boise,ID\n',
      'placed.csv': 'account_id,city,state,latitude,longitude\nA1,Boise,ID,43.6,-116.2\n',
    });
    const reported = async (accounts: string, ...flags: readonly string[]) =>
      (await carve(['check', accounts, 'reps.csv', '--bare', ...flags], { cwd: folder })).stderr;
    expect(await reported('bare.csv')).toContain(
      '1 of 1 accounts name a place and have no coordinates',
    );
    expect(await reported('bare.csv', '--locate')).toContain('coordinates of 1 of 1 row');
    for (const stderr of [
      await reported('bare.csv', '--weights', 'distance=0'),
      await reported('placed.csv'),
    ]) {
      expect(stderr).not.toContain('--locate');
    }
  }, 60_000);

  it('gives scenarios the option of least travel', async () => {
    const out = join(folderOf({}), 'scenarios');
    const { code, stdout } = await carve([
      'scenarios',
      ...inputs,
      '--locate',
      '--format',
      'csv',
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    const names = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(names).toContain('proximity');
    expect(names).toHaveLength(5);
  }, 300_000);
});
