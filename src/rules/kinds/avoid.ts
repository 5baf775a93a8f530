import { ruleKind } from '../definition.js';
import { placementMeasure } from '../placement.js';
import { sayAccounts, sayLevel, sayReps } from '../wording.js';

/** Keeps accounts away from reps. */
export const avoid = ruleKind({
  kind: 'avoid',
  servesRoles: true,
  family: 'placement',
  keepsAway: true,
  uses: ['accounts', 'reps', 'weight', 'level'],
  levels: ['must', 'should'],
  check() {},
  verbs: {
    fits: 'is elsewhere, as asked',
    fit: 'are elsewhere, as asked',
    breaks: 'is with a rep to avoid',
    break: 'are with a rep to avoid',
  },
  say(rule) {
    return `${sayAccounts(rule.accounts)} ${sayLevel(rule)} not go to ${sayReps(rule.reps)}`;
  },
  measure(rule, context, into) {
    into.placements.push(
      placementMeasure(rule, context, {
        ...context.suitable(rule),
        suitsNobody: true,
      }),
    );
  },
});
