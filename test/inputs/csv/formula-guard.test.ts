import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankText } from '../../../src/assembly/default-rows.js';
import { guardFormula, unguardFormula } from '../../../src/inputs/csv/formula-guard.js';
import { readRules } from '../../../src/inputs/csv/rules.js';
import { rulesFileText } from '../../../src/reports/plan-tables.js';

const hostile = fc
  .tuple(fc.stringMatching(/^'{0,4}[=+@\t\r-]?$/), fc.string())
  .map(([start, rest]) => start + rest);

describe('text that a spreadsheet would run', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', "'=x", "'''@x"])('%j gets a mark', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  it.each(['', "'", "''", "'x", 'x=1', ' =1'])('%j does not', (text) => {
    expect(guardFormula(text)).toBe(text);
  });

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(unguardFormula(guardFormula(text))).toBe(text);
        expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('comes back from a rules file, names and private notes too', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, secret) => {
        const written = rulesFileText([
          blankText(2, { rule: 'limit', max: '9', name: name.trim(), private: secret.trim() }),
        ]);
        const [read] = readRules('rules-used.csv', new TextEncoder().encode(written)).rules;
        expect([read.name, read.private]).toEqual([name.trim(), secret.trim()]);
      }),
      { examples: [["'=x", '=x']] },
    );
  });
});
