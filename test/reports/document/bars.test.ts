import { describe, expect, it } from 'vitest';
import { section } from '../../../src/reports/document/blocks.js';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { type BarSigns, type Page, pageOf } from '../../../src/reports/document/terminal-page.js';
import { displayWidth } from '../../../src/reports/document/text-width.js';
import { deviationChart } from '../../../src/reports/summary.js';
import { manyAccounts, reportParts } from '../report/parts.js';

/** Targets are 200 each: 100, 200 and 300 become 200, 180 and 220. */
const three = {
  accounts:
    'account_id,owner,potential,workload\na,x,100,0\nb,y,200,0\nc,z,180,0\nd,z,80,0\ne,z,40,0\n',
  reps: 'rep_id\nx\ny\nz\n',
  plan: { a: 'x', b: 'z', c: 'y', d: 'x', e: 'x' },
};

function drawn(page: Page, parts: Parameters<typeof deviationChart>[0]): string[] {
  const text = terminalText(page, { sections: [section(undefined, deviationChart(parts))] });
  return text === '\n' ? [] : text.trimEnd().split('\n');
}

function bars(given: BarSigns | undefined, columns = 80): string[] {
  return drawn(pageOf({ columns, colour: false, bars: given }), reportParts(three));
}

describe('bars of deviations', () => {
  it('stand from the most below target to the most above, before and after', () => {
    // -50 %, 0 and +50 % are the scale; +10 %, -10 % and 0 are near the middle of it.
    expect(bars('blocks')[0]).toBe('  potential  ▁▄█ → ▅▃▄');
    expect(bars('blocks').at(-1)).toMatch(/▄ at fair share, ▁ and █ 50 % off/);
  });

  it('make do with ASCII', () => {
    expect(bars('ascii')[0]).toBe('  potential  v-^ → ---');
  });

  it('are left out where none are wanted', () => {
    expect(bars(undefined)).toEqual([]);
  });

  it('fit the page however many reps there are', () => {
    const page = pageOf({ columns: 60, colour: false, bars: 'blocks' });
    const lines = drawn(page, reportParts(manyAccounts(500, 90)));
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60);
    expect(lines.join(' ')).toMatch(/of 90 reps/);
  });
});
