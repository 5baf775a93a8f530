import type { Condition, Filter, Rule, RuleBound, RuleText } from '../../model/rule.js';
import { fold } from '../../model/table.js';
import { quoteValue } from '../../rules/filter.js';
import { definitions } from '../../rules/kinds/index.js';
import { type Scales, scaledRoughly } from './scales.js';
import type { StandIns } from './stand-ins.js';

/** Numbers in conditions on these stay: they are days, counts, percentiles and parts of a person. */
const plainNumbers = new Set([
  'days_to_renewal',
  'days_since_contact',
  'days_owned',
  'days_to_next_close',
  'days_since_won',
  'open_opportunities',
  'touches_90d',
  'win_rate',
  'fit',
  'intent',
  'score',
  'capacity',
  'ramp',
  'tenure_months',
  'max_accounts',
]);
const plainTexts = new Set([
  'icp',
  'locked',
  'status',
  'renewal_date',
  'last_contacted',
  'next_close_date',
  'last_won',
]);

/** A rule with stand-ins for what its filters name, its amounts scaled, and without its name and notes. */
export function maskRule(rule: Rule, standIns: StandIns, scales: Scales): Rule {
  const accounts = maskFilter(rule.accounts, standIns, scales);
  const reps = maskFilter(rule.reps, standIns, scales);
  const scale = scales(
    rule.metric === '' ? (definitions[rule.kind].defaultMetric ?? '') : rule.metric,
  );
  const min = maskBound(rule.min, scale);
  const max = maskBound(rule.max, scale);
  const { builds = '', weighsAmounts } = definitions[rule.kind];
  const weight =
    weighsAmounts && rule.weight !== undefined
      ? scaledRoughly(rule.weight, scales(builds))
      : rule.weight;
  const value = rule.value === '' ? '' : standIns.value('tier', rule.value);
  const text: RuleText = {
    ...rule.text,
    accounts: accounts.text,
    reps: reps.text,
    min: boundText(min),
    max: boundText(max),
    weight: weight === undefined ? '' : String(weight),
    value,
    name: '',
    note: '',
    private: '',
  };
  return { ...rule, accounts, reps, min, max, weight, value, name: '', note: '', text };
}

function maskBound(bound: RuleBound | undefined, scale: number): RuleBound | undefined {
  if (bound === undefined || bound.percent) return bound;
  return { ...bound, amount: scaledRoughly(bound.amount, scale) };
}

function boundText(bound: RuleBound | undefined): string {
  if (bound === undefined) return '';
  return bound.percent ? `${100 * bound.amount}%` : String(bound.amount);
}

function maskFilter({ conditions }: Filter, standIns: StandIns, scales: Scales): Filter {
  const masked = conditions.map((condition) => maskCondition(condition, standIns, scales));
  const text = masked
    .map(
      ({ column, operator, values }) => `${column} ${operator} ${values.map(quoteValue).join('|')}`,
    )
    .join('; ');
  return { text, conditions: masked };
}

function maskCondition(condition: Condition, standIns: StandIns, scales: Scales): Condition {
  const { column, operator, values } = condition;
  const name = fold(column).replace(/^owner\./, '');
  if (plainNumbers.has(name) || plainTexts.has(name)) return condition;
  if (operator === '~') return { ...condition, values: values.map(() => 'a certain word') };
  const mask = (value: string): string => {
    const amount = Number(value);
    if (value === '') return '';
    return operator !== '=' && operator !== '!=' && !Number.isNaN(amount)
      ? String(scaledRoughly(amount, scales(name)))
      : standIns.value(column, value);
  };
  return { ...condition, values: values.map(mask) };
}
