import { checkHeld } from '../../../src/evaluation/check/check.js';
import { ownersHeld } from '../../../src/evaluation/check/held.js';
import type { Baseline, Policy } from '../../../src/evaluation/check/types.js';
import type { CheckParts } from '../../../src/reports/check/places.js';
import { type SmallFiles, smallPlan } from '../../reports/small-plan.js';

export const noPolicy: Policy = {
  maxDeviation: undefined,
  against: 'target',
  maxGini: undefined,
  noise: undefined,
  maxUnowned: undefined,
  books: undefined,
  strict: false,
  draftedRows: new Set(),
};

/** Today's owners of some small files, or the holders given by account_id, checked. */
export function smallCheck(
  files: Omit<SmallFiles, 'plan'> & { readonly holders?: Readonly<Record<string, string>> },
  policy: Partial<Policy> = {},
  baseline?: Baseline,
): CheckParts {
  const { problem } = smallPlan({ ...files, plan: {} });
  const { holders } = files;
  const held =
    holders === undefined
      ? ownersHeld(problem)
      : {
          since: 'owners' as const,
          stale: () => '',
          holder: Int32Array.from(problem.accountIds, (id) =>
            problem.repIds.indexOf(holders[id] ?? ''),
          ),
        };
  return {
    problem,
    result: checkHeld(problem, held, { ...noPolicy, ...policy }, baseline),
    drafted: [],
    files: {
      accounts: 'accounts.csv',
      reps: 'reps.csv',
      rules: 'rules.csv',
      assignments: holders === undefined ? undefined : 'mine.csv',
      baseline: baseline === undefined ? undefined : 'plan.json',
    },
  };
}
