import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../src/inputs/csv/rules.js';
import { csvPieces } from '../../src/inputs/csv/write.js';
import { planTables } from '../../src/reports/plan-tables.js';
import { everyChange, type SmallPlan, smallPlan } from './small-plan.js';

const plan = smallPlan(everyChange);
const { problem } = plan;

/** The text of one file of the plan. */
function textOf(name: string, { problem, evaluation }: SmallPlan = plan): string {
  const table = planTables(problem, evaluation).get(name);
  return table === undefined ? '' : [...csvPieces(table.columns, table.rows())].join('');
}

function rows(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

describe('assignments.csv', () => {
  const text = textOf('assignments.csv');

  it('has every account in file order, with the contract’s columns', () => {
    expect(text.split('\n')[0]).toBe(
      'account_id,account_name,rep_id,rep_name,previous_rep_id,change,potential,workload,score,tier,disruption,distance_km,reason,arr,open_pipeline,parent_id,type,renewal_date',
    );
    expect(rows(text).map(({ account_id }) => account_id)).toEqual(problem.accountIds);
  });

  it('tells today’s and the new rep of every kind of change', () => {
    expect(
      rows(text).map(({ rep_id, previous_rep_id, change }) => [previous_rep_id, rep_id, change]),
    ).toEqual([
      ['ann', 'ann', 'kept'],
      ['ann', 'cy', 'moved'],
      ['bo', 'bo', 'kept'],
      ['lee', 'bo', 'orphaned'],
      ['zoe@old.example', 'cy', 'orphaned'],
      ['', 'ann', 'new'],
      ['bo', '', 'released'],
      ['bo', 'bo', 'excluded'],
    ]);
  });

  it('guards text that looks like a formula and leaves empty what is not there', () => {
    expect(rows(text)[1].account_name).toBe("'=Bolt");
    expect(rows(text)[0]).toMatchObject({ potential: '100', score: '', tier: '', distance_km: '' });
  });
});

describe('moves.csv', () => {
  const moves = rows(textOf('moves.csv'));

  it('holds those whose rep is another, not the excluded', () => {
    expect(moves.map(({ account_id }) => account_id)).toEqual(['002', '004', '005', '006', '007']);
  });

  it('adds managers, and the account’s own columns', () => {
    expect(moves[0]).toMatchObject({
      previous_rep_name: 'Ann Lee',
      previous_manager: 'Max',
      manager: 'Nia',
      segment: 'Big',
      region: 'East',
      arr: '20',
      open_pipeline: '',
      renewal_date: '',
    });
    expect(moves[2]).toMatchObject({ previous_rep_name: '', previous_manager: '', manager: 'Nia' });
  });

  it('leaves columns that the accounts file does not have empty', () => {
    const bare = smallPlan({
      accounts: 'account_id,owner\nx,\n',
      reps: 'rep_id\na\n',
      plan: { x: 'a' },
    });
    expect(rows(textOf('moves.csv', bare))[0]).toMatchObject({
      segment: '',
      arr: '',
      renewal_date: '',
      rep_name: '',
    });
  });
});

describe('territories.csv and teams.csv', () => {
  it('has one row a rep, in the order of the rep file', () => {
    const text = textOf('territories.csv');
    expect(text.split('\n')[0]).toBe(
      'rep_id,rep_name,manager,pool,capacity,quota,accounts,potential,potential_target,potential_deviation_pct,workload,workload_target,workload_deviation_pct,potential_vs_median_pct,accounts_before,potential_before,workload_before,arr_before,arr,accounts_in,accounts_out,arr_in,arr_out,mean_distance_km,status,ramp',
    );
    const [ann, , , lee] = rows(text);
    expect(ann).toMatchObject({ rep_id: 'ann', quota: '500', accounts: '2', potential: '140' });
    expect(lee).toMatchObject({ rep_id: 'lee', pool: '', quota: '', accounts: '0' });
  });

  it('has the same figures by manager', () => {
    const text = textOf('teams.csv');
    expect(text.split('\n')[0]).toMatch(/^manager,reps,capacity,quota,accounts,potential,/);
    expect(rows(text).map(({ manager, reps }) => [manager, reps])).toEqual([
      ['Max', '2'],
      ['Nia', '2'],
    ]);
  });

  it('adds further balanced metrics, and no column twice', () => {
    const further = smallPlan({
      ...everyChange,
      rules: 'rule,metric\nbalance,accounts\nbalance,open_pipeline\n',
    });
    const [header] = textOf('territories.csv', further).split('\n');
    expect(header).toMatch(
      /,mean_distance_km,accounts_target,accounts_deviation_pct,open_pipeline,open_pipeline_target,open_pipeline_deviation_pct,status,ramp$/,
    );
    const [ann] = rows(textOf('territories.csv', further));
    expect(ann).toMatchObject({ accounts: '2', open_pipeline: '10' });
  });
});

describe('rules-used.csv', () => {
  it('reads back as the same rows under the same row numbers', () => {
    const text = textOf('rules-used.csv');
    const { rules, problems } = readRules('rules-used.csv', new TextEncoder().encode(text));
    expect(problems).toEqual([]);
    expect(rules).toEqual(problem.rules.filter(({ row }) => row > 0).map((rule) => rule.text));
    expect(rules.map(({ row }) => row)).toEqual([2, 4, 5, 6, 7]);
  });

  it('writes numbers bare, even below zero', () => {
    const scored = smallPlan({
      ...everyChange,
      rules: 'rule,metric,weight,note\nscore,arr,-2,-not good\n',
    });
    expect(textOf('rules-used.csv', scored)).toContain("score,,,,arr,,,,,-2,,,'-not good,\n");
  });
});
