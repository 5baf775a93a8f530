import { ruleKind } from '../definition.js';
import { placementMeasure } from '../placement.js';
import { sayAccounts, sayReps } from '../wording.js';
import { sameCell } from './match.js';

/** As match, weighed by potential and never binding. */
export const prefer = ruleKind({
  kind: 'prefer',
  servesRoles: true,
  family: 'placement',
  compares: true,
  uses: ['accounts', 'reps', 'metric', 'weight', 'level'],
  levels: ['should'],
  check() {},
  say(rule) {
    const same = rule.metric === '' ? '' : sameCell(rule.metric);
    const who = rule.reps.conditions.length > 0 || same === '' ? sayReps(rule.reps) : 'reps';
    return `${sayAccounts(rule.accounts)} should go to ${who}${same} where nothing weighs more`;
  },
  measure(rule, context, into) {
    into.placements.push(
      placementMeasure(rule, context, {
        ...context.suitable(rule),
        amounts: context.potential,
      }),
    );
  },
});
