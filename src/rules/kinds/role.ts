import { type Rule, roleKey } from '../../model/rule.js';
import { ruleKind } from '../definition.js';
import { placementMeasure } from '../placement.js';
import { sayAccounts, sayReps } from '../wording.js';

/** Names, in the problem of a role, the row that gives an account the role. */
export const roleRowColumn = '(role row)';

/** Columns of assignments.csv that end as those of a role do, without that end. */
const taken: ReadonlySet<string> = new Set(['account', 'rep', 'previous_rep', 'parent', 'owner']);

/** Gives accounts an owner in a role, beside their rep; the reps it names take no part in the main assignment. */
export const role = ruleKind({
  kind: 'role',
  family: 'placement',
  givesRole: true,
  compares: true,
  uses: ['accounts', 'reps', 'value', 'level'],
  levels: ['must'],
  check(rule, report) {
    const key = roleKey(rule.value);
    if (rule.value === '') {
      report('value', 'is missing', '', 'name the role, such as SDR');
    } else if (!/^\p{L}/u.test(key)) {
      report('value', 'does not begin with a letter', rule.value, 'name the role, such as SDR');
    } else if (taken.has(key) || key.endsWith('_previous')) {
      report(
        'value',
        'is the name of a column that every plan has',
        rule.value,
        'give the role a name of its own, such as SDR',
      );
    }
    if (rule.text.reps.trim() === '') {
      report(
        'reps',
        'is missing',
        '',
        'say who has the role, such as role = SDR: they get no accounts in the main assignment',
      );
    }
  },
  say(rule) {
    const who = rule.reps.conditions.length > 0 ? ` from ${sayReps(rule.reps)}` : '';
    const [first] = rule.accounts.conditions;
    const accounts =
      first?.column === roleRowColumn ? 'the accounts it names' : sayAccounts(rule.accounts);
    // In the problem of the role the row also says that pods stay together.
    const { metric }: Rule = rule;
    const pod = metric === '' ? '' : ', of the pod of the rep where that has one';
    return `${accounts} have, beside their rep, one ${rule.value}${who}${pod}`;
  },
  measure(rule, context, into) {
    // In the main assignment it only says who takes no part.
    if (!context.ofRole) return;
    into.placements.push(placementMeasure(rule, context, context.suitable(rule)));
  },
});
