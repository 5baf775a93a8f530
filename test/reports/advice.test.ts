import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../src/reports/advice.js';
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
    expect(because.at(-1)).toBe('Nobody is more than 0 % off a fair share of potential.');
    expect(costs).toEqual(['No account leaves a rep who stays.']);
  });
});
