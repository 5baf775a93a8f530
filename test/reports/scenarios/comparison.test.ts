import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { optionFigures } from '../../../src/evaluation/option-figures.js';
import { standardAssumptions } from '../../../src/evaluation/revenue/estimate.js';
import { loadCharts } from '../../../src/reports/page/kit.js';
import { comparisonPage } from '../../../src/reports/page/scenarios/comparison-page.js';
import { comparisonCsv } from '../../../src/reports/scenarios/comparison-csv.js';
import { comparisonJson } from '../../../src/reports/scenarios/comparison-json.js';
import {
  bargain,
  comparisonVerdict,
  recommendationWords,
} from '../../../src/reports/scenarios/comparison-text.js';
import { measuresOf } from '../../../src/reports/scenarios/measures.js';
import {
  brokenRows,
  evennessBought,
  firstOwners,
  type ScenarioParts,
  unserved,
} from '../../../src/reports/scenarios/parts.js';
import { smallPlan } from '../small-plan.js';

const { problem } = smallPlan({
  accounts:
    'account_id,owner,potential,arr\nA,ann,10,100\nB,ann,20,0\nC,ann,30,0\nD,ann,40,50\nE,gone,0,0\n',
  reps: 'rep_id,rep_name\nann,Ann\nbo,Bo\n',
  rules:
    'rule,accounts,reps,metric,max,level\nlimit,,,accounts,3,must\nprefer,account_id = A,rep_id = bo,,,\n',
  plan: {},
});

/** An option by the rep of each account: `a`, `b`, or `-` for nobody. */
function option(name: string, reps: string, unevenness = 0) {
  const assignment = Int32Array.from(reps, (rep) => 'ab'.indexOf(rep));
  const proven = { bound: 0, gap: 0 };
  const given = { name, note: `note of ${name}`, assignment, proven };
  return { ...optionFigures(problem, given, standardAssumptions), unevenness };
}

const today = option('today', 'aaaa-');
const continuity = option('continuity', 'aaabb');
const evenness = option('evenness', 'baabb');
const parts: ScenarioParts = {
  options: [today, continuity, evenness],
  frontier: [
    { ...continuity, name: 'frontier-1', moves: 1, unevenness: 10 },
    { ...continuity, name: 'frontier-4', moves: 4, unevenness: 3 },
    { ...evenness, name: 'frontier-9', moves: 9, unevenness: 2 },
  ],
  assumptions: standardAssumptions,
};

