import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ownChecksum, sealedFiles, sealedPlanText } from '../../src/reports/checksums.js';
import { planJsonSchema, planSchema } from '../../src/reports/plan-json.js';
import { type PlanParts, planJson } from '../../src/reports/plan-parts.js';
import { everyChange, smallPlan } from './small-plan.js';

const file = { path: '../accounts.csv', sha256: 'a'.repeat(64), rows: 8 };
const parts: PlanParts = {
  version: '1.2.3',
  status: 'feasible',
  inputs: { accounts: file, reps: { ...file, path: '../reps.csv', rows: 4 } },
  options: {
    seed: 1,
    effort: 'normal',
    bare: false,
    drafted: false,
    weights: new Map([['distance', 2]]),
    shareBy: undefined,
    potentialCap: true,
    map: ['owner=Exec'],
    timeLimitSeconds: undefined,
  },
  ...smallPlan(everyChange),
  proven: { bound: 0.1, gap: 0.2 },
};

describe('plan.json', () => {
  it('says what went in, what shaped it and what came out', () => {
    const plan = planJson(parts);
    expect(Object.keys(plan)).toEqual([
      'carve',
      'status',
      'inputs',
      'options',
      'objective',
      'before',
      'after',
      'rules',
      'assumptions',
      'warnings',
    ]);
    expect(plan.options).toEqual({
      as_of: '2024-10-04',
      seed: 1,
      effort: 'normal',
      bare: false,
      drafted: false,
      weights: { distance: 2 },
      share_by: 'capacity',
      potential_cap: 'p95',
      map: ['owner=Exec'],
      max_moves: null,
      time_limit_s: null,
    });
    expect(plan.objective).toMatchObject({ bound: 0.1, gap: 0.2 });
    expect(plan.after).toMatchObject({
      accounts_moved: 1,
      accounts_new: 1,
      accounts_orphaned: 2,
      arr_moved: 20,
    });
    expect(Object.keys(plan.after).slice(0, 2).sort()).toEqual(['potential', 'workload']);
    expect('mean_distance_km' in plan.after).toBe(false);
    expect(plan.rules[0]).toEqual({
      row: 2,
      rule: 'limit',
      level: 'must',
      status: 'met',
      detail: 'Ann Lee holds 2 accounts, at most 3',
    });
  });

  it('has neither bound nor gap when infeasible or unproven', () => {
    for (const without of [{ status: 'infeasible' as const }, { proven: undefined }]) {
      const { objective } = planJson({ ...parts, ...without });
      expect(Object.keys(objective)).toEqual(['value', 'slack', 'terms']);
      expect(objective.slack).toBeNull();
    }
  });

  it('marks an interrupted search', () => {
    expect(planJson({ ...parts, interrupted: true }).interrupted).toBe(true);
  });

  it('is two-space JSON with a line end, which the schemas accept', () => {
    const text = sealedPlanText(planJson(parts), new Map([['teams.csv', 'b'.repeat(64)]]));
    expect(text).toMatch(/^\{\n {2}"carve": "1\.2\.3",\n/);
    expect(text.endsWith('}\n')).toBe(true);
    const plan = planSchema.parse(JSON.parse(text));
    expect(plan).toMatchObject(planJson(parts));
    expect(Object.keys(plan).slice(-2)).toEqual(['files', 'sha256']);
    const validate = new Ajv2020().compile(planJsonSchema());
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(validate({ ...plan, status: 'splendid' })).toBe(false);
  });

  it('ends with the checksums of the other files and of itself', () => {
    const files = sealedFiles(new Map([['a.csv', ['é', '\n']]]), planJson(parts));
    const [other, own] = [...files.values()].map((pieces) => [...pieces].join(''));
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    const plan = planSchema.parse(JSON.parse(own));
    expect(other).toBe('é\n');
    expect(plan.files).toEqual({ 'a.csv': sum('é\n') });
    expect(plan.sha256).toBe(sum(own.replace(plan.sha256, '')));
    expect(ownChecksum(Buffer.from(own))).toBe(plan.sha256);
    expect(ownChecksum(Buffer.from(own.replace('"seed": 1', '"seed": 2')))).not.toBe(plan.sha256);
    expect(ownChecksum(Buffer.from('{}'))).toBeUndefined();
  });

  it('does not come before the files it has the checksums of', () => {
    const files = sealedFiles(new Map([['a.csv', ['a']]]), planJson(parts));
    expect(() => [...(files.get('plan.json') ?? [])]).toThrow('a.csv');
  });
});
