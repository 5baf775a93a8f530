import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScenariosJson } from '../../src/reports/scenarios/comparison-json.js';
import { scenariosJsonSchema } from '../../src/reports/scenarios/comparison-json.js';
import { carve, folderOf, type Outcome, repo } from './carve.js';

const accounts = `account_id,owner,potential,arr,latitude,longitude
A1,R1,40,10,40,-74
A2,R1,30,0,41,-75
A3,R1,20,5,42,-73
A4,R2,10,0,34,-118
A5,gone,25,0,35,-117
A6,,15,0,36,-119
`;
const reps = 'rep_id,rep_name,latitude,longitude\nR1,Ann,40,-74\nR2,Bo,34,-118\n';
const own = `name,weights,rules,note
half price,"disruption=1,potential=2",,moves count less
strict,,strict.csv,nobody far off
`;
const strict = 'rule,metric,max,level\nbalance,potential,25%,must\n';

const fixture = (name: string): string => join(repo, 'fixtures/sp500', name);

describe('carve scenarios', () => {
  let folder: string;
  let run: Outcome;
  let json: ScenariosJson;

  beforeAll(async () => {
    folder = folderOf({
      'accounts.csv': accounts,
      'reps.csv': reps,
      'own.csv': own,
      'strict.csv': strict,
    });
    run = await carve(
      [
        ...['scenarios', 'accounts.csv', 'reps.csv', '--scenarios', 'own.csv', '--frontier', '3'],
        ...['--as-of', '2026-01-15'],
      ],
      { cwd: folder },
    );
    json = JSON.parse(readFileSync(join(folder, 'carve-out/scenarios.json'), 'utf8'));
  }, 60_000);

  it('plans the five options, the user’s own and the frontier, each a plan that verifies', async () => {
    expect(run).toMatchObject({ code: 0 });
    const names = json.scenarios.map(({ name }) => name);
    expect(names).toEqual([
      ...['today', 'continuity', 'balanced', 'evenness', 'proximity'],
      ...['half price', 'strict'],
    ]);
    expect(json.frontier.length).toBeGreaterThan(1);
    for (const { folder: plan } of [...json.scenarios, ...json.frontier]) {
      const verified = await carve(['verify', join('carve-out', plan)], { cwd: folder });
      expect(verified, plan).toMatchObject({ code: 0 });
    }
  }, 120_000);

  it('compares them in figures that its schema accepts', () => {
    const check = new Ajv2020({ strict: false }).compile(scenariosJsonSchema());
    expect(check(json), JSON.stringify(check.errors)).toBe(true);
    const of = (name: string) => {
      const found = json.scenarios.find((one) => one.name === name);
      if (found === undefined) throw new Error(`no ${name}`);
      return found;
    };
    expect(of('today')).toMatchObject({ accounts_unserved: 2, figures: { accounts_moved: 0 } });
    expect(of('continuity').figures.accounts_moved).toBe(0);
    expect(of('continuity').accounts_unserved).toBe(0);
    const km = (name: string): number => of(name).figures.mean_distance_km ?? 0;
    for (const { name } of json.scenarios) {
      if (name !== 'today') expect(km('proximity')).toBeLessThanOrEqual(km(name) + 1e-9);
    }
    const rows = readFileSync(join(folder, 'carve-out/scenarios.csv'), 'utf8').trim().split('\n');
    expect(rows.length).toBe(1 + json.scenarios.length + json.frontier.length);
  });

  it('says on 80 columns what the choice is', () => {
    expect(run.stdout).toMatch(
      /^Reps are .* from a fair share on average today\.\s+The rules can be kept/,
    );
    expect(run.stdout).toContain('What moves buy');
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('leaves each option a rules file that makes the same plan again', async () => {
    const rules = join('carve-out/continuity/rules-used.csv');
    const again = await carve(
      ['plan', 'accounts.csv', 'reps.csv', '--rules', rules, '--out', 'again', '--quiet'].concat([
        '--as-of',
        '2026-01-15',
      ]),
      { cwd: folder },
    );
    expect(again).toMatchObject({ code: 0 });
    const of = (name: string) => readFileSync(join(folder, name, 'assignments.csv'), 'utf8');
    expect(of('again')).toBe(of('carve-out/continuity'));
  });

  it('tells all that is wrong in the files of the options at once, and writes nothing', async () => {
    writeFileSync(
      join(folder, 'bad.csv'),
      'name,weights,rules\ntoday,,\n../up,,\nok,potential=x,\nOK,,\nother,,nowhere.csv\n',
    );
    writeFileSync(join(folder, 'bad.json'), '{"loss_on_moved_arr": 13, "ramp": 2}');
    const { code, stderr } = await carve(
      ['scenarios', 'accounts.csv', 'reps.csv', '--scenarios', 'bad.csv', '--out', 'none'].concat([
        '--assumptions',
        'bad.json',
      ]),
      { cwd: folder },
    );
    expect(code).toBe(2);
    expect(stderr).toContain('bad.csv:2: name: is the name of an option that carve makes itself');
    expect(stderr).toContain('bad.csv:3: name: cannot be the name of a folder');
    expect(stderr).toContain('bad.csv:4: weights: is no NAME=WEIGHT');
    expect(stderr).toContain('bad.csv:5: name: is the same as in row 4');
    expect(stderr).toContain('nowhere.csv: is not there');
    expect(stderr).toContain('bad.json: loss_on_moved_arr');
    expect(stderr).toMatch(/bad\.json: .*ramp/);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('plans with at most so many moves, as a rule that verify knows', async () => {
    const out = join(folder, 'few');
    const { code } = await carve([
      ...['plan', fixture('accounts.csv'), fixture('reps.csv'), '--rules', fixture('rules.csv')],
      ...['--as-of', '2026-01-15', '--effort', 'quick', '--max-moves', '25', '--out', out],
    ]);
    expect(code).toBe(0);
    const plan = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
    expect(plan.after.accounts_moved).toBeLessThanOrEqual(25);
    expect(plan.options.max_moves).toBe(25);
    expect((await carve(['verify', out])).code).toBe(0);
  }, 60_000);
});
