import type { RepGroups } from '../../model/problem.js';
import { ruleKind } from '../definition.js';
import { sayAccounts, sayBound, sayReps } from '../wording.js';

/** Caps what leaves today's owners. */
export const budget = ruleKind({
  kind: 'budget',
  servesRoles: true,
  family: 'budget',
  defaultMetric: 'accounts',
  aboutLeaving: true,
  uses: ['accounts', 'reps', 'metric', 'by', 'max', 'weight', 'level'],
  levels: ['must', 'should'],
  check(rule, report) {
    if (rule.max === undefined) {
      report('max', 'is missing', '', 'give the most that may move, such as 40 or 10%');
    }
  },
  say(rule) {
    const counts = rule.metric === '' || rule.metric === 'accounts';
    const all = rule.accounts.conditions.length === 0;
    const accounts = all ? 'accounts' : sayAccounts(rule.accounts);
    const of = rule.max?.percent === true ? 'of ' : '';
    const held = all ? 'accounts of active reps' : `active reps' ${accounts}`;
    const what = counts ? `${of}${held}` : `${of}the ${rule.metric} in ${held}`;
    const max = rule.max === undefined ? 'no' : `at most ${sayBound(rule.max)}`;
    const from =
      rule.reps.conditions.length > 0
        ? `, for each owner among ${sayReps(rule.reps)}`
        : rule.by !== ''
          ? `, for each ${rule.by} of owners`
          : '';
    return `${max} ${what} ${rule.level === 'must' ? 'may' : 'should'} change owner${from}`;
  },
  measure(rule, context, into) {
    const metric = rule.metric === '' ? 'accounts' : context.metricName(rule, rule.metric);
    const passing = context.accountsPassing(rule);
    const amounts = context.amounts(rule, metric).slice();
    const { liveOwner, planned } = context;
    const ownersPassing = context.repsPassing(rule);
    const owns = new Uint8Array(context.repCount);
    for (let account = 0; account < amounts.length; account++) {
      const owner = liveOwner[account];
      if (owner < 0 || passing[account] === 0) amounts[account] = 0;
      else if (planned[account] === 1) owns[owner] = ownersPassing[owner];
    }
    const groups: RepGroups =
      rule.reps.conditions.length === 0 && rule.by === ''
        ? { of: new Int32Array(context.repCount), names: ['all'] }
        : context.group(rule, owns);
    const whole = new Float64Array(groups.names.length);
    for (let account = 0; account < amounts.length; account++) {
      const owner = liveOwner[account];
      if (owner >= 0 && groups.of[owner] >= 0) whole[groups.of[owner]] += amounts[account];
    }
    const { amount, percent } = rule.max ?? { amount: 0, percent: false };
    into.budgets.push({
      name: `budget:${rule.row}`,
      row: rule.row,
      level: rule.level,
      weight: rule.weight ?? 1,
      metric,
      amounts,
      groups,
      max: whole.map((sum) => (percent ? amount * sum : amount)),
    });
  },
});
