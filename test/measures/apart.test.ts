import { describe, expect, it } from 'vitest';
import { settledBeyond } from '../../src/measures/apart.js';
import { withMeasures } from '../../src/measures/index.js';
import { idle, teamOf } from './small-team.js';

/** A1, A2 and A3 are of Cola, A5 and A6 of Pop, A4 of nobody. */
const rivals = { rule: 'apart', metric: 'rival' };

describe('an apart row', () => {
  it('counts what each rep has of a value beyond one, over the accounts concerned', () => {
    const team = teamOf([{ ...rivals, level: 'should' }]);
    // Ann has three of Cola, Bo two of Pop: 2 + 1 of 5.
    expect(team.term('aaabbb')).toBeCloseTo(3 / 5, 12);
    expect(team.term('abcaab')).toBe(0);
    expect(team.judged('aaabbb')).toEqual({
      counts: 'reps',
      concerned: 3,
      broken: 2,
      exempt: 0,
      metric: 'accounts',
      worst: {
        who: 'Ann',
        among: 'rival Cola',
        measure: 'holds',
        value: 3,
        bound: 1,
        side: 'max',
        share: undefined,
      },
    });
    expect(team.judged('------')).toMatchObject({ concerned: 0, worst: undefined });
    expect(teamOf([{ ...rivals, max: '2', level: 'should' }]).term('aaabbb')).toBeCloseTo(
      1 / 5,
      12,
    );
  });

  it('does not hold a rep to what a higher row gives them', () => {
    const kept = { rule: 'keep', accounts: 'account_id = A1|A2' };
    const team = teamOf([rivals, kept]);
    // A1 and A2 stay with Ann: one of them is beyond, the second by id.
    expect(settledBeyond(team.problem.aparts[0])).toEqual([1]);
    expect(team.judged('aacbbc')).toMatchObject({ broken: 0, exempt: 1 });
    expect(team.judged('aaabbc')).toMatchObject({ broken: 1, worst: { value: 3, bound: 2 } });
    // Bo is held to one all the same.
    expect(team.needed('aabbbb')).toEqual([
      { row: 2, column: 'max', from: { amount: 1, percent: false }, needed: 2, whole: true },
    ]);
    expect(team.needed('aacabc')).toEqual([]);
  });

  it('moves its max', () => {
    const { problem } = teamOf([rivals]);
    const moved = (to: number | undefined) =>
      withMeasures(problem, (family, one) =>
        family.bounds === undefined ? one : family.bounds.moved(one, problem, () => to),
      ).aparts.map(({ max }) => max);
    expect([moved(3), moved(undefined)]).toEqual([[3], [1]]);
  });

  it('cannot hold where a value has more accounts than its reps may have', () => {
    const toAnn = { rule: 'match', accounts: 'rival = Cola', reps: 'rep_id = ann' };
    expect(teamOf([rivals, toAnn]).contradictions()).toEqual([
      { why: 'held-above-max', group: 'ann', metric: 'accounts', bound: 1, amount: 3 },
    ]);
    expect(teamOf([rivals, toAnn]).facts()).toMatchObject([
      { kind: 'too much for these reps', row: 2, reps: [0], amount: 3, allowed: 1 },
    ]);
    expect(teamOf([rivals, toAnn]).facts()[0]).toHaveProperty('accounts', [0, 1, 2]);
    const toTwo = { rule: 'match', accounts: 'rival = Cola', reps: 'rep_id = ann|bo' };
    const gone = { rule: 'exclude', reps: 'rep_id = cy' };
    expect(teamOf([rivals, toTwo, gone]).contradictions()).toEqual([
      { why: 'maxes-below-total', metric: 'accounts', bounds: 2, amount: 3 },
    ]);
    expect([teamOf([rivals]).contradictions(), teamOf([rivals]).facts()]).toEqual([[], []]);
  });

  it('says so where it can never bind', () => {
    expect(idle(teamOf([rivals]))).toBeUndefined();
    expect(idle(teamOf([{ ...rivals, max: '2' }]))).toBeUndefined();
    expect(idle(teamOf([{ ...rivals, max: '3' }]))).toEqual({
      reason: 'max-out-of-reach',
      bound: 3,
      share: false,
      most: 3,
    });
    expect(idle(teamOf([{ ...rivals, accounts: 'segment = Gov' }]))).toEqual({
      reason: 'concerns-nobody',
    });
  });

  it('has against a move the accounts of its value that the rep has', () => {
    // A3 of Cola would join A2 with Bo, who has A4 and A5 too.
    expect(teamOf([rivals]).against('abcbbb', 3, 'b')).toEqual({
      is: 'apart',
      who: 'Bo',
      among: 'rival Cola',
      others: [1],
    });
    expect(teamOf([rivals]).against('abcbb-', 6, 'b')).toMatchObject({
      among: 'rival Pop',
      others: [4],
    });
    expect(teamOf([rivals]).against('abcbb-', 6, 'c')).toMatchObject({ others: [] });
  });
});
