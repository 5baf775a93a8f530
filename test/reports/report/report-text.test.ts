import { describe, expect, it } from 'vitest';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { type Page, pageOf } from '../../../src/reports/document/terminal-page.js';
import { displayWidth } from '../../../src/reports/document/text-width.js';
import type { ReportParts } from '../../../src/reports/report/parts.js';
import { reportDocument } from '../../../src/reports/report/sections.js';
import { everyChange } from '../small-plan.js';
import { manyAccounts, reportParts } from './parts.js';

const page = pageOf({ columns: 80, colour: false, bars: 'blocks' });

const reportText = (page: Page, parts: ReportParts): string =>
  terminalText(page, reportDocument(parts));

describe('a report as text', () => {
  it('reads like this', async () => {
    await expect(reportText(page, reportParts(everyChange))).toMatchFileSnapshot('report.txt');
  });

  it('says which rows are broken and that nothing is proven', () => {
    const plan = { ...everyChange.plan, '003': 'ann', '005': 'ann' };
    const text = reportText(page, reportParts({ ...everyChange, plan }));
    expect(text).toMatch(/Rules: 1 of 3 must rules broken/);
    expect(text).toMatch(/✗ each rep must hold at most 3 accounts \(row 2\)/);
    expect(text).toMatch(/Some must rules could not all be kept\. Broken: row 2\./);
  });

  it('keeps to the width of the terminal whatever the names are', () => {
    const long = (at: number): string => `株式会社 ${'Very Long Name '.repeat(at % 9)}`;
    for (const columns of [60, 80, 100]) {
      const text = reportText(
        pageOf({ columns, colour: false, bars: 'ascii' }),
        reportParts(manyAccounts(120, 30, long)),
      );
      const widest = Math.max(...text.split('\n').map(displayWidth));
      expect(widest).toBeLessThanOrEqual(columns);
    }
  });
});
