import { describe, expect, it } from 'vitest';
import { notesText } from '../../src/reports/notes-text.js';
import { everyChange, smallPlan } from './small-plan.js';

const { problem } = smallPlan(everyChange);
const reported = {
  rules: problem.rules,
  assumptions: ['workload is 1 for every account: no workload column'],
  warnings: ['14 kept accounts sit outside row 7'],
};

describe('notes on stderr', () => {
  it('tells headers, assumptions, drafted rules and warnings, a line each', () => {
    const drafted = [{ ...problem.rules[0].text, note: 'drafted: it is wise' }];
    expect(
      notesText({
        notes: ['accounts.csv: took Account Owner as owner'],
        drafted,
        problem: reported,
      }),
    ).toBe(
      `accounts.csv: took Account Owner as owner
assumed: workload is 1 for every account: no workload column
drafted rule, row 2: each rep must hold at most 3 accounts (it is wise)
warning: 14 kept accounts sit outside row 7
`,
    );
  });

  it('is empty when there is nothing to tell', () => {
    const problem = { rules: [], assumptions: [], warnings: [] };
    expect(notesText({ notes: [], drafted: [], problem })).toBe('');
  });

  it('wraps on a terminal only, and shows control characters', () => {
    const notes = ['a header\u001b[2J that goes on and on'];
    expect(notesText({ notes, drafted: [], problem: { ...reported, assumptions: [] } })).toContain(
      'a header\\x1b[2J that goes on and on\n',
    );
    expect(notesText({ notes: [], drafted: [], problem: reported, columns: 40 })).toBe(
      `assumed: workload is 1 for every
  account: no workload column
warning: 14 kept accounts sit outside
  row 7
`,
    );
  });
});
