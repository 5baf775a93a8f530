/** What `check` is told of rows: whom they concern, who breaks them, and what would mend it. */
import { describe, expect, it } from 'vitest';
import type { Breach, Judged } from '../../src/measures/breach.js';
import { measureOfRow } from '../../src/measures/index.js';
import { Tally } from '../../src/measures/tally.js';
import { type Row, teamOf } from './small-team.js';

function gathered(rows: readonly Row[], letters: string, files = {}) {
  const { problem, held } = teamOf(rows, files);
  const tally = new Tally(problem);
  const judged: Judged = { problem, assignment: held(letters), since: undefined };
  measureOfRow(problem, 2, (family, one) => family.gather(one, judged, tally));
  return tally.cases();
}

/** The breaches of the one pool there is. */
const breaches = (rows: readonly Row[], letters: string): readonly Breach[] =>
  gathered(rows, letters)[0].breaches;

describe('a breach', () => {
  it('of a limit tells the load, the bound and the accounts that may leave, the greatest first', () => {
    const [only, ...none] = breaches([{ rule: 'limit', max: '2', level: 'must' }], 'aaabbc');
    expect(none).toEqual([]);
    expect(only).toMatchObject({
      kind: 'reps',
      who: 'Ann',
      reps: [0],
      metric: 'accounts',
      measure: 'holds',
      value: 3,
      load: 3,
      bound: 2,
      side: 'max',
      share: undefined,
      accounts: [0, 1, 2],
      remedy: { what: 'shed', amount: 1, accounts: [0, 1, 2] },
    });
    expect(gathered([{ rule: 'limit', max: '2', level: 'must' }], 'aaabbc')[0]).toMatchObject({
      pool: undefined,
      concerned: 3,
    });
  });

  it('of a percentage asks for more than what is above it, as the whole shrinks too', () => {
    const ofEnt = { rule: 'limit', accounts: 'segment = Ent', metric: 'potential', max: '50%' };
    // Bo holds 60 Ent of 100: without 20 it is 40 of 80.
    const [only] = breaches([{ ...ofEnt, level: 'must' }], 'aaabbc');
    expect(only).toMatchObject({ who: 'Bo', share: 0.5, bound: 50, remedy: { amount: 20 } });
  });

  it('of a minimum tells what may come', () => {
    const rows = [
      { rule: 'limit', metric: 'potential', min: '30', level: 'must' },
      { rule: 'avoid', accounts: 'account_id = A5', reps: 'rep_id = cy' },
    ];
    const [only] = breaches(rows, 'aaabbc');
    expect(only).toMatchObject({
      who: 'Cy',
      side: 'min',
      value: 5,
      bound: 30,
      accounts: [5],
      remedy: { what: 'gain', amount: 25, accounts: [3, 2, 1, 0] },
    });
  });

  it('of a balance tells how far off whom', () => {
    const row = { rule: 'balance', metric: 'potential', max: '50%', level: 'must' };
    const [bo, cy] = breaches([row], 'aaabbc');
    expect(bo).toMatchObject({
      who: 'Bo',
      side: 'max',
      measure: 'deviation',
      load: 100,
      middle: 55,
      bound: 0.5,
      accounts: [4, 3],
      remedy: { what: 'shed', amount: 17.5, accounts: [4, 3] },
    });
    expect(bo).toHaveProperty('value', 100 / 55 - 1);
    expect(cy).toMatchObject({ who: 'Cy', side: 'min', remedy: { what: 'gain', amount: 22.5 } });
  });

  it('of a budget tells what left, and what is to return', () => {
    const all = breaches([{ rule: 'budget', max: '1', level: 'must' }], 'bbabba');
    expect(all).toMatchObject([
      {
        who: '',
        reps: [],
        metric: 'accounts',
        measure: 'loses',
        value: 2,
        bound: 1,
        accounts: [0, 1],
        remedy: { what: 'return', amount: 1, accounts: [0, 1] },
      },
    ]);
    const each = { rule: 'budget', metric: 'potential', max: '15', reps: 'region = East|West' };
    expect(breaches([{ ...each, level: 'must' }], 'bbabba')).toMatchObject([
      { who: 'Ann', reps: [0], value: 30, bound: 15, accounts: [1, 0] },
    ]);
  });

  it('of an apart row tells of which value, and which accounts', () => {
    const [ann, bo] = breaches([{ rule: 'apart', metric: 'rival', level: 'must' }], 'aaabbb');
    expect(ann).toMatchObject({
      who: 'Ann',
      reps: [0],
      metric: 'accounts',
      among: 'rival Cola',
      measure: 'holds',
      value: 3,
      load: 3,
      bound: 1,
      side: 'max',
      accounts: [0, 1, 2],
      remedy: { what: 'shed', amount: 2, accounts: [0, 1, 2] },
    });
    expect(bo).toMatchObject({ who: 'Bo', among: 'rival Pop', value: 2, accounts: [4, 5] });
    expect(gathered([{ rule: 'apart', metric: 'rival' }], 'abcabc')[0]).toMatchObject({
      concerned: 3,
      breaches: [],
    });
    const nobody = gathered(
      [{ rule: 'apart', metric: 'rival', accounts: 'segment = Gov' }],
      'aaabbb',
    );
    expect(nobody[0]).toMatchObject({ concerned: 0, breaches: [] });
  });

  it('of a contiguous row tells the accounts outside the largest piece', () => {
    const row = { rule: 'contiguous', metric: 'state', level: 'should' };
    const [ann] = breaches([row], 'aaa---');
    expect(ann).toMatchObject({
      who: 'Ann',
      reps: [0],
      metric: 'pieces',
      measure: 'holds',
      value: 2,
      load: 2,
      bound: 1,
      side: 'max',
      // CA and NV are home, NY is not.
      accounts: [2],
    });
    // NJ and NY are home for Bo, CA is not, though it comes first.
    expect(breaches([row], 'b-bb--')).toMatchObject([{ who: 'Bo', accounts: [0] }]);
    expect(gathered([row], 'aabb--')[0]).toMatchObject({ concerned: 3, breaches: [] });
  });

  it('of a together row tells the family and who may have all of it', () => {
    const rows = [
      { rule: 'together', level: 'must' },
      // A family is read by the member with most potential.
      { rule: 'avoid', accounts: 'account_id = A2', reps: 'rep_id = cy' },
    ];
    expect(gathered(rows, 'abbbbc')[0]).toMatchObject({
      concerned: 2,
      breaches: [{ kind: 'family', accounts: [0, 1], mayGoTo: [0, 1] }],
    });
    expect(gathered(rows, 'aabbbc')[0].breaches).toEqual([]);
  });

  it('of a row on where accounts go tells the account, its rep and who may have it', () => {
    const rows = [{ rule: 'avoid', accounts: 'segment = Ent', reps: 'rep_id = cy', level: 'must' }];
    const [all] = gathered(rows, 'ca--cc');
    expect(all.concerned).toBe(3);
    expect(all.breaches).toMatchObject([
      { kind: 'account', account: 0, rep: 2, stranded: false, mayGoTo: [0, 1] },
      { kind: 'account', account: 4, rep: 2, mayGoTo: [0, 1] },
    ]);
    // Nobody breaks no must row; where a rep is wished for, nobody is not that rep.
    const wish = { rule: 'match', accounts: 'segment = Ent', reps: 'rep_id = cy' };
    expect(breaches([{ ...wish, level: 'should' }], '-c--c-')).toMatchObject([
      { account: 0, rep: -1 },
    ]);
  });

  it('of a row that leaves an account nobody is told as stranded', () => {
    const rows = [{ rule: 'match', accounts: 'account_id = A6', reps: 'rep_id = none' }];
    expect(breaches(rows, 'aaabb-')).toMatchObject([{ account: 5, rep: -1, stranded: true }]);
  });
});

describe('cases', () => {
  const pooled = {
    reps: 'rep_id,rep_name,region,pool\nann,Ann,East,E\nbo,Bo,West,W\ncy,Cy,West,W\n',
  };

  it('are told by pool, in the order of the pools', () => {
    const cases = gathered([{ rule: 'limit', max: '1', level: 'must' }], 'aabbcc', pooled);
    expect(
      cases.map(({ pool, concerned, breaches: told }) => [pool, concerned, told.length]),
    ).toEqual([
      ['E', 1, 1],
      ['W', 2, 2],
    ]);
  });

  it('of reps of several pools concern all pools, and come last', () => {
    const both = { rule: 'limit', by: 'status', max: '1', level: 'must' };
    const reps = `rep_id,rep_name,region,pool,status\nann,Ann,East,E,active\nbo,Bo,West,W,active\ncy,Cy,West,W,active\n`;
    const cases = gathered([both], 'aabbcc', { reps });
    expect(cases).toMatchObject([{ pool: undefined, concerned: 1 }]);
    const budget = gathered([{ rule: 'budget', max: '0', level: 'must' }], 'baabbc', pooled);
    expect(budget).toMatchObject([{ pool: undefined, concerned: 1 }]);
  });
});
