import { ruleKind } from '../definition.js';
import { plainNumber, sayAccounts } from '../wording.js';

/** Names a tier for accounts from some score up. */
export const tier = ruleKind({
  kind: 'tier',
  builds: 'tier',
  uses: ['accounts', 'metric', 'min', 'value'],
  levels: ['should'],
  anyBound: true,
  check(rule, report) {
    if (rule.value === '')
      report('value', 'is missing', '', 'write the name of the tier, such as A');
  },
  /** Every account has a tier from the rows before it. */
  idle({ rule, problem, passing, isGiven }) {
    if (isGiven('tier')) return undefined;
    const passes = passing();
    const earlier = new Set(
      problem.rules
        .filter(({ kind, row, value }) => kind === 'tier' && row < rule.row && value !== rule.value)
        .map(({ value }) => value),
    );
    return problem.tier.every((tier, account) => passes[account] === 0 || earlier.has(tier))
      ? { reason: 'earlier-rows' }
      : undefined;
  },
  say(rule) {
    const metric = rule.metric === '' ? 'score' : rule.metric;
    const from =
      rule.min === undefined ? '' : ` with ${metric} of at least ${plainNumber(rule.min.amount)}`;
    return `${sayAccounts(rule.accounts)}${from} are tier ${rule.value}`;
  },
});
