import { describe, expect, it } from 'vitest';
import { reportMarkdown } from '../../../src/reports/report/report-markdown.js';
import { everyChange } from '../small-plan.js';
import { manyAccounts, reportParts } from './parts.js';

describe('a report as Markdown', () => {
  it('reads like this', async () => {
    await expect(reportMarkdown(reportParts(everyChange))).toMatchFileSnapshot('report.md');
  });

  it('stays below 64 KB for 20,000 accounts, and says what it leaves out', () => {
    const text = reportMarkdown(reportParts(manyAccounts(20_000, 300)));
    expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
    expect(text).toMatch(/sections are left out to keep this below 64 KB/);
    expect(text).toMatch(/In a minute/);
  });

  it('stays below 64 KB whatever the names are', () => {
    const name = (at: number): string => `${at}${'长名'.repeat(3000)}`;
    const text = reportMarkdown(reportParts(manyAccounts(60, 5, name)));
    expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
  });

  it('lets no name become markup', () => {
    const name = (): string => '[x](http://evil) | <img> @all';
    const text = reportMarkdown(reportParts(manyAccounts(10, 2, name)));
    expect(text).not.toMatch(/<img>|\]\(http:\/\/evil|(?<!\\)\| <img/);
  });
});
