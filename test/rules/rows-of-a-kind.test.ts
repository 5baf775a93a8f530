import { describe, expect, it } from 'vitest';
import type { RuleText } from '../../src/model/rule.js';
import { parseRules } from '../../src/rules/parse.js';

const blank = {
  ...{ accounts: '', reps: '', metric: '', top: '', by: '', min: '', max: '', weight: '' },
  ...{ value: '', level: '', note: '', name: '', private: '' },
};
const rowOf = (cells: Partial<RuleText> & { rule: string }): RuleText => ({
  ...blank,
  row: 2,
  ...cells,
});

describe('a row of rules.csv', () => {
  it('has in its type what its kind reads, and nothing in the other columns', () => {
    const { rules, problems } = parseRules('rules.csv', [
      rowOf({ rule: 'balance', metric: 'arr', weight: '2' }),
    ]);
    const [rule] = rules;
    expect(problems).toEqual([]);
    if (rule.kind !== 'balance') throw new Error('another kind than was written');
    const top: undefined = rule.top;
    const weight: number | undefined = rule.weight;
    expect([top, weight]).toEqual([undefined, 2]);
  });

  it('is blank where it fills a column that its kind does not read, which is told', () => {
    const { rules, problems } = parseRules('rules.csv', [
      rowOf({ rule: 'exclude', accounts: 'segment = SMB', weight: '2' }),
    ]);
    const [rule] = rules;
    expect(problems.map(({ column }) => column)).toEqual(['weight']);
    expect(rule.kind === 'exclude' && rule.weight).toBeUndefined();
  });
});
