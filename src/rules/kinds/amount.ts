import { ruleKind } from '../definition.js';
import { plainNumber, sayAccounts } from '../wording.js';

/** Rows that build potential or workload where accounts.csv has no such column. */
function amount<K extends 'potential' | 'workload'>(kind: K) {
  return ruleKind({
    kind,
    builds: kind,
    weighsAmounts: true,
    uses: ['accounts', 'metric', 'weight'],
    levels: ['should'],
    anyWeight: true,
    check() {},
    say(rule) {
      const times = rule.metric === '' ? '' : ` × ${rule.metric}`;
      return `${kind} of ${sayAccounts(rule.accounts)} grows by ${plainNumber(rule.weight ?? 1)}${times}`;
    },
  });
}

export const potential = amount('potential');
export const workload = amount('workload');
