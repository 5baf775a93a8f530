import { describe, expect, it } from 'vitest';
import { idle, teamOf } from './small-team.js';

/** A2 belongs to A1, A5 to A4. */
const families = { rule: 'together', level: 'should' };

describe('a together row', () => {
  it('counts the families that are split, of all', () => {
    const team = teamOf([families]);
    expect(team.term('aabbbc')).toBe(0);
    expect(team.term('abbbbc')).toBe(0.5);
    // Nobody is not the same as somebody.
    expect(team.term('a-b-bc')).toBe(1);
    expect(team.judged('abbbbc')).toMatchObject({ counts: 'families', concerned: 2, broken: 1 });
  });

  it('has against a move the others of the family', () => {
    expect(teamOf([families]).against('aabbbc', 4, 'c')).toEqual({ is: 'family', others: [4] });
    expect(teamOf([families]).against('aabbbc', 3, 'c')).toEqual({ is: 'family', others: [] });
  });

  it('is no term, and says so, where there is no family', () => {
    const alone = teamOf([families], { accounts: 'account_id,owner,parent_id\nA1,ann,\nA2,bo,\n' });
    expect(alone.term('ab')).toBeUndefined();
    expect(idle(alone)).toEqual({ reason: 'no-family' });
    expect(idle(teamOf([families]))).toBeUndefined();
  });
});
