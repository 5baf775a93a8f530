import { describe, expect, it } from 'vitest';
import { usedUp } from '../../src/measures/budget.js';
import { eachMeasure, withMeasures } from '../../src/measures/index.js';
import { idle, teamOf } from './small-team.js';

/** Ann owns 60 (A1, A2, A3), Bo 100 (A4, A5); A6 has no owner. */
const byOwner = 'region = East|West';
const regions = { rule: 'match', accounts: 'region = East|West', metric: 'region' };

describe('a budget', () => {
  it('counts what leaves live owners, together or by owner', () => {
    const all = teamOf([{ rule: 'budget', metric: 'potential', max: '60' }]);
    // A3 and A4 leave (70); A6, of nobody, does not count.
    expect(all.judged('aacabb')).toMatchObject({
      counts: 'owners',
      concerned: 1,
      broken: 1,
      metric: 'potential',
      worst: { measure: 'loses', value: 70, bound: 60, side: 'max' },
    });
    expect(all.term('aacabb')).toBeCloseTo(10 / 60, 12);
    expect(all.judged('aaaabb')).toMatchObject({ broken: 0, worst: { value: 40 } });

    const each = teamOf([{ rule: 'budget', metric: 'potential', max: '60%', reps: byOwner }]);
    // Of Ann's 60 at most 36, of Bo's 100 at most 60; 20 and 100 leave.
    expect(each.judged('abacca')).toMatchObject({
      concerned: 2,
      broken: 1,
      worst: { who: 'Bo', value: 100, bound: 60 },
    });
    expect(each.term('abacca')).toBeCloseTo(40 / 60 / 2, 12);
    expect(each.needed('abacca')).toEqual([
      { row: 2, column: 'max', from: { amount: 0.6, percent: true }, whole: false, needed: 1 },
    ]);
    expect(each.needed('aaabba')).toEqual([]);
  });

  it('of accounts is moved in whole ones, of a percentage in shares', () => {
    const counted = teamOf([{ rule: 'budget', max: '1' }]);
    expect(counted.needed('cca--a')).toEqual([
      { row: 2, column: 'max', from: { amount: 1, percent: false }, whole: true, needed: 4 },
    ]);
    const moved = (max: string, to: number | undefined) => {
      const { problem } = teamOf([{ rule: 'budget', metric: 'potential', reps: byOwner, max }]);
      const { budgets } = withMeasures(problem, (family, one) =>
        family.bounds?.moved(one, problem, () => to),
      );
      return [...budgets[0].max];
    };
    expect(moved('50%', undefined)).toEqual([30, 50]);
    expect(moved('50%', 0.75)).toEqual([45, 75]);
    expect(moved('20', 25)).toEqual([25, 25]);
  });

  it('is used up where no account more may leave, or next to nothing more', () => {
    const usedUpBy = (max: string, metric: string, letters: string) => {
      const { problem, held } = teamOf([{ rule: 'budget', metric, max }]);
      return usedUp(problem, held(letters)).length;
    };
    expect(usedUpBy('1', 'accounts', 'caabba')).toBe(1);
    expect(usedUpBy('2', 'accounts', 'caabba')).toBe(0);
    // 40 leaves: of 42 less than a twentieth is left, of 43 more.
    expect(usedUpBy('42', 'potential', 'aaacba')).toBe(1);
    expect(usedUpBy('43', 'potential', 'aaacba')).toBe(0);
    expect(usedUpBy('30', 'potential', 'aaacba')).toBe(1);
    // By owner, nobody can say for all.
    const { problem, held } = teamOf([{ rule: 'budget', max: '0', reps: byOwner }]);
    expect(usedUp(problem, held('caabba'))).toEqual([]);
  });

  it('cannot hold where accounts have to leave whatever is planned', () => {
    // A3 is in the West and Ann's is the East: 30 leaves.
    const rows = (max: string) => [{ rule: 'budget', metric: 'potential', max }, regions];
    expect(teamOf(rows('20')).contradictions()).toEqual([
      { why: 'leaving-above-max', metric: 'potential', bound: 20, amount: 30, accounts: 1 },
    ]);
    expect(teamOf(rows('20')).facts()).toEqual([
      { kind: 'must leave', row: 2, metric: 'potential', amount: 30, allowed: 20, accounts: [2] },
    ]);
    expect([teamOf(rows('30')).contradictions(), teamOf(rows('30')).facts()]).toEqual([[], []]);
  });

  it('says so where it can never bind', () => {
    const of = (max: string, accounts = '') =>
      idle(teamOf([{ rule: 'budget', metric: 'potential', max, accounts }]));
    expect(of('160')).toEqual({ reason: 'max-out-of-reach', bound: 160, share: false, most: 160 });
    expect(of('159')).toBeUndefined();
    expect(of('5', 'region = North')).toEqual({ reason: 'concerns-nobody' });
  });

  it('has against a move whose accounts may not leave', () => {
    const each = teamOf([{ rule: 'budget', metric: 'potential', max: '50%', reps: byOwner }]);
    expect(each.against('aaabba', 4, 'c')).toEqual({
      is: 'leaving',
      who: 'Bo',
      metric: 'potential',
      bound: 50,
    });
    const all = teamOf([{ rule: 'budget', metric: 'potential', max: '50%' }]);
    expect(all.against('aaabba', 4, 'c')).toMatchObject({ who: '', bound: 80 });
  });

  it('binds whatever its level', () => {
    const { problem } = teamOf([{ rule: 'budget', max: '1' }]);
    const of = eachMeasure(problem, ({ name, bounds }, one) => [name, bounds?.binds(one)]);
    expect(of).toContainEqual(['budget', true]);
  });
});
