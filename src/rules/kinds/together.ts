import { SettledBy } from '../../model/problem.js';
import { ruleKind } from '../definition.js';
import { sayAccounts, sayLevel } from '../wording.js';

/** Gives families of accounts to one rep. */
export const together = ruleKind({
  kind: 'together',
  servesRoles: true,
  family: 'together',
  uses: ['accounts', 'metric', 'weight', 'level'],
  levels: ['must', 'should'],
  check() {},
  say(rule) {
    const what =
      rule.metric === '' || rule.metric === 'parent_id'
        ? 'parents and their children'
        : `accounts with the same ${rule.metric}`;
    const among = rule.accounts.conditions.length > 0 ? ` among ${sayAccounts(rule.accounts)}` : '';
    return `${what}${among} ${sayLevel(rule)} go to one rep`;
  },
  measure(rule, context, into) {
    const families = context.families(rule);
    const free = (account: number): boolean =>
      context.settled[account] === SettledBy.rules || context.settled[account] === SettledBy.family;
    into.togethers.push({
      name: `together:${rule.row}`,
      row: rule.row,
      level: rule.level,
      weight: rule.weight ?? 1,
      families:
        rule.level === 'should'
          ? families
          : families.map((family) => family.filter(free)).filter((family) => family.length >= 2),
    });
  },
});
