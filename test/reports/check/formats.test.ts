import { describe, expect, it } from 'vitest';
import { checkGithub } from '../../../src/reports/check/github.js';
import { checkJunit } from '../../../src/reports/check/junit.js';
import { checkMarkdown } from '../../../src/reports/check/markdown.js';
import { checkSarif } from '../../../src/reports/check/sarif.js';
import { checkDocument } from '../../../src/reports/check/text.js';
import { pageOf, terminalText } from '../../../src/reports/document/terminal.js';
import { smallCheck } from '../../evaluation/check/small-check.js';
import { junitFaults, sarifFaults } from '../../schemas/published.js';

/** Names that would break a format, or forge a line of it, if they went through as they are. */
const hostile = 'Evil | <b>&"\u001b[31m::error::%0A,*_\uffff';

const parts = smallCheck({
  accounts: `account_id,account_name,owner,region\n${Array.from({ length: 300 }, (_, i) => `A${i},"${hostile.replaceAll('"', '""')}\n::error::x",ann,West`).join('\n')}\nB,Bolt,bo,West\nC,Coda,ann,East\n`,
  reps: 'rep_id,rep_name,region\nann,Ann,East\nbo,Bo,West\n',
  rules: 'rule,metric\nmatch,region\nprefer,region\n',
});
const lineOf = (_: string, row: number): number => row;

describe('the formats of a check', () => {
  it('keep to their schemas whatever the names are', async () => {
    expect(await junitFaults(checkJunit(parts))).toEqual([]);
    expect(sarifFaults(JSON.parse(checkSarif(parts, lineOf, '1.2.3')))).toEqual([]);
  });

  it('let no name break a line, and show so many findings with how many more there are', () => {
    const github = checkGithub(parts, lineOf).split('\n');
    expect(github.filter((line) => line.startsWith('::error'))).toHaveLength(11);
    expect(
      github.every(
        (line) => line === '' || /^(carve check: |::(error|warning|notice) )/.test(line),
      ),
    ).toBe(true);
    expect(github).toContain(
      '::error file=rules.csv,line=2,title=row 2%3A all accounts must go to reps of their own region::and 290 more',
    );
    const markdown = checkMarkdown(parts);
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain('<details><summary>row 2, ');
    expect(markdown.match(/^\| ❌ /gm)).toHaveLength(1);
    expect(markdown.match(/^- accounts\.csv:\d+: /gm)).toHaveLength(300);
    expect(markdown).toContain('Evil \\| &lt;b>&amp;');
    const text = terminalText(pageOf({}), checkDocument(parts));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('… and 292 more');
  });

  it('give a JUnit case a rule and pool', () => {
    const names = [...checkJunit(parts).matchAll(/<testcase name="([^"]*)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      'row 2: all accounts must go to reps of their own region (pool 1)',
      'row 2: all accounts must go to reps of their own region (pool 2)',
      'row 3: all accounts rather go to reps of their own region (pool 1)',
      'row 3: all accounts rather go to reps of their own region (pool 2)',
      'owners: every account should have a live rep',
    ]);
  });

  it('point SARIF at accounts, and from there at the rule', () => {
    const log = JSON.parse(checkSarif(parts, (_, row) => row + 100, '1.2.3'));
    const [first] = log.runs[0].results;
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'accounts.csv' },
      region: { startLine: 102 },
    });
    expect(first.relatedLocations[0].physicalLocation.artifactLocation.uri).toBe('rules.csv');
    expect(log.runs[0].results).toHaveLength(202);
  });
});
