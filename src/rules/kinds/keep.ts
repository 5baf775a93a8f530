import { SettledBy } from '../../model/problem.js';
import { ruleKind } from '../definition.js';
import { ownersKept, placementMeasure } from '../placement.js';
import { sayAccounts, sayLevel } from '../wording.js';

/** Leaves accounts with their owner. */
export const keep = ruleKind({
  kind: 'keep',
  servesRoles: true,
  family: 'placement',
  settles: 'keep',
  aboutLeaving: true,
  uses: ['accounts', 'metric', 'top', 'weight', 'level'],
  levels: ['must', 'should'],
  instead: { reps: 'to keep the accounts of some reps, write owner.COLUMN in accounts' },
  check(rule, report) {
    if (rule.metric !== '' && rule.top === undefined) {
      report(
        'top',
        'is missing',
        '',
        `say how many of each owner's greatest by ${rule.metric} stay`,
      );
    }
  },
  verbs: {
    fits: 'stays with its owner',
    fit: 'stay with their owners',
    breaks: 'leaves its owner',
    break: 'leave their owners',
  },
  say(rule) {
    const top =
      rule.top === undefined
        ? ''
        : ` (each owner's ${rule.top} greatest by ${rule.metric === '' ? 'potential' : rule.metric})`;
    return `${sayAccounts(rule.accounts)}${top} ${sayLevel(rule)} stay with their owner`;
  },
  measure(rule, context, into) {
    into.placements.push(
      placementMeasure(rule, context, {
        ...ownersKept(rule, context),
        saysOver: [SettledBy.keep, SettledBy.locked],
      }),
    );
  },
});
