import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PlanJson, planSchema } from '../../src/reports/plan-json.js';
import { scenariosSchema } from '../../src/reports/scenarios/comparison-json.js';
import { carve, folderOf, repo } from './carve.js';

const file = (name: string): string => join(repo, 'fixtures/coverage', name);
const files = [file('accounts.csv'), file('reps.csv'), '--bare', '--as-of', '2026-06-30'];
const linked = [
  ...['--activities', file('activities.csv'), '--opportunities', file('opportunities.csv')],
];
const basis = ['--assumptions', file('assumptions.csv'), '--fiscal-start', '02-01'];

describe('pipeline against quota in a plan', () => {
  let cwd = '';
  let json: PlanJson;
  const planned = (): PlanJson =>
    planSchema.parse(JSON.parse(readFileSync(join(cwd, 'plan/plan.json'), 'utf8')));
  beforeAll(async () => {
    cwd = folderOf({});
    const run = await carve(
      ['plan', ...files, ...linked, ...basis, '--effort', 'quick', '--out', 'plan'],
      { cwd },
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Pipeline against quota');
    json = planned();
  });

  /** `expected` by rep of a coverage.csv. */
  const expectedIn = async (...flags: readonly string[]): Promise<Map<string, number>> => {
    await carve(['coverage', ...files, ...linked, ...basis, ...flags, '--out', 'cov'], { cwd });
    const [header, ...rows] = readFileSync(join(cwd, 'cov/coverage.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const at = header.indexOf('expected');
    return new Map(rows.map((row) => [row[0], Number(row[at])]));
  };

  it('is what carve coverage says of today, and of the plan', async () => {
    const [before, after] = [await expectedIn(), await expectedIn('--plan', 'plan')];
    // Dee has no quota; Bo has made his.
    expect(json.pipeline?.reps.map(({ rep_id: id }) => id)).toEqual(['ann', 'bo', 'cy']);
    expect(json.pipeline?.reps[1].cover).toBeNull();
    for (const one of json.pipeline?.reps ?? []) {
      expect(one.expected_before).toBeCloseTo(before.get(one.rep_id) ?? Number.NaN, 6);
      expect(one.expected).toBeCloseTo(after.get(one.rep_id) ?? Number.NaN, 6);
      if (one.cover !== null) expect(one.cover).toBeCloseTo(one.expected / one.quota_left, 12);
    }
    // From the first of February: 216 of 365 days are left, and 265,000 of Ann's quota.
    expect(json.pipeline?.reps[0].quota_left).toBe(265_000);
    expect(json.pipeline?.reps_covered).toBe(1);
  });

  it('stands in every report, and hidden amounts stay hidden', async () => {
    for (const format of ['text', 'markdown', 'html']) {
      const told = await carve(['report', 'plan', '--format', format, '--out', '-'], { cwd });
      expect(told.stdout, format).toContain('Pipeline against quota');
      expect(told.stdout, format).toMatch(/0\.19 → 0\.1\d/);
    }
    const hidden = await carve(['report', 'plan', '--mask', '--format', 'markdown'], { cwd });
    const [, told] = hidden.stdout.split('Pipeline against quota');
    expect(told.slice(0, 400)).toMatch(/Rep \d \| 0\.19/);
    expect(told.slice(0, 400)).not.toMatch(/265|Ann|NaN/);
  });

  it('is worked out again by verify', async () => {
    expect((await carve(['verify', 'plan'], { cwd })).code).toBe(0);
    const path = join(cwd, 'plan/plan.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"quota_left": 265000', '"quota_left": 165000'));
    const found = await carve(['verify', 'plan'], { cwd });
    expect(found.code).toBe(1);
    expect(found.stdout).toContain('165');
    writeFileSync(path, text);
  });

  it('tells of each option how many reps can make their quota', async () => {
    const run = await carve(
      ['scenarios', ...files, ...linked, ...basis, '--effort', 'quick', '--out', 'sc'],
      { cwd },
    );
    expect(run.stdout).toContain('Reps whose pipeline covers their quota');
    const compared = scenariosSchema.parse(
      JSON.parse(readFileSync(join(cwd, 'sc/scenarios.json'), 'utf8')),
    );
    for (const { name, pipeline } of compared.scenarios) {
      const own = planSchema.parse(
        JSON.parse(readFileSync(join(cwd, 'sc', name, 'plan.json'), 'utf8')),
      );
      expect(pipeline).toMatchObject({ reps_covered: own.pipeline?.reps_covered, reps: 3 });
      expect(pipeline?.expected).toBeCloseTo(own.pipeline?.expected ?? Number.NaN, 6);
    }
    const again = await carve(['report', 'sc'], { cwd });
    const line = /Reps whose pipeline covers their quota.*/;
    expect(line.exec(again.stdout)?.[0]).toBe(line.exec(run.stdout)?.[0]);
  });

  it('is not there without opportunities, and flags about it say so', async () => {
    const run = await carve(
      ['plan', ...files, ...basis, '--effort', 'quick', '--out', 'bare', '--format', 'json'],
      { cwd },
    );
    expect(JSON.parse(run.stdout).pipeline).toBeUndefined();
    expect(JSON.parse(run.stdout).options.pipeline).toBeUndefined();
    expect(run.stderr.replace(/\s+/g, ' ')).toContain(
      '--assumptions and --fiscal-start: pipeline against quota takes --opportunities',
    );
  });
});