describe('options side by side', () => {
  it('count the rows that an option breaks by their level', () => {
    // Four accounts of Ann's are one too many, and A is not where it is preferred.
    expect(brokenRows(today)).toEqual({ must: 1, should: 1 });
    expect(brokenRows(continuity)).toEqual({ must: 0, should: 1 });
    expect(brokenRows(evenness)).toEqual({ must: 0, should: 0 });
  });

  it('count whoever stays without an owner as changing hands in none, and as first owners only whoever had none', () => {
    // E's owner is gone: nobody has it today, and it is handed over, not new, where Bo gets it.
    expect([today, continuity].map(({ handedOver }) => handedOver.accounts)).toEqual([0, 2]);
    expect([today, continuity].map(firstOwners)).toEqual([0, 0]);
    expect([today, continuity].map(unserved)).toEqual([1, 0]);
    // The contract's total has all whose owner is gone, whoever gets them.
    expect(today.evaluation.changingHands.total.accounts).toBe(1);
  });

  it('are told by figures that any of them has something to say of', () => {
    const reported = new Map(measuresOf(parts).map(({ title, say }) => [title, say]));
    const row = (title: string) => parts.options.map((one) => reported.get(title)?.(one));
    expect(row('Accounts that change hands')).toEqual(['0', '2', '3']);
    expect(row('… from a rep who stays')).toEqual(['0', '1', '2']);
    expect(reported.has('Accounts that get their first owner')).toBe(false);
    expect(row('ARR that changes hands')).toEqual(['0', '50', '150']);
    expect(row('Accounts with nobody')).toEqual(['1', '0', '0']);
    // 100 : 0, 60 : 40 and 50 : 50 of 100 in potential, where 50 is the share of each.
    expect(row('potential: off fair share, mean')).toEqual(['100 %', '20 %', '0.0 %']);
    expect(row('Must rules broken')).toEqual(['1', '0', '0']);
    expect(reported.has('Mean distance, km')).toBe(false);
    const even = measuresOf({ ...parts, options: [evenness] }).map(({ title }) => title);
    expect(even).not.toContain('Accounts with nobody');
    expect(even).not.toContain('Wishes kept in part');
  });

  it('tell the accounts that nobody had apart from those that change hands', () => {
    const { problem: unowned } = smallPlan({
      accounts: 'account_id,owner,potential\nA,ann,10\nB,,20\nC,gone,30\n',
      reps: 'rep_id,rep_name\nann,Ann\nbo,Bo\n',
      plan: {},
    });
    const of = (name: string, reps: readonly number[]) =>
      optionFigures(
        unowned,
        { name, note: '', assignment: Int32Array.from(reps), proven: undefined },
        standardAssumptions,
      );
    const options = [of('today', [0, -1, -1]), of('balanced', [0, 1, 1])];
    const reported = new Map(
      measuresOf({ ...parts, options }).map(({ title, say }) => [title, say]),
    );
    const row = (title: string) => options.map((one) => reported.get(title)?.(one));
    expect(row('Accounts that change hands')).toEqual(['0', '1']);
    expect(row('Accounts that get their first owner')).toEqual(['0', '1']);
    expect(row('Accounts with nobody')).toEqual(['2', '0']);
  });

  it('are summed up by what moves buy', () => {
    expect(comparisonVerdict(parts, false)).toBe(
      'Reps are 100 % from a fair share on average today. The rules can be kept with 2 accounts with 50 in ARR changing hands (then 20 % from it); as even as can be takes 3 accounts with 150 in ARR changing hands (0 %).',
    );
    expect(comparisonVerdict({ ...parts, options: [today] }, true)).toBe(
      'The run was interrupted; these are the options planned until then. 1 option.',
    );
  });
});

describe('what carve would take', () => {
  it('is the fewest moves that buy four fifths of the evenness', () => {
    const fewest = { ...continuity, unevenness: 10 };
    const even = { ...evenness, unevenness: 2 };
    const between = { ...continuity, name: 'balanced', unevenness: 3 };
    expect(recommendationWords({ ...parts, options: [today, fewest, between, even] })).toBe(
      'carve would take balanced: 1 move buys 87 % of the evenness that 2 buy. The other one would buy the last 13 %; it takes another account from a rep who stays.',
    );
    expect(recommendationWords({ ...parts, frontier: [], options: [today, fewest, even] })).toBe(
      'carve would take evenness: 2 moves buy 100 % of the evenness that 2 buy. Nothing planned with fewer moves buys as much.',
    );
  });

  it('calls what more moves take accounts, which need not be customers', () => {
    // Of the two that come in addition C has no ARR: it need not be a customer.
    const fewest = { ...option('continuity', 'aaaab'), unevenness: 10 };
    const even = { ...option('evenness', 'abbbb'), unevenness: 2 };
    const between = { ...option('balanced', 'abaab'), unevenness: 3 };
    expect(
      recommendationWords({ ...parts, frontier: [], options: [today, fewest, between, even] }),
    ).toContain(
      'The other 2 would buy the last 13 %; each takes another account from a rep who stays.',
    );
  });

  it('tells how what it takes relates to the plan by the own weights, where that scores better', async () => {
    const fewest = { ...continuity, unevenness: 10 };
    const even = { ...option('evenness', 'babbb'), unevenness: 2 };
    const point = { ...evenness, name: 'frontier/2-moves', moves: 2, unevenness: 3 };
    const balanced = { ...continuity, name: 'balanced', unevenness: 9 };
    const scores = [balanced, point].map(({ evaluation }) => evaluation.objective);
    expect(scores[0]).toBeLessThan(scores[1]);
    const [own, other] = scores.map((score) => score.toPrecision(3));
    const given = {
      ...parts,
      options: [today, fewest, balanced, even],
      frontier: [{ ...fewest, moves: 1 }, point, { ...even, moves: 3 }],
    };
    expect(recommendationWords(given)).toBe(
      `carve would take frontier/2-moves: 2 moves buy 87 % of the evenness that 3 buy. The other one would buy the last 13 %; it takes another account from a rep who stays. That goes by moves and evenness alone: balanced is the plan by all that your rules weigh, with 1 move and a score of ${own} against ${other}.`,
    );
    const kit = { ...(await loadCharts()), style: '', script: '', borders: undefined };
    const [, table] = comparisonPage(given, kit, false).split('id="options"');
    // The recommended point is compared as the options are.
    expect(table.slice(0, table.indexOf('</thead>'))).toContain('frontier/2-moves');
  });

  it('buys the share that the frontier tells, where there is one', () => {
    // From 10 to 2 by the frontier; from 12 to 2 by the options it would be nine tenths.
    const fewest = { ...continuity, unevenness: 12 };
    const even = { ...evenness, unevenness: 2 };
    const between = { ...continuity, name: 'balanced', unevenness: 3 };
    expect(recommendationWords({ ...parts, options: [today, fewest, between, even] })).toContain(
      'buys 87 % of the evenness',
    );
  });

  it('is not said where no option keeps the must rules', () => {
    expect(recommendationWords({ ...parts, options: [today] })).toBeUndefined();
  });
});

