import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../src/reports/advice.js';
import { verdictBelowTitle } from '../../src/reports/plan-words.js';
import { reportParts } from './report/parts.js';
import { everyChange } from './small-plan.js';

describe('whether one would sign a plan', () => {
  it('has reservations where a rep is left far from a fair share, and names them', () => {
    // Cy Diaz has 360 of potential where a fair share is 140: 157 % above.
    const { verdict, because } = adviceOf(reportParts(everyChange));
    expect(verdict).toBe('with reservations');
    expect(because[0]).toMatch(/^Cy Diaz is 157 % above a fair share of potential/);
  });

  it('says yes to shares that are as even as can be, with nothing to pay', () => {
    const { verdict, because, costs } = adviceOf(
      reportParts({
        accounts: 'account_id,owner,potential\n1,R1,100\n2,R2,100\n',
        reps: 'rep_id,rep_name\nR1,Ann\nR2,Bo\n',
        plan: { 1: 'R1', 2: 'R2' },
      }),
    );
    expect(verdict).toBe('recommended');
    expect(because.at(-1)).toBe('Every rep has a fair share of potential.');
    expect(costs).toEqual(['No account leaves a rep who stays.']);
  });

  it('has reservations where live reps are left without any account, and names them', () => {
    const { verdict, because } = adviceOf(
      reportParts({
        accounts: 'account_id,owner,potential\n1,R1,100\n2,R1,100\n',
        reps: 'rep_id,rep_name,status\nR1,Ann,active\nR2,Bo,active\nR3,Cy,active\nR4,Di,left\n',
        plan: { 1: 'R1', 2: 'R1' },
      }),
    );
    expect(verdict).toBe('with reservations');
    // Di is not there to have any.
    expect(because[1]).toBe('2 of 3 reps have no account: Bo and Cy.');
  });

  it('tells of what it costs all that changes hands, also what had an owner who is gone', () => {
    const of = (plan: Record<string, string>) =>
      adviceOf(
        reportParts({
          accounts:
            'account_id,owner,potential,arr,renewal_date\n1,R1,100,7,2025-12-31\n2,R1,100,0,\n3,gone,100,30,\n4,gone,100,5,\n',
          reps: 'rep_id,rep_name\nR1,Ann\nR2,Bo\n',
          plan,
        }),
      ).costs;
    expect(of({ 1: 'R2', 2: 'R1', 3: 'R2', 4: 'R1' }).slice(0, 2)).toEqual([
      '1 account leaves a rep who stays, with 7 in ARR.',
      '2 more had an owner who is gone, with 35 in ARR.',
    ]);
    expect(of({ 1: 'R1', 2: 'R1', 3: 'R2', 4: 'R2' })).toEqual([
      'No account leaves a rep who stays.',
      '2 accounts had an owner who is gone, with 35 in ARR.',
    ]);
  });

  describe('of a plan with territories in one piece', () => {
    // Ann and Bo have an account in California and one in Maine each: four pieces.
    const files = {
      accounts:
        'account_id,owner,potential,state\n1,R1,100,CA\n2,R1,100,ME\n3,R2,100,CA\n4,R2,100,ME\n',
      reps: 'rep_id,rep_name\nR1,Ann\nR2,Bo\n',
      rules: 'rule,metric,weight\ncontiguous,state,1\n',
    };

    it('tells what moves bought, and has no reservation that shares are as even as before', () => {
      const parts = reportParts({ ...files, plan: { 1: 'R1', 2: 'R2', 3: 'R1', 4: 'R2' } });
      const { verdict, because } = adviceOf(parts);
      expect(verdict).toBe('recommended');
      expect(because[0]).toBe('Territories by state go from 4 pieces to 2.');
      expect(verdictBelowTitle(parts)).toBe(
        'Territories by state go from 4 pieces to 2. Every rep stays at a fair share of potential.',
      );
    });

    it('has a reservation where shares are less even, and tells the pieces beside it', () => {
      const parts = reportParts({ ...files, plan: { 1: 'R1', 2: 'R2', 3: 'R2', 4: 'R2' } });
      const { verdict, because } = adviceOf(parts);
      expect(verdict).toBe('with reservations');
      expect(because).toContain('Potential is no nearer to fair shares than today.');
      expect(because.at(-1)).toBe('Territories by state go from 4 pieces to 3.');
    });
  });
});
