import { SettledBy } from '../../model/problem.js';
import { ruleKind } from '../definition.js';
import { plainNumber, sayAccounts, sayLevel } from '../wording.js';

/** Gives accounts with the same value, such as competitors, to different reps. */
export const apart = ruleKind({
  kind: 'apart',
  family: 'apart',
  uses: ['accounts', 'metric', 'max', 'weight', 'level'],
  levels: ['must', 'should'],
  check(rule, report) {
    if (rule.metric === '') {
      report(
        'metric',
        'is missing',
        '',
        'name the column whose equal values are to be apart, such as competitor_group',
      );
    }
    const { max } = rule;
    if (max !== undefined && (max.percent || max.amount < 1 || !Number.isInteger(max.amount))) {
      report(
        'max',
        'is no number of accounts',
        rule.text.max,
        'write how many of one value a rep may hold, such as 1 or 2',
      );
    }
  },
  say(rule) {
    const among = rule.accounts.conditions.length > 0 ? ` among ${sayAccounts(rule.accounts)}` : '';
    const max = rule.max?.amount ?? 1;
    const what = `accounts with the same ${rule.metric}${among} ${sayLevel(rule)} go to different reps`;
    return max === 1 ? what : `${what}, at most ${plainNumber(max)} to one`;
  },
  measure(rule, context, into) {
    const { settled, eligible, repSets } = context;
    const { valueAt, values } = context.values(rule);
    const settledAt = new Int32Array(valueAt.length).fill(-1);
    for (let account = 0; account < valueAt.length; account++) {
      const by = settled[account];
      const isFree = by === SettledBy.rules || by === SettledBy.family;
      if (rule.level === 'should' || valueAt[account] < 0 || isFree) continue;
      const { reps } = repSets[eligible[account]];
      // An assign row that leaves several reps comes first, and takes the account out of this one.
      if (reps.length === 1) settledAt[account] = reps[0];
      else valueAt[account] = -1;
    }
    into.aparts.push({
      name: `apart:${rule.row}`,
      row: rule.row,
      level: rule.level,
      weight: rule.weight ?? 1,
      metric: rule.metric,
      valueAt,
      values,
      max: rule.max?.amount ?? 1,
      settledAt,
      groups: context.group(undefined, context.live),
    });
  },
});
