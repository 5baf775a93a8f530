import { describe, expect, it } from 'vitest';
import { eachMeasure, withMeasures } from '../../src/measures/index.js';
import { overCapped } from '../../src/measures/limit.js';
import { idle, teamOf } from './small-team.js';

/** Ent accounts (A1, A2 and A5: 90 of potential) go to Ann alone. */
const entToAnn = { rule: 'match', accounts: 'segment = Ent', reps: 'region = East' };
const ofEnt = { rule: 'limit', accounts: 'segment = Ent', metric: 'potential' };

describe('a limit', () => {
  it('is broken by those beyond max or below min, and worst for whoever is furthest beyond', () => {
    const team = teamOf([{ rule: 'limit', metric: 'potential', min: '30', max: '60' }]);
    // Ann 10 + 20 + 30 = 60, Bo 40 + 60 = 100, Cy 5.
    expect(team.judged('aaabbc')).toEqual({
      counts: 'reps',
      concerned: 3,
      broken: 2,
      exempt: 0,
      metric: 'potential',
      worst: {
        who: 'Bo',
        measure: 'holds',
        value: 100,
        bound: 60,
        side: 'max',
        share: undefined,
      },
    });
    // 40 ÷ 60 for Bo and 25 ÷ 30 for Cy, over three reps.
    expect(team.term('aaabbc')).toBeCloseTo((40 / 60 + 25 / 30) / 3, 12);
    // Nobody is beyond: the tightest is Bo with 60 of 60.
    expect(team.judged('accabc')?.broken).toBe(0);
    expect(team.judged('accabc')?.worst).toMatchObject({ who: 'Bo', value: 60, bound: 60 });
  });

  it('as a percentage is of what the rep holds by themselves', () => {
    const team = teamOf([{ ...ofEnt, max: '50%' }]);
    // Ann holds 30 Ent of 60; Bo 60 of 100, ten more than half; Cy none of 5.
    expect(team.judged('aaabbc')).toMatchObject({
      broken: 1,
      worst: { who: 'Bo', value: 60, bound: 50, side: 'max', share: 0.5 },
    });
    // Over max(nominal bound, 1): half of a third of 165 is 27.5.
    expect(team.term('aaabbc')).toBeCloseTo(10 / 27.5 / 3, 12);
    expect(team.needed('aaabbc')).toEqual([
      { row: 2, column: 'max', from: { amount: 0.5, percent: true }, whole: false, needed: 0.6 },
    ]);
  });

  it('tells what its bounds would have to be, in whole accounts where it counts them', () => {
    const team = teamOf([{ rule: 'limit', min: '2', max: '2' }]);
    expect(team.needed('aaaabc')).toEqual([
      { row: 2, column: 'min', from: { amount: 2, percent: false }, whole: true, needed: 1 },
      { row: 2, column: 'max', from: { amount: 2, percent: false }, whole: true, needed: 4 },
    ]);
    expect(team.needed('aabbcc')).toEqual([]);
  });

  it('of one rep’s max_accounts is moved in the column of that name', () => {
    const reps = 'rep_id,rep_name,region,max_accounts\nann,Ann,East,2\nbo,Bo,West,3\ncy,Cy,West,\n';
    const { problem, held } = teamOf([], { reps });
    const needed = eachMeasure(problem, (family, one) =>
      family.bounds?.broken(one, problem, held('aaabb-')),
    );
    expect(needed.flatMap((one) => one ?? [])).toEqual([
      {
        row: 'reps.csv:2',
        column: 'max_accounts',
        from: { amount: 2, percent: false },
        whole: true,
        needed: 3,
      },
    ]);
    const { limits } = withMeasures(problem, (family, one) =>
      family.bounds?.moved(one, problem, (column) => (column === 'max_accounts' ? 3 : 7)),
    );
    expect(limits.map(({ max }) => max?.amount)).toEqual([3, 3]);
  });

  it('is moved by the column of its bound, and keeps the other', () => {
    const { problem } = teamOf([{ rule: 'limit', min: '1', max: '50%' }]);
    const moved = (wanted: string) =>
      withMeasures(problem, (family, one) =>
        family.bounds?.moved(one, problem, (column) => (column === wanted ? 9 : undefined)),
      ).limits.map(({ min, max }) => [min, max]);
    const [least, most] = [
      { amount: 1, share: false },
      { amount: 0.5, share: true },
    ];
    expect(moved('max')).toEqual([[least, { ...most, amount: 9 }]]);
    expect(moved('min')).toEqual([[{ ...least, amount: 9 }, most]]);
    expect(moved('max_accounts')).toEqual([[least, most]]);
  });

  it('that nobody may reach, or somebody cannot but pass, is told by mere sums', () => {
    expect(teamOf([{ ...ofEnt, min: '100' }, entToAnn]).contradictions()).toEqual([
      { why: 'min-out-of-reach', group: 'ann', metric: 'potential', bound: 100, amount: 90 },
    ]);
    expect(teamOf([{ ...ofEnt, max: '80' }, entToAnn]).contradictions()).toEqual([
      { why: 'held-above-max', group: 'ann', metric: 'potential', bound: 80, amount: 90 },
    ]);
    for (const bound of [{ min: '90' }, { max: '90' }]) {
      expect(teamOf([{ ...ofEnt, ...bound }, entToAnn]).contradictions()).toEqual([]);
      expect(teamOf([{ ...ofEnt, ...bound }, entToAnn]).facts()).toEqual([]);
    }
  });

  it('whose bounds add up to more or less than there is, is told by the sum', () => {
    const ofAll = { rule: 'limit', metric: 'potential' };
    expect(teamOf([{ ...ofAll, min: '60' }]).contradictions()).toEqual([
      { why: 'mins-above-total', metric: 'potential', bounds: 180, amount: 165 },
    ]);
    expect(teamOf([{ ...ofAll, max: '50' }]).contradictions()).toEqual([
      { why: 'maxes-below-total', metric: 'potential', bounds: 150, amount: 165 },
    ]);
    expect(teamOf([{ ...ofAll, min: '55', max: '55' }]).contradictions()).toEqual([]);
    // For Ann and Bo alone: what Cy may take is not confined to them.
    expect(teamOf([{ ...ofAll, reps: 'rep_id = ann|bo', max: '50' }]).contradictions()).toEqual([]);
    expect(teamOf([{ ...ofAll, reps: 'rep_id = ann|bo', min: '83' }]).contradictions()).toEqual([
      { why: 'mins-above-total', metric: 'potential', bounds: 166, amount: 165 },
    ]);
  });

  it('that cannot hold is counted out by account, the greatest first', () => {
    expect(teamOf([{ ...ofEnt, max: '80' }, entToAnn]).facts()).toEqual([
      {
        kind: 'too much for these reps',
        row: 2,
        metric: 'potential',
        reps: [0],
        amount: 90,
        allowed: 80,
        accounts: [4, 1, 0],
      },
    ]);
    expect(teamOf([{ ...ofEnt, min: '100' }, entToAnn]).facts()).toEqual([
      {
        kind: 'too little for these reps',
        row: 2,
        metric: 'potential',
        reps: [0],
        amount: 90,
        asked: 100,
        accounts: [4, 1, 0],
      },
    ]);
    expect(teamOf([{ rule: 'limit', metric: 'potential', min: '60' }]).facts()).toEqual([
      {
        kind: 'too little for these reps',
        row: 2,
        metric: 'potential',
        reps: [0, 1, 2],
        amount: 165,
        asked: 180,
        accounts: [4, 3, 2, 1, 0, 5],
      },
    ]);
    // A percentage says nothing by sums.
    expect(teamOf([{ ...ofEnt, max: '1%' }, entToAnn]).facts()).toEqual([]);
    expect(teamOf([{ ...ofEnt, max: '1%' }, entToAnn]).contradictions()).toEqual([]);
  });

  it('says so where it can never bind', () => {
    expect(idle(teamOf([{ rule: 'limit', max: '6' }]))).toEqual({
      reason: 'max-out-of-reach',
      bound: 6,
      share: false,
      most: 6,
    });
    expect(idle(teamOf([{ rule: 'limit', max: '5' }]))).toBeUndefined();
    expect(idle(teamOf([{ rule: 'limit', min: '1', max: '6' }]))).toBeUndefined();
    expect(idle(teamOf([{ rule: 'limit', min: '0' }]))).toEqual({
      reason: 'min-always-met',
      bound: 0,
      share: false,
    });
    expect(idle(teamOf([{ rule: 'limit', min: '1' }]))).toBeUndefined();
    expect(idle(teamOf([{ ...ofEnt, max: '100%' }]))).toEqual({
      reason: 'max-out-of-reach',
      bound: 1,
      share: true,
      most: 1,
    });
    expect(idle(teamOf([{ ...ofEnt, max: '99%' }]))).toBeUndefined();
    // Ent is Ann's alone: 90 is the most that anybody could hold.
    expect(idle(teamOf([{ ...ofEnt, max: '90' }, entToAnn]))).toMatchObject({ most: 90 });
    expect(idle(teamOf([{ ...ofEnt, max: '89' }, entToAnn]))).toBeUndefined();
  });

  it('has against a move who would hold too much, and what came to them, the greatest first', () => {
    const team = teamOf([{ rule: 'limit', metric: 'potential', max: '60' }]);
    // Bo owns A4 and A5; A3 and A6 came. A2 (20) would make 75 of 55.
    expect(team.against('aabbcb', 2, 'b')).toEqual({
      is: 'holding',
      who: 'Bo',
      metric: 'potential',
      side: 'max',
      bound: 60,
      share: undefined,
      before: 100,
      came: [2, 5],
    });
    const least = teamOf([{ rule: 'limit', metric: 'potential', min: '30' }]);
    expect(least.against('aabbcb', 2, 'b')).toMatchObject({ who: 'Ann', side: 'min', before: 60 });
  });
});

describe('the max_accounts of all reps together', () => {
  const capped = (ann: string, bo: string, cy: string) => ({
    reps: `rep_id,rep_name,region,max_accounts\nann,Ann,East,${ann}\nbo,Bo,West,${bo}\ncy,Cy,West,${cy}\n`,
  });

  it('are told where they are less than what there is', () => {
    expect(overCapped(teamOf([], capped('1', '2', '2')).problem)).toEqual([
      {
        kind: 'too much for these reps',
        row: undefined,
        metric: 'accounts',
        reps: [0, 1, 2],
        amount: 6,
        allowed: 5,
        accounts: [0, 1, 2, 3, 4, 5],
      },
    ]);
    expect(overCapped(teamOf([], capped('1', '2', '3')).problem)).toEqual([]);
    expect(overCapped(teamOf([], capped('1', '2', '')).problem)).toEqual([]);
    expect(overCapped(teamOf([]).problem)).toEqual([]);
  });

  it('name the one rep whom accounts leave no choice', () => {
    const [fact] = overCapped(teamOf([entToAnn], capped('2', '9', '9')).problem);
    expect(fact).toMatchObject({ row: 'reps.csv:2', reps: [0], amount: 3, allowed: 2 });
  });
});
