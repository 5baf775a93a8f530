import { describe, expect, it } from 'vitest';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { pageOf } from '../../../src/reports/document/terminal-page.js';
import { displayWidth } from '../../../src/reports/document/text-width.js';
import { planScreen } from '../../../src/reports/plan-screen.js';
import type { SummaryParts } from '../../../src/reports/summary.js';
import { everyChange, type SmallFiles, smallPlan } from '../small-plan.js';

function screen(given: SmallFiles, columns = 80, out = 'my plan'): string {
  const { problem, evaluation } = smallPlan(given);
  const parts: SummaryParts = {
    plan: { status: 'feasible', evaluation, proven: { bound: 0.44, gap: 0.00423 } },
    problem: { ...problem, assumptions: ['workload is 1 for every account: no workload column'] },
    drafted: [],
    out,
    files: ['assignments.csv', 'report.html', 'plan.json'],
  };
  return terminalText(pageOf({ columns }), planScreen(parts));
}

/** 120 reps with names as long as they come, and a rule each. */
const manyReps: SmallFiles = {
  accounts: `account_id,account_name,owner,potential,arr\n${Array.from({ length: 400 }, (_, at) => `a${at},Company number ${at} with a rather long name,r${at % 9},${1000 + at},${at}`).join('\n')}\n`,
  reps: `rep_id,rep_name,quota\n${Array.from({ length: 120 }, (_, at) => `r${at},Maximiliane-Theodora von Hohenstein ${at},1000`).join('\n')}\n`,
  plan: Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`a${at}`, `r${at % 120}`])),
};

describe('the screen of a plan', () => {
  it('is one screen of 80 by 40 however many accounts and reps there are', () => {
    for (const columns of [80, 120]) {
      for (const given of [everyChange, manyReps]) {
        const lines = screen(given, columns).trimEnd().split('\n');
        expect(lines.length).toBeLessThanOrEqual(40);
        expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
      }
    }
  });

  it('says first what changes hands, then how even it is, who gains, and last what to do next', () => {
    const text = screen(everyChange);
    const at = [
      'change hands',
      'What changes hands',
      'How even it was and is',
      'Who gains and who loses',
      'How good it is',
      'Next',
    ].map((title) => text.indexOf(title));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it('ends in commands to paste, and says where the rest is', () => {
    const text = screen(everyChange);
    expect(text).toMatch(/^ {2}carve explain 'my plan' /m);
    expect(text).toContain("carve review 'my plan'");
    expect(text).toContain('report.html is the page to share');
    expect(text).toContain('--verbose: 1 assumption');
  });
});
