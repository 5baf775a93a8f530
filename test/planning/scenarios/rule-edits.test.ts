import { describe, expect, it } from 'vitest';
import { withMostMoves } from '../../../src/assembly/default-rows.js';
import { readRules } from '../../../src/inputs/csv/rules.js';
import { reweigh } from '../../../src/planning/scenarios/recipes.js';
import { parseRules } from '../../../src/rules/parse.js';

const text = `rule,accounts,metric,max,weight,level
balance,,potential,20%,7,must
# a comment
balance,segment = Ent,potential,,,
prefer,,region,,2,
match,,region,,,
keep,renewal_date > 2026-01-01,,,,should
weight,,disruption,,9,
`;

const rules = parseRules(
  'rules.csv',
  readRules('rules.csv', Buffer.from(text), { mayBeEmpty: true }).rules,
).rules;

const weightsOf = (rows: readonly { rule: string; metric: string; weight: string }[]): string[] =>
  rows.map(({ rule, metric, weight }) => `${rule} ${metric} ${weight}`);

const noWeights = { disruption: 0, distance: 0, relationship: 0, others: 0 };

describe('rules with other weights', () => {
  it('reweighs every wish and leaves what must hold as it is', () => {
    const rows = reweigh(rules, {
      potential: 0.5,
      workload: 0.25,
      disruption: 1,
      distance: 0,
      relationship: 0,
      others: 0.1,
    });
    expect(weightsOf(rows)).toEqual([
      'balance potential 0.5',
      // A filtered balance of potential weighs 4 where it does not say.
      'balance potential 0.4',
      'prefer region 0.2',
      'match region ',
      'keep  0.1',
      'balance workload 0.25',
      'weight disruption 1',
      'weight distance 0',
    ]);
    expect(rows[0]).toMatchObject({ row: 2, max: '20%', level: 'must' });
    expect(rows.map(({ row }) => row)).toEqual([2, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('weighs who is known where, where anybody is', () => {
    const rows = reweigh(rules, { ...noWeights, relationship: 0.5 }, true);
    expect(weightsOf(rows).at(-1)).toBe('weight relationship 0.5');
  });

  it('leaves the weights of balance rows where none are given', () => {
    const rows = reweigh(rules, noWeights);
    expect(weightsOf(rows)[0]).toBe('balance potential 7');
    expect(rows.some(({ metric }) => metric === 'workload')).toBe(false);
  });

  it('adds a must budget of moves after the last row', () => {
    const rows = withMostMoves(
      rules.map((rule) => rule.text),
      40,
    );
    expect(rows.at(-1)).toMatchObject({ row: 9, rule: 'budget', max: '40', level: 'must' });
  });
});
