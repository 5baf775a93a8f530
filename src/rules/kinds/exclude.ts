import { ruleKind } from '../definition.js';
import { sayAccounts, sayReps } from '../wording.js';

/** Leaves accounts or reps out of the plan. */
export const exclude = ruleKind({
  kind: 'exclude',
  takesOut: 'excluded',
  uses: ['accounts', 'reps', 'level'],
  levels: ['must'],
  check(rule, report) {
    const accounts = rule.text.accounts.trim() !== '';
    const reps = rule.text.reps.trim() !== '';
    if (accounts === reps) {
      report(
        accounts ? 'reps' : 'accounts',
        accounts ? 'is given along with accounts' : 'is missing, and reps too',
        rule.text.reps,
        'an exclude row names either accounts or reps; write two rows for both',
      );
    }
  },
  say(rule) {
    return rule.reps.conditions.length > 0
      ? `${sayReps(rule.reps)} get no accounts`
      : `${sayAccounts(rule.accounts)} stay as they are and count nowhere`;
  },
});
