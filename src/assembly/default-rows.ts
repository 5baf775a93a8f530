import { type Rule, type RuleText, ruleColumns } from '../model/rule.js';
import { fold } from '../model/table.js';
import { everything } from '../rules/filter.js';
import { isUnfiltered } from '../rules/parse.js';

/**
 * The balance rows that hold without being written: potential and workload
 * with their defaults, unless an unfiltered row names them (contract 4). Their
 * row numbers are below 0.
 */
export function defaultBalances(rules: readonly Rule[]): readonly Rule[] {
  const named = new Set(
    rules
      .filter((rule) => rule.kind === 'balance' && isUnfiltered(rule))
      .map((rule) => fold(rule.metric) || 'potential'),
  );
  return ['potential', 'workload']
    .filter((metric) => !named.has(metric))
    .map((metric, index) => ({
      row: -1 - index,
      kind: 'balance',
      accounts: everything,
      reps: everything,
      metric,
      top: undefined,
      by: '',
      min: undefined,
      max: undefined,
      weight: undefined,
      value: '',
      level: 'should',
      note: '',
      text: blankText(-1 - index, { rule: 'balance', metric }),
    }));
}

/** A row of rules.csv with the given cells filled. */
export function blankText(row: number, cells: Partial<Omit<RuleText, 'row'>>): RuleText {
  const blank = Object.fromEntries(ruleColumns.map((column) => [column, ''])) as Omit<
    RuleText,
    'row'
  >;
  return { ...blank, ...cells, row };
}
