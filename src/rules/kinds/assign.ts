import { SettledBy } from '../../model/problem.js';
import { ruleKind } from '../definition.js';
import { placementMeasure } from '../placement.js';
import { sayAccounts, sayLevel, sayReps } from '../wording.js';

/** Gives accounts to named reps ahead of every other kind of rule; of two assign rows the first counts. */
export const assign = ruleKind({
  kind: 'assign',
  family: 'placement',
  settles: 'assign',
  uses: ['accounts', 'reps', 'weight', 'level'],
  levels: ['must', 'should'],
  check() {},
  verbs: {
    fits: 'is where it was assigned',
    fit: 'are where they were assigned',
    breaks: 'is elsewhere',
    break: 'are elsewhere',
  },
  say(rule) {
    return `${sayAccounts(rule.accounts)} ${sayLevel(rule)} go to ${sayReps(rule.reps)}, ahead of all later rules`;
  },
  measure(rule, context, into) {
    into.placements.push(
      placementMeasure(rule, context, {
        ...context.suitable(rule),
        saysOver: [SettledBy.assign],
        ownOnly: true,
      }),
    );
  },
});
