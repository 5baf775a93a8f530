import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetNames } from '../../../src/reports/document/workbook.js';

describe('names of tabs', () => {
  it('lose what is forbidden, and are told apart whatever the case', () => {
    expect(
      sheetNames(['All', 'all', "'Q1/Q2: [East]'", '', 'History', 'x'.repeat(40), 'X'.repeat(40)]),
    ).toEqual([
      'All',
      'all (2)',
      'Q1 Q2 East',
      'Sheet',
      'History (2)',
      'x'.repeat(31),
      `${'X'.repeat(27)} (2)`,
    ]);
  });

  it('are always ones that a workbook can have', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })), (wanted) => {
        const names = sheetNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[:*?/\\[\]]|^'|'$/);
        }
      }),
    );
  });
});
