import { ruleKind } from '../definition.js';
import { plainNumber, sayAccounts } from '../wording.js';

/** A signal of the score. */
export const score = ruleKind({
  kind: 'score',
  builds: 'score',
  uses: ['accounts', 'metric', 'weight'],
  levels: ['should'],
  anyWeight: true,
  check(rule, report) {
    if (rule.metric === '' && rule.accounts.conditions.length === 0) {
      report(
        'metric',
        'is missing, and accounts too',
        '',
        'name a number column, or a filter for a yes/no signal',
      );
    }
  },
  say(rule) {
    const signal = rule.metric === '' ? `being among ${sayAccounts(rule.accounts)}` : rule.metric;
    const among =
      rule.metric !== '' && rule.accounts.conditions.length > 0
        ? ` (only ${sayAccounts(rule.accounts)})`
        : '';
    const value = rule.weight ?? 1;
    return `${signal}${among} ${value < 0 ? 'lowers' : 'raises'} the score with weight ${plainNumber(Math.abs(value))}`;
  },
});
