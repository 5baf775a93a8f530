import { describe, expect, it } from 'vitest';
import { deviation, deviationCost, isPastMax } from '../../src/measures/balance.js';
import { eachMeasure, withMeasures } from '../../src/measures/index.js';
import { idle, teamOf } from './small-team.js';

const entToAnn = { rule: 'match', accounts: 'segment = Ent', reps: 'region = East' };

describe('a deviation', () => {
  it('is load ÷ target − 1; of nothing, 0 for nothing and 1 for anything', () => {
    expect(deviation(66, 55)).toBeCloseTo(0.2, 12);
    expect(deviation(44, 55)).toBeCloseTo(-0.2, 12);
    expect(deviation(0, 55)).toBe(-1);
    expect(deviation(0, 0)).toBe(0);
    expect(deviation(3, 0)).toBe(1);
  });

  it('costs a fifth within the band, itself beyond it, and ten-fold beyond a should row’s max', () => {
    const should = { band: 0.1, max: 0.2, level: 'should' } as const;
    const costs = [0, 0.05, 0.1, 0.15, 0.2, 0.3];
    // 0.1 ÷ 5 = 0.02 up to the band; 0.05 and 0.1 more; then 10 × 0.1.
    const wanted = [0, 0.01, 0.02, 0.07, 0.12, 1.12];
    for (const [index, x] of costs.entries()) {
      expect(deviationCost(should, x)).toBeCloseTo(wanted[index], 12);
      expect(deviationCost(should, -x)).toBeCloseTo(wanted[index], 12);
    }
    expect(deviationCost({ ...should, level: 'must' }, 0.3)).toBeCloseTo(0.22, 12);
    expect(deviationCost({ ...should, max: undefined }, 0.3)).toBeCloseTo(0.22, 12);
  });

  it('passes a max by more than rounding, on either side', () => {
    expect([0.2, -0.2, 0.2 + 1e-10].map((x) => isPastMax({ max: 0.2 }, x))).toEqual([
      false,
      false,
      false,
    ]);
    expect([0.201, -0.201].map((x) => isPastMax({ max: 0.2 }, x))).toEqual([true, true]);
    expect(isPastMax({ max: undefined }, 9)).toBe(false);
  });
});

