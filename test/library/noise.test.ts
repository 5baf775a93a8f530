/** `noise` of the library's check: the figures of the command, and its options refused as thresholds are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type * as carve from '../../src/index.js';
import { carve as command, repo } from '../cli/carve.js';

const { InputError, check }: typeof carve = await import(join(repo, 'dist/run/index.js'));

const cwd = join(repo, 'fixtures/backtest');
const file = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const options = {
  accounts: file('accounts.csv'),
  reps: file('reps.csv'),
  assignments: file('assignments.csv'),
  bare: true,
  asOf: '2026-01-15',
};

async function told(...flags: string[]): Promise<carve.CheckJson> {
  const files = ['accounts.csv', 'reps.csv', '--assignments', 'assignments.csv'];
  const args = ['check', ...files, '--bare', '--as-of', options.asOf, '--format', 'json'];
  return JSON.parse((await command([...args, ...flags], { cwd })).stdout);
}

describe("noise of the library's check", () => {
  it.each([
    [{ noise: 0.5 }, ['--noise', '50%']],
    [{ noise: 0.2, draws: 31, seed: 7 }, ['--noise', '20%', '--draws', '31', '--seed', '7']],
    [{ noise: 0.5, failUnder: 0.95 }, ['--noise', '50%', '--fail-under', '95%']],
  ])('gives what the command gives: %o', async (asked, flags) => {
    const made = await check({ ...options, ...asked });
    const { noise, checks, passed, thresholds } = await told(...flags);
    expect(noise?.noise_pct).toBe(100 * asked.noise);
    expect(made.noise).toEqual(noise);
    expect(made.checks).toEqual(checks);
    expect(made.thresholds).toEqual(thresholds);
    expect(made.passed).toBe(passed);
  });

  it('fails where all are within the band in too few draws, and the same seed gives the same answer', async () => {
    const noisy = { ...options, noise: 0.5, seed: 3 };
    expect((await check(noisy)).passed).toBe(true);
    expect((await check({ ...noisy, failUnder: 0.95 })).passed).toBe(false);
    expect((await check({ ...noisy, failUnder: 0.01 })).passed).toBe(true);
    expect(await check(noisy)).toEqual(await check(noisy));
    expect((await check(noisy)).noise).not.toEqual((await check({ ...noisy, seed: 4 })).noise);
    expect((await check(options)).noise).toBeUndefined();
  });

  it('refuses all that does not fit at once, and what says nothing without noise', async () => {
    const problemsOf = (asked: Partial<carve.CheckOptions>): Promise<string[]> =>
      check({ ...options, ...asked }).then(
        () => [],
        (error: unknown) =>
          error instanceof InputError
            ? error.problems.map((one) => `${one.file} ${one.what}: ${one.remedy}`)
            : [String(error)],
      );
    expect(await problemsOf({ noise: 20, draws: 0, seed: 1.5, failUnder: 90 })).toEqual([
      'noise does not fit: give a number from 0 to 1, such as 0.2 for 20 %',
      'draws does not fit: give a whole number from 1 to 100000',
      'seed does not fit: give a whole number, 0 or more',
      'failUnder does not fit: give a number from 0 to 1, such as 0.9 for 90 %',
    ]);
    expect(await problemsOf({ draws: 100, seed: 2, failUnder: 0.9 })).toEqual(
      ['draws', 'seed', 'failUnder'].map(
        (name) => `${name} says nothing without noise: add noise: 0.2, or leave it out`,
      ),
    );
    // Numbers as text, which would go through in silence as NaN.
    expect(await problemsOf(JSON.parse('{"noise":"20%"}'))).toEqual([
      'noise does not fit: give a number from 0 to 1, such as 0.2 for 20 %',
    ]);
  });
});
