import { accountChanges, flowsOf, movedOf } from './accounts.js';
import { comparePlans } from './plans.js';
import { repChanges } from './reps.js';
import type { Comparison, Side } from './types.js';

/** Everything that differs between two sides. */
export function compare(a: Side, b: Side): Comparison {
  const changes = accountChanges(a.holdings, b.holdings);
  const appeared = changes.filter(({ kind }) => kind === 'appeared').length;
  return {
    accounts: a.holdings.accounts.size + appeared,
    changes,
    moved: movedOf(changes),
    flows: flowsOf(changes),
    reps: repChanges(a, b, changes),
    plans: a.plan && b.plan && comparePlans(a.plan, b.plan),
  };
}

/** Whether there is anything to tell. */
export function differs({ changes, reps, plans }: Comparison): boolean {
  if (changes.length > 0 || reps.length > 0) return true;
  return plans !== undefined && Object.values(plans).some((found) => found.length > 0);
}
