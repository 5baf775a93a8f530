import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { checkJsonSchema } from '../../src/reports/check/check-json.js';
import { junitFaults, sarifFaults } from '../schemas/published.js';
import { carve, type Outcome, repo } from './carve.js';

const cwd = join(repo, 'fixtures/backtest');
const asked = ['--opportunities', 'opportunities.csv', '--at', '2026-01-01'];
const check = (...args: string[]): Promise<Outcome> =>
  carve(['check', 'accounts.csv', 'reps.csv', '--bare', ...args], { cwd });
const unbroken = (text: string): string => text.replace(/\s+/g, ' ');

describe('carve check --noise', () => {
  it('exits 1 where too few draws are within the band, 0 where it only tells', async () => {
    const noise = ['--assignments', 'assignments.csv', '--noise', '50%'];
    expect((await check(...noise)).code).toBe(0);
    expect((await check(...noise, '--fail-under', '95%')).code).toBe(1);
    expect((await check(...noise, '--fail-under', '1%')).code).toBe(0);
    const twice = await Promise.all([
      check(...noise, '--seed', '3'),
      check(...noise, '--seed', '3'),
    ]);
    expect(twice[0].stdout).toBe(twice[1].stdout);
    expect(twice[0].stdout).not.toBe((await check(...noise, '--seed', '4')).stdout);
    expect((await check('--fail-under', '90%')).code).toBe(2);
  });
});

describe('carve check --at', () => {
  it('tells what was won from that day on, and whether a plan would have been fairer', async () => {
    const { code, stdout } = await check(...asked, '--assignments', 'assignments.csv');
    expect(code).toBe(0);
    const text = unbroken(stdout);
    expect(text).toContain('22 deals worth 600 were won from 2026-01-01 through 2026-03-31.');
    expect(text).toContain('rank correlation of won amount with potential is 0.98');
    expect(text).toContain('by 0.07 as it was, by 0.05 under assignments.csv');
    expect(text).toMatch(/Ann 180 110 % 280 95 %/);
  });

  it('in every format', async () => {
    const json = await check(...asked, '--format', 'json');
    const found = JSON.parse(json.stdout);
    const validate = new Ajv2020().compile(checkJsonSchema());
    expect(validate(found), JSON.stringify(validate.errors)).toBe(true);
    expect(found.backtest.figures.as_it_was.reps[0]).toMatchObject({ rep_id: 'R1', won: 180 });
    const markdown = await check(...asked, '--format', 'markdown');
    expect(markdown.stdout).toContain('**Backtest: what was won from 2026-01-01 on**');
    expect(markdown.stdout).toMatch(/\| Ann \| 180 \| 110 % \|/);
    const github = await check(...asked, '--format', 'github');
    expect(github.stdout).toContain('::notice title=backtest::22 deals worth 600');
    const junit = await check(...asked, '--format', 'junit');
    expect(junit.stdout).toContain('22 deals worth 600');
    expect(await junitFaults(junit.stdout)).toEqual([]);
    const sarif = await check(...asked, '--format', 'sarif');
    expect(JSON.parse(sarif.stdout).runs[0].properties.backtest[0]).toContain('22 deals');
    expect(sarifFaults(JSON.parse(sarif.stdout))).toEqual([]);
  });

  it('is one quarter unless told', async () => {
    const { stdout } = await check(...asked, '--quarters', '2');
    expect(unbroken(stdout)).toContain(
      '23 deals worth 1.30k were won from 2026-01-01 through 2026-06-30.',
    );
  });

  it('needs opportunities, a day and whole quarters', async () => {
    const without = await check('--at', '2026-01-01');
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('give them with --opportunities FILE');
    const idle = await check('--quarters', '2');
    expect(idle.code).toBe(2);
    expect(idle.stderr).toContain('--quarters: says nothing without --at');
    expect((await check(...asked, '--quarters', '0')).code).toBe(2);
    expect((await check('--opportunities', 'opportunities.csv', '--at', 'July')).code).toBe(2);
  });
});
