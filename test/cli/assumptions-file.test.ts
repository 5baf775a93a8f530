import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readAssumed } from '../../src/cli/assumptions-file.js';
import { standardAssumptions } from '../../src/evaluation/revenue/estimate.js';
import { assumptionsJsonSchema } from '../../src/reports/assumptions-json.js';
import { carve, folderOf, repo } from './carve.js';

const read = (text: string) => readAssumed({ name: 'a', bytes: Buffer.from(text) });

const all = {
  accounts_per_rep: 120,
  close_rate: 0.18,
  creation_rate: 0.2,
  win_rate: 0.3,
  deal: 40_000,
  'stage:Proposal Sent': 0.4,
  quota: 500_000,
  attainment: 1.1,
  attrition: 0.2,
  vacancy: 2,
  ramp: [0.25, 0.5, 1],
  season: [0.2, 0.25, 0.25, 0.3],
  pipeline_per_potential: 2,
  loss_on_moved_arr: { low: 0.02, likely: 0.05, high: 0.1 },
  ramp_months: 2,
  workload_per_rep: 160,
};

const asCsv = `name,value,low,high
# rates,,,
accounts_per_rep,120,,
close_rate,18%,,
Creation_Rate,0.2,,
win_rate,30%,,
deal,40k,,
stage:Proposal Sent,40%,,
quota,500k,,
attainment,110%,,
attrition,20%,,
vacancy,2,,
ramp,"25,50,100",,
season,"20%,25%,25%,30%",,
pipeline_per_potential,2,,
loss_on_moved_arr,5%,2%,10%
ramp_months,2,,
workload_per_rep,160,,
`;

describe('an assumptions file', () => {
  it('says the same as CSV and as JSON, for every command at once', () => {
    const json = read(JSON.stringify(all));
    expect(json.problems).toEqual([]);
    expect(read(asCsv)).toEqual(json);
    const { rates, revenue, headcount } = json.assumed;
    expect(rates.rates).toMatchObject({ accounts_per_rep: 120, deal: 40_000 });
    expect([...rates.stages]).toEqual([['proposal sent', 0.4]]);
    expect(revenue.potential_is_money).toBe(true);
    expect(revenue.loss_on_moved_arr).toEqual(all.loss_on_moved_arr);
    expect(headcount).toMatchObject({ quota: 500_000, vacancy: 2, ramp: [0.25, 0.5, 1] });
  });

  it('leaves what it does not name as carve has it', () => {
    const { assumed, problems } = read('{"workload_per_rep": null}');
    expect(problems).toEqual([]);
    expect(assumed.revenue).toEqual(standardAssumptions);
    expect(assumed.headcount).toEqual({});
  });

  it('tells everything that is wrong, and takes no misspelled name in silence', () => {
    const bad = `name,value,low,high
closerate,18%,,
close_rate,18,,
vacancy,2.5,,
season,"25,25,25,30",,
ramp,"50,often",,
loss_on_moved_arr,5%,10%,2%
win_rate,0.2,,
Win_Rate,0.3,,
`;
    const faults = read(bad).problems;
    expect(faults.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 9]);
    expect(faults[0].remedy).toContain('close_rate');
    expect(read('[1]').problems).toHaveLength(1);
    expect(read('{"close_rate": {"low": 0.1}}').problems).toHaveLength(1);
    expect(read('{"deal": 1, "deal": 2}').problems).toHaveLength(1);
  });

  it('fits the schema that ships', () => {
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(assumptionsJsonSchema());
    expect(validate(all)).toBe(true);
    expect(validate({ closerate: 0.2 })).toBe(false);
    expect(validate({ close_rate: 1.2 })).toBe(false);
    expect(validate({ season: [0.5, 0.5] })).toBe(false);
  });

  it('goes for headcount too, where no flag says otherwise', async () => {
    const cwd = folderOf({ 'assumed.csv': asCsv });
    const reps = join(repo, 'fixtures/capacity/reps.csv');
    const call = ['capacity', reps, '--goal', '3M', '--as-of', '2026-04-15', '--format', 'json'];
    const json = async (...flags: readonly string[]) => {
      const { code, stdout } = await carve([...call, ...flags], { cwd });
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };
    const byFile = await json('--assumptions', 'assumed.csv');
    const byFlags = await json(
      ...['--attainment', '110%', '--attrition', '20%', '--vacancy', '2', '--quota', '500k'],
      ...['--ramp', '25,50,100', '--season', '20,25,25,30'],
    );
    expect(byFile).toEqual(byFlags);
    expect(await json('--assumptions', 'assumed.csv', '--vacancy', '5')).not.toEqual(byFile);
    expect(readFileSync(join(cwd, 'carve-out/capacity.csv'), 'utf8')).toContain('2026-04');
  });
});
