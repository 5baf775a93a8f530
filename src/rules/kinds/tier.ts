import type { RuleDefinition } from '../definition.js';
import { plainNumber, sayAccounts } from '../wording.js';

/** Names a tier for accounts from some score up. */
export const tier: RuleDefinition = {
  kind: 'tier',
  uses: ['accounts', 'metric', 'min', 'value'],
  levels: ['should'],
  check(rule, report) {
    if (rule.value === '')
      report('value', 'is missing', '', 'write the name of the tier, such as A');
  },
  say(rule) {
    const metric = rule.metric === '' ? 'score' : rule.metric;
    const from =
      rule.min === undefined ? '' : ` with ${metric} of at least ${plainNumber(rule.min.amount)}`;
    return `${sayAccounts(rule.accounts)}${from} are tier ${rule.value}`;
  },
};
