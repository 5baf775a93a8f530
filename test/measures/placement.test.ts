import { describe, expect, it } from 'vitest';
import { placement } from '../../src/measures/placement.js';
import { teamOf } from './small-team.js';

describe('a row on where accounts go', () => {
  it('is broken by accounts with reps who do not suit them; nobody breaks no must row', () => {
    const must = teamOf([{ rule: 'match', accounts: 'region = East|West', metric: 'region' }]);
    // A1 and A2 are of the East, A3 to A5 of the West: A1 with Bo and A5 with Ann break it.
    expect(must.judged('bac-ac')).toMatchObject({ counts: 'accounts', concerned: 5, broken: 2 });
    const should = teamOf([
      { rule: 'match', accounts: 'region = East|West', metric: 'region', level: 'should' },
    ]);
    expect(should.judged('bac-ac')).toMatchObject({ concerned: 5, broken: 3 });
    // Three of five accounts.
    expect(should.term('bac-ac')).toBeCloseTo(0.6, 12);
  });

  it('that keeps reps away is kept where nobody has the account', () => {
    const avoid = teamOf([
      { rule: 'avoid', accounts: 'segment = Ent', reps: 'rep_id = cy', level: 'should' },
    ]);
    expect(avoid.judged('-acccc')).toMatchObject({ concerned: 3, broken: 1 });
  });

  it('counts a preference by potential', () => {
    const prefer = teamOf([{ rule: 'prefer', accounts: 'segment = Ent', reps: 'rep_id = cy' }]);
    // Of 10, 20 and 60 the last two are elsewhere.
    expect(prefer.term('cab-bb')).toBeCloseTo(80 / 90, 12);
    const [measure] = placement.list(prefer.problem);
    expect([...(placement.amounts(measure)[0] ?? [])].slice(0, 2)).toEqual([10, 20]);
    expect(prefer.term('cab-cb')).toBeCloseTo(20 / 90, 12);
  });

  it('is no term where it concerns nobody', () => {
    const none = teamOf([
      { rule: 'match', accounts: 'segment = Gov', reps: 'rep_id = cy', level: 'should' },
    ]);
    expect(none.term('aaaaaa')).toBeUndefined();
  });
});
