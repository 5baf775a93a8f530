import { describe, expect, it } from 'vitest';
import { checkGithub } from '../../../src/reports/check/github.js';
import { checkJunit } from '../../../src/reports/check/junit.js';
import { checkMarkdown } from '../../../src/reports/check/markdown.js';
import { checkSarif } from '../../../src/reports/check/sarif.js';
import { checkDocument } from '../../../src/reports/check/text.js';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { pageOf } from '../../../src/reports/document/terminal-page.js';
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
    expect(github.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(
      github.every(
        (line) => line === '' || /^(carve check: |::(error|warning|notice) )/.test(line),
      ),
    ).toBe(true);
    expect(github).toContain(
      '::error title=and more::291 more findings; carve check --format text or json tells them',
    );
    const markdown = checkMarkdown(parts);
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain(
      '<details><summary>all accounts must go to reps of their own region (row 2): ',
    );
    expect(markdown.match(/^\| ❌ /gm)).toHaveLength(1);
    expect(markdown.match(/^- accounts\.csv:\d+: /gm)).toHaveLength(300);
    expect(markdown).toContain('Evil \\| &lt;b>&amp;');
    const text = terminalText(pageOf({}), checkDocument(parts));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('… and 292 more');
  });

  it('call a rule by its name, with its note, and never by what is private', () => {
    const noted = smallCheck({
      accounts: 'account_id,owner,region\nA,ann,West\n',
      reps: 'rep_id,region\nann,East\nbo,West\n',
      rules: 'rule,name,metric,note,private\nmatch,Own region,region,Board wants it,Bo is ill\n',
    });
    const sarif = checkSarif(noted, lineOf, '1.2.3');
    const [rule] = JSON.parse(sarif).runs[0].tool.driver.rules;
    expect(rule).toMatchObject({ name: 'Own region', fullDescription: { text: 'Board wants it' } });
    expect(sarif).not.toContain('Bo is ill');
  });

  it('annotate one finding of each broken rule before a second of any', () => {
    const many = smallCheck({
      accounts: `account_id,account_name,owner,region,tier\n${Array.from({ length: 40 }, (_, i) => `A${i},Acme ${i},ann,West,${i < 39 ? 1 : 2}`).join('\n')}\n`,
      reps: 'rep_id,rep_name,region,tier\nann,Ann,East,3\nbo,Bo,West,1\nce,Ce,West,2\n',
      rules: 'rule,name,metric,max\nmatch,Own region,region,\nmatch,Own tier,tier,\nlimit,Cap,,9\n',
    });
    const errors = checkGithub(many, lineOf)
      .split('\n')
      .filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    const titles = errors.map((line) => /title=(.*?)::/.exec(line)?.[1]);
    expect(titles.slice(0, 4)).toEqual([
      'Own region (row 2)',
      'Own tier (row 3)',
      'Cap (row 4)',
      'Own region (row 2)',
    ]);
    expect(errors[9]).toMatch(/title=and more::72 more findings/);
  });

  it('give a JUnit case a rule and pool', () => {
    const names = [...checkJunit(parts).matchAll(/<testcase name="([^"]*)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      'all accounts must go to reps of their own region (row 2) (pool 1)',
      'all accounts must go to reps of their own region (row 2) (pool 2)',
      'all accounts should go to reps of their own region where nothing weighs more (row 3) (pool 1)',
      'all accounts should go to reps of their own region where nothing weighs more (row 3) (pool 2)',
      'every account should have a live rep (owners)',
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
