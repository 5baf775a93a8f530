import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/planning/plan.js';
import { presetScenarios } from '../../../src/planning/scenarios/presets.js';
import { readTexts } from '../random-kinds.js';
import { readSurvey } from './read-small.js';

const accounts = `account_id,potential,owner,arr,icp,competition
A1,100,R1,10,yes,high
A2,90,R1,20,no,
A3,80,R2,0,yes,low
A4,70,R2,5,yes,high
`;
const reps = `rep_id,quota,start_date
R1,100,2025-12-31
R2,300,2025-01-31
`;

describe('presets', () => {
  it('add their rows to the rules, with what they share by', () => {
    const { assembled } = readSurvey({
      accounts,
      reps,
      rules: 'rule,metric,weight\nweight,disruption,1\n',
    });
    const { own, problems } = presetScenarios(['finance', 'marketing', 'sales'], assembled);
    expect(problems).toEqual([]);
    const brief = own.map(({ name, shareBy, rows = [] }) => ({
      name,
      shareBy,
      rows: rows.map(({ rule, accounts, metric, top, weight }) =>
        [rule, accounts, metric, top, weight].join(','),
      ),
    }));
    expect(brief).toEqual([
      {
        name: 'finance',
        shareBy: 'quota',
        rows: [
          'balance,,potential,,4',
          'balance,,workload,,2',
          'weight,,disruption,,2',
          'weight,,distance,,3',
        ],
      },
      {
        name: 'marketing',
        shareBy: undefined,
        rows: ['weight,,disruption,,1', 'balance,icp = yes,accounts,,3'],
      },
      {
        name: 'sales',
        shareBy: undefined,
        rows: ['keep,,arr,3,', 'weight,,disruption,,8', 'weight,,relationship,,4'],
      },
    ]);
  });

  it('say what the files lack for them', () => {
    const bare = readSurvey({
      accounts: 'account_id\nA1\n',
      reps: 'rep_id\nR1\n',
      rules: 'rule\n',
    });
    const { own, problems } = presetScenarios(['finance', 'marketing', 'sales'], bare.assembled);
    expect(own).toEqual([]);
    expect(problems.map(({ file }) => file)).toEqual([
      '--preset finance',
      '--preset marketing',
      '--preset sales',
    ]);
  });
});

describe('tenure_months', () => {
  it('is worked out from start_date where it is empty, in whole months', async () => {
    const problem = readTexts({
      accounts,
      reps,
      rules: 'rule,accounts,reps\navoid,competition = high,tenure_months < 6\n',
    });
    const months = problem.reps.columns.get('tenure_months');
    // As of 2026-01-15: 15 days are no month, 31 January to 15 January is one short of twelve.
    expect(months?.kind === 'number' && [...months.values]).toEqual([0, 11]);
    const { evaluation } = await makePlan(problem, {
      seed: 1,
      effort: 'quick',
      threads: 1,
      timeLimit: undefined,
      now: () => 0,
    });
    expect(evaluation.feasible).toBe(true);
    const at = (id: string): number => evaluation.assignment[problem.accountIds.indexOf(id)];
    expect([at('A1'), at('A4')].map((rep) => problem.repIds[rep])).toEqual(['R2', 'R2']);
  });

  it('drafts that contested accounts go to those who have been here for a while', () => {
    const { drafted } = readSurvey({ accounts, reps });
    expect(
      drafted.map(({ rule, accounts, reps, level }) => [rule, accounts, reps, level]),
    ).toContainEqual(['avoid', 'competition = high', 'tenure_months < 6', 'should']);
  });
});
