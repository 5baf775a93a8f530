import { describe, expect, it } from 'vitest';
import { masked, safeSentences } from '../../../src/evaluation/mask/mask.js';
import { planSummaryOf } from '../../../src/evaluation/story/story.js';
import { describeRow } from '../../../src/reports/rule-words.js';
import { everyChange, type SmallFiles, smallPlan } from '../../reports/small-plan.js';

const files: SmallFiles = {
  ...everyChange,
  rules: `rule,accounts,reps,metric,by,min,max,weight,level,note
avoid,account_name = Coda; region = West,rep_id = ann|cy,,,,,,should,Coda sued Ann
limit,arr >= 20,manager = Max,arr,,,9999,,should,
balance,,,arr,manager,,,1,,
budget,,,potential,,,1234,,should,
`,
};
const hide = (plan: SmallFiles) => masked({ ...smallPlan(plan), prices: [] });

describe('a masked plan', () => {
  it('has the same stand-ins each time, and none that tells the order of the file', () => {
    const { problem } = hide(everyChange);
    expect(hide(everyChange).problem.accountIds).toEqual(problem.accountIds);
    expect([...problem.accountIds].sort()).toEqual(
      Array.from({ length: 8 }, (_, at) => `Account ${at + 1}`),
    );
    expect(problem.accountIds).not.toEqual([...problem.accountIds].sort());
    expect(new Set(problem.repNames).size).toBe(4);
  });

  it('keeps shares, deviations, counts, states and scores', () => {
    const plan = smallPlan(files);
    const shown = hide(files);
    const reported = { status: 'feasible', proven: { bound: 0.1, gap: 0.2 } } as const;
    const [before, after] = [
      planSummaryOf({ ...plan, ...reported }),
      planSummaryOf({ ...shown, ...reported }),
    ];
    expect(after.tally).toEqual(before.tally);
    expect(after.ruleCount).toEqual(before.ruleCount);
    expect(after.better).toEqual(before.better);
    const deviations = (planSummary: typeof before) =>
      planSummary.reps.map(({ rep, territory }) => [rep, territory.potential_deviation_pct]);
    deviations(after).forEach(([rep, off], index) => {
      expect(rep).toBe(deviations(before)[index][0]);
      expect(off).toBeCloseTo(deviations(before)[index][1], 9);
    });
    expect(after.matters.map(({ account, by }) => [account, by])).toEqual(
      before.matters.map(({ account, by }) => [account, by]),
    );
  });

  it('gives the mean account 100 of each amount', () => {
    const { problem } = hide(everyChange);
    const planned = [0, 1, 2, 3, 4, 5];
    const sum = planned.reduce((all, account) => all + problem.potential[account], 0);
    expect(sum / planned.length).toBeCloseTo(100, 9);
    // Of 50, 20 and 7 the mean is 77 ÷ 3.
    expect(problem.arr[0]).toBeCloseTo((50 * 300) / 77, 9);
  });

  it('says rules with stand-ins, without their notes', () => {
    const { problem } = hide(files);
    const output = problem.rules.map(({ row, note }) => `${describeRow(problem, row)}|${note}`);
    const text = output.join('\n');
    expect(text).not.toMatch(/coda|west|ann|\bcy\b|max\b|9,?999|1,?234|sued/i);
    expect(output[0]).toMatch(
      /accounts whose account_name is Account \d and region is region \d should not go to reps whose rep_id is Rep \d or Rep \d\|$/,
    );
    expect(output[1]).toMatch(/manager is Manager \d/);
  });

  it('leaves nothing of kilometres or coordinates', () => {
    const place = (text: string): string =>
      text
        .split('\n')
        .map((line, at) =>
          line === '' ? '' : `${line},${at === 0 ? 'latitude,longitude' : `4${at}.5,${at}.25`}`,
        )
        .join('\n');
    const shown = hide({
      ...everyChange,
      accounts: place(everyChange.accounts),
      reps: place(everyChange.reps),
    });
    expect(shown.evaluation.after.mean_distance_km).toBeUndefined();
    expect(shown.evaluation.distanceKm.every(Number.isNaN)).toBe(true);
    expect(shown.problem.accounts.columns.has('latitude')).toBe(false);
  });
});

describe('sentences that are safe to tell', () => {
  it('hold no cell of a file, no file and no large number', () => {
    const { problem } = smallPlan(everyChange);
    const safe = '1 kept account sits outside row 2 (match)';
    expect(
      safeSentences(problem, [
        safe,
        'Acme has no workload',
        'potential is capped at 12,500',
        'potential is capped at 12500',
        'accounts.csv has a header twice',
        'zoe@OLD.example is no rep',
      ]),
    ).toEqual([safe]);
  });
});
