import { describe, expect, it } from 'vitest';
import type { Conflict, MustRow } from '../../src/evaluation/conflict-claims.js';
import { conflictsText, type ReportedConflicts } from '../../src/reports/conflict-words.js';
import { everyChange, smallPlan } from './small-plan.js';

const { problem } = smallPlan({
  ...everyChange,
  reps: 'rep_id,rep_name,region,max_accounts\nann,Ann Lee,East,1\nbo,Bo Chen,West,2\ncy,Cy,West,2\nlee,Lee,West,2\n',
});
const ruleRow = (row: number): MustRow => {
  const rule = problem.rules.find((one) => one.row === row);
  if (rule === undefined) throw new Error(`no row ${row}`);
  return { kind: 'rule', rule };
};
const capped = (rep: number): MustRow => ({ kind: 'max_accounts', rep, row: rep + 2, most: 1 });
const conflict = (rows: readonly MustRow[], more: Partial<Conflict> = {}): Conflict => ({
  rows,
  proven: true,
  irreducible: true,
  facts: [],
  root: { accounts: [], reps: [] },
  ...more,
});
const reported = (conflicts: readonly Conflict[], more: Partial<ReportedConflicts> = {}): string =>
  conflictsText(problem, {
    conflicts,
    settled: true,
    proven: false,
    relaxations: [],
    relaxed: false,
    ...more,
  });
const headline = (rows: readonly MustRow[], proven = true): string =>
  reported([conflict(rows, { proven })]).split('\n')[0];

describe('a conflict in words', () => {
  it('lists rows of a kind together', () => {
    expect(headline([ruleRow(2)])).toBe('Row 2 cannot hold:');
    expect(headline([ruleRow(2), ruleRow(4)])).toBe('Rows 2 and 4 cannot both hold:');
    expect(headline([ruleRow(2), ruleRow(4), ruleRow(5)])).toBe('Rows 2, 4 and 5 cannot all hold:');
    expect(headline([ruleRow(2), ruleRow(4), { kind: 'locked' }], false)).toBe(
      'No plan was found that keeps rows 2 and 4 and the locked accounts together:',
    );
    expect(headline([0, 1, 2, 3].map(capped))).toBe('The max_accounts of 4 reps cannot all hold:');
  });

  it('names reps by their names', () => {
    const text = reported([
      conflict([ruleRow(2), capped(0)], {
        facts: [
          {
            kind: 'too much for these reps',
            row: 'reps.csv:2',
            metric: 'accounts',
            reps: [0],
            amount: 3,
            allowed: 1,
            accounts: [0, 1, 2],
          },
        ],
      }),
    ]);
    expect(headline([capped(0)])).toBe('The max_accounts of Ann Lee (reps.csv row 2) cannot hold:');
    expect(text).toContain(
      '\n  the max_accounts of Ann Lee (reps.csv row 2): Ann Lee holds at most 1 account\n',
    );
    expect(text).toContain(
      '\n  3 accounts (Acme, =Bolt, Coda) must go to Ann Lee, and the max_accounts of Ann Lee (reps.csv row 2) allows 1.\n',
    );
  });

  it('says what is proven of all must rules', () => {
    expect(reported([], { proven: true })).toMatch(/^The must rules cannot all hold;/);
    expect(reported([])).toMatch(/^No plan was found that keeps all must rules;/);
    expect(reported([conflict([ruleRow(2)], { proven: false })], { proven: true })).toMatch(
      /^The must rules cannot all hold; no plan was found that keeps row 2:/,
    );
  });

  it('wraps only where a width is given', () => {
    const rows = [conflict([capped(0), capped(1), capped(2)])];
    const lines = reported(rows, { columns: 60 }).trimEnd().split('\n');
    expect(lines.every((line) => line.length <= 60)).toBe(true);
    expect(lines[1]).toMatch(/^ {4}\S/);
    expect(lines.length).toBeGreaterThan(reported(rows).trimEnd().split('\n').length);
  });
});