describe('a balance row', () => {
  const within = (max: string) => ({ rule: 'balance', metric: 'potential', max, level: 'must' });

  it('is worst for whoever is furthest from target, above or below', () => {
    const team = teamOf([within('50%')]);
    // Of 55: Ann 60, Bo 100, Cy 5: +9 %, +82 %, −91 %.
    const judged = team.judged('aaabbc');
    expect(judged).toMatchObject({ counts: 'reps', concerned: 3, broken: 2, metric: 'potential' });
    expect(judged?.worst).toMatchObject({
      who: 'Cy',
      measure: 'deviation',
      bound: 0.5,
      side: 'max',
    });
    expect(judged?.worst?.value).toBeCloseTo(5 / 55 - 1, 12);
    const needed = team.needed('aaabbc');
    expect(needed).toMatchObject([
      { row: 2, column: 'max', from: { amount: 0.5, percent: true }, whole: false },
    ]);
    expect(needed[0].needed).toBeCloseTo(50 / 55, 12);
    // 50, 60 and 55 keep it.
    expect(team.needed('accabc')).toEqual([]);
    expect(team.judged('accabc')?.broken).toBe(0);
  });

  it('without max breaks nothing and binds nothing', () => {
    const team = teamOf([{ rule: 'balance', metric: 'potential' }]);
    expect(team.judged('aaaaaa')).toMatchObject({ broken: 0 });
    expect(team.needed('aaaaaa')).toEqual([]);
    expect([team.facts(), team.contradictions(), idle(team)]).toEqual([[], [], undefined]);
    const binding = ({ problem }: typeof team) =>
      eachMeasure(problem, (family, one) => [
        one.row,
        family.bounds?.binds(one),
        family.cannotBreak?.(one),
      ]);
    expect(binding(team)).toContainEqual([2, false, true]);
    expect(binding(teamOf([within('5%')]))).toContainEqual([2, true, false]);
    // Workload is balanced without a row.
    expect(binding(team)).toContainEqual([undefined, false, true]);
  });

  it('moves its max where it has to', () => {
    const { problem } = teamOf([within('5%')]);
    const moved = (column: string) =>
      withMeasures(problem, (family, one) =>
        family.bounds?.moved(one, problem, (asked) => (asked === column ? 0.5 : undefined)),
      ).balances.find(({ row }) => row === 2)?.max;
    expect([moved('max'), moved('min')]).toEqual([0.5, 0.05]);
  });

  it('cannot hold with an account larger than any of its reps may have', () => {
    const team = teamOf([within('5%')]);
    // A5 is 60, and 55 × 1.05 = 57.75.
    expect(team.contradictions()).toEqual([
      { why: 'account-above-balance', metric: 'potential', amount: 60, bound: 57.75 },
    ]);
    expect(team.facts()).toEqual([
      {
        kind: 'one account too large',
        row: 2,
        metric: 'potential',
        max: 0.05,
        account: 4,
        ofTarget: 60 / 55,
      },
    ]);
    expect(teamOf([within('10%')]).facts()).toEqual([]);
    expect(teamOf([within('10%')]).contradictions()).toEqual([]);
  });

  it('says nothing of accounts that somebody may take who takes no part', () => {
    const [some, all] = ['rep_id = bo|cy', ''].map((who) =>
      teamOf([{ ...within('5%'), reps: who }]),
    );
    expect([some.facts(), some.contradictions()]).toEqual([[], []]);
    expect([all.facts().length, all.contradictions().length]).toEqual([1, 1]);
  });

  it('counts out what leaves a rep above or below what they may have', () => {
    const [short, full] = [
      teamOf([within('40%'), { rule: 'avoid', accounts: 'potential >= 20', reps: 'rep_id = cy' }]),
      teamOf([within('90%'), { rule: 'match', reps: 'rep_id = ann' }]),
    ];
    // 100 % − 40 % of a target of Cy's share; A1 and A6 with 15 are all that may come to Cy.
    const [fact] = short.facts();
    expect(fact).toMatchObject({ kind: 'too little for these reps', reps: [2], amount: 15 });
    expect(fact).toMatchObject({ accounts: [0, 5] });
    // All must go to Ann, whose target is all there is.
    expect(full.facts().map(({ kind }) => kind)).not.toContain('too much for these reps');
  });

  it('has against a move whom it takes furthest from target, and who breaks it first of all', () => {
    const should = teamOf([{ rule: 'balance', metric: 'potential' }]);
    // A5 (60) from Bo (100 to 40) to Ann (60 to 120): Ann is further off.
    const move = should.against('aaabbc', 5, 'a');
    expect(move).toMatchObject({ is: 'deviation', who: 'Ann', metric: 'potential', gains: true });
    expect(move).toMatchObject({ now: 60 / 55 - 1, target: 55 });
    expect(move).toHaveProperty('then', 120 / 55 - 1);
    // A3 (30) from Ann (60 to 30) to Cy (5 to 35): Ann loses it.
    expect(should.against('aaabbc', 3, 'c')).toMatchObject({ who: 'Ann', gains: false });
    // A1 (10) from Ann (60 to 50, nearer) to Bo (100 to 110, past 90 %).
    const must = teamOf([within('90%')]);
    expect(must.against('aaabbc', 1, 'b')).toMatchObject({ who: 'Bo', gains: true });
  });
});

describe('a balance by groups of reps', () => {
  it('names the group, and takes the targets of its reps together', () => {
    const team = teamOf([
      { rule: 'balance', metric: 'potential', by: 'region', max: '20%' },
      entToAnn,
    ]);
    // East 55, West 110: of these Ann 30 and Bo with Cy 135.
    expect(team.judged('aaabbc')?.worst?.who).toBe('East');
    expect(team.judged('aabbbc')?.worst?.who).toBe('East');
    expect(team.judged('aabbbc')?.worst?.value).toBeCloseTo(30 / 55 - 1, 12);
    expect(team.judged('aabbbc')).toMatchObject({ concerned: 2, broken: 2 });
  });
});
