import { AccountState } from '../../model/problem.js';
import { ruleKind } from '../definition.js';
import { sayAccounts } from '../wording.js';

/** Takes accounts from their owners into the house pool. */
export const release = ruleKind({
  kind: 'release',
  takesOut: 'released',
  uses: ['accounts', 'metric', 'top', 'level'],
  levels: ['must'],
  check(rule, report) {
    if (rule.metric !== '' && rule.top === undefined) {
      report(
        'top',
        'is missing',
        '',
        `say how many of the greatest by ${rule.metric} are not released`,
      );
    }
  },
  idle: ({ rule, problem }) =>
    problem.stateRow.some(
      (row, account) => row === rule.row && problem.state[account] === AccountState.released,
    )
      ? undefined
      : { reason: 'concerns-nobody' },
  verbs: {
    fits: 'has no owner, as asked',
    fit: 'have no owner, as asked',
    breaks: 'still has an owner',
    break: 'still have an owner',
  },
  say(rule) {
    const top =
      rule.top === undefined
        ? ''
        : `, all but the ${rule.top} greatest by ${rule.metric === '' ? 'potential' : rule.metric}`;
    return `${sayAccounts(rule.accounts)}${top} go to nobody (the house pool)`;
  },
});
