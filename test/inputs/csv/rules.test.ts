import { describe, expect, it } from 'vitest';
import { readRules } from '../../../src/inputs/csv/rules.js';
import { csv } from './csv-text.js';

describe('rules', () => {
  it('are read as text in any column order, with their rows', () => {
    const { rules, problems } = readRules(
      'rules.csv',
      csv('Level,rule,accounts', 'should, match , "segment = ""A"""', '', 'must,avoid,'),
    );
    expect(problems).toMatchObject([{ row: 2, what: 'has a quote in the middle of a cell' }]);
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({
      row: 4,
      rule: 'avoid',
      level: 'must',
      accounts: '',
      note: '',
    });
  });

  it('leave out comments, whatever their length and place', () => {
    const { rules, problems } = readRules(
      'rules.csv',
      csv('note,rule,weight', '# a, b, c, d', 'x,#balance,2', '# 1 priority,score,3', '#,'),
    );
    expect(problems).toEqual([]);
    expect(rules).toMatchObject([{ row: 4, rule: 'score', note: '# 1 priority', weight: '3' }]);
  });

  it('take carve\u2019s own mark off', () => {
    const { rules } = readRules('rules.csv', csv('rule,weight,note', "score,'-1,'x"));
    expect(rules).toMatchObject([{ weight: '-1', note: "'x" }]);
  });

  it('tell unknown columns, a missing rule column and an empty rule', () => {
    const { problems } = readRules('rules.csv', csv('rule,acounts,note', 'match,x,', ',y,z'));
    expect(problems).toMatchObject([
      { row: 1, column: 'acounts', what: 'is no column of a rules file' },
      { row: 3, column: 'rule', what: 'is empty', value: ' | y | z' },
    ]);
    expect(readRules('rules.csv', csv('accounts', 'x')).problems).toMatchObject([
      { row: 1, what: 'has no column "rule"' },
    ]);
  });

  it('are not looked for column by column in a file of something else', () => {
    const { problems } = readRules('reps.csv', csv('rep_id,name,email,quota', 'R1,Ann,a@x,1'));
    expect(problems).toMatchObject([
      {
        row: 1,
        what: 'is no rules file: it has no column "rule", but "rep_id", "email", "quota"',
      },
    ]);
  });

  it('must be there, unless carve wrote the file', () => {
    expect(readRules('rules.csv', csv('rule,note', '# none')).problems).toMatchObject([
      { what: 'has a header but no rows' },
    ]);
    expect(readRules('r.csv', csv('rule,note'), { mayBeEmpty: true }).problems).toEqual([]);
  });
});
