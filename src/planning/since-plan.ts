import { assemble } from '../assembly/assemble.js';
import { ownersSincePlan } from '../evaluation/check/held.js';
import type { Baseline, Held } from '../evaluation/check/types.js';
import { withTexts } from '../model/columns.js';
import { InputError } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { cellText } from '../model/table.js';
import type { ReadProblem } from './inputs.js';

/**
 * The same files with the owners of an adopted plan, and today's owners as what
 * is held against it: so that rows about accounts that stay with or leave their
 * owner (keep, locked, budget), and what those exempt, mean "since the plan".
 * Accounts the plan says nothing of keep the owner of the file.
 *
 * @throws InputError where the files do not fit together with those owners, such
 *   as a distances file without a pair that a kept account needs.
 */
export function sincePlan(
  { assembled, problem: today }: Pick<ReadProblem, 'assembled' | 'problem'>,
  baseline: Baseline,
): { readonly problem: Problem; readonly held: Held } {
  const { accounts } = assembled;
  const owner = accounts.columns.get('owner');
  const owners = today.accountIds.map((id, account) => {
    const then = baseline.accounts.get(id);
    const wasPlanned = then !== undefined && then.state !== 'excluded';
    return wasPlanned ? then.repId : cellText(owner, account);
  });
  if (!today.accountIds.some((id) => baseline.accounts.has(id))) {
    throw new InputError([
      {
        file: '--baseline',
        what: `has none of the accounts of ${accounts.file}`,
        remedy: 'name the plan that was adopted for these accounts',
      },
    ]);
  }
  const problem = assemble({ ...assembled, accounts: withTexts(accounts, 'owner', owners) });
  return { problem, held: ownersSincePlan(today) };
}