describe('the frontier', () => {
  it('buys nothing at its first point and all at its last', () => {
    const bought = parts.frontier.map((point) => evennessBought(parts.frontier, point));
    expect(bought).toEqual([0, 7 / 8, 1]);
    const [first] = parts.frontier;
    expect(evennessBought([first, first], first)).toBe(1);
  });

  it('is told by the first moves that buy four fifths of the evenness', () => {
    expect(bargain(parts.frontier)).toBe(
      'The first 3 moves beyond the 1 that the rules ask for buy 87 % of the evenness that all 8 buy.',
    );
    expect(bargain([parts.frontier[2], parts.frontier[2]])).toBe(
      'More moves than the rules ask for buy no more evenness.',
    );
  });
});

describe('the files of a comparison', () => {
  const rows: Record<string, string>[] = parse(comparisonCsv(parts), { columns: true });

  it('have every option and then every point of the frontier, a row each', () => {
    expect(rows.map(({ scenario }) => scenario)).toEqual([
      'today',
      'continuity',
      'evenness',
      'frontier-1',
      'frontier-4',
      'frontier-9',
    ]);
    expect(rows.map(({ most_moves: moves }) => moves)).toEqual(['', '', '', '1', '4', '9']);
    expect(rows.map(({ evenness_bought_pct: bought }) => bought).slice(3)).toEqual([
      '0',
      '87.5',
      '100',
    ]);
  });

  it('give percentages as percent and money as money', () => {
    expect(rows[1]).toMatchObject({
      accounts_moved: '1',
      accounts_orphaned: '1',
      accounts_unserved: '0',
      potential_moved_pct: '40',
      arr_moved: '50',
      must_rules_broken: '0',
      should_rules_broken: '1',
      own_gap: '0',
    });
    expect(Number(rows[1].potential_mean_abs_deviation_pct)).toBeCloseTo(20, 12);
    expect(Number(rows[1].potential_max_abs_deviation_pct)).toBeCloseTo(20, 12);
    // 13 % of the 50 that leave Ann, likely; 8 % and 17 % at the ends.
    expect(['loss_low', 'loss_likely', 'loss_high'].map((name) => Number(rows[1][name]))).toEqual([
      4, 6.5, 8.5,
    ]);
  });

  it('say the same as JSON', () => {
    const json = JSON.parse(comparisonJson(parts, '1.2.3'));
    expect(json.carve).toBe('1.2.3');
    expect(json.assumptions.workload_per_rep).toBeNull();
    expect(json.scenarios.map(({ score }: { score: number }) => score)).toEqual(
      rows.slice(0, 3).map(({ score }) => Number(score)),
    );
    expect(json.frontier.map((one: Record<string, unknown>) => one.evenness_bought_pct)).toEqual([
      0, 87.5, 100,
    ]);
  });
});
