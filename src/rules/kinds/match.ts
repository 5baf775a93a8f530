import { ruleKind } from '../definition.js';
import { placementMeasure } from '../placement.js';
import { sayAccounts, sayLevel, sayReps } from '../wording.js';

/** Sends accounts to fitting reps only. */
export const match = ruleKind({
  kind: 'match',
  servesRoles: true,
  family: 'placement',
  compares: true,
  uses: ['accounts', 'reps', 'metric', 'weight', 'level'],
  levels: ['must', 'should'],
  check() {},
  say(rule) {
    const same = rule.metric === '' ? '' : sameCell(rule.metric);
    const who = rule.reps.conditions.length > 0 || same === '' ? sayReps(rule.reps) : 'reps';
    return `${sayAccounts(rule.accounts)} ${sayLevel(rule)} go to ${who}${same}`;
  },
  measure(rule, context, into) {
    into.placements.push(placementMeasure(rule, context, context.suitable(rule)));
  },
});

/** "of their own region", or "whose patch is the account's region". */
export function sameCell(metric: string): string {
  const [account, rep = account] = metric.split('=').map((part) => part.trim());
  return account === rep ? ` of their own ${account}` : ` whose ${rep} is the account's ${account}`;
}
