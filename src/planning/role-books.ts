import { type ContactWindow, contactsWith } from '../analytics/contacts.js';
import type { RoleHolding } from '../analytics/role-coverage.js';
import { holdersNow, holdersOfRole } from '../assembly/roles.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import type { RoleGround } from '../model/problem.js';
import { roleColumns } from '../reports/role-columns.js';
import { accountsWords } from './books.js';
import type { ReadProblem } from './inputs.js';

/** Whose each account is in every role that the rules give: today, or in a plan. */
export function roleHoldings(
  { problem, linked }: Pick<ReadProblem, 'problem' | 'linked'>,
  plan: OwnFile | undefined,
  window: ContactWindow,
  notes: string[],
): readonly RoleHolding[] {
  const { accounts, reps, roles = [] } = problem;
  const holdings = roles.map((role): RoleHolding => {
    const holders = holdersOfRole(role);
    const today = {
      holder: holdersNow(role, accounts, reps),
      concerned: Uint8Array.from(role.rowOf, (row) => (row < 0 ? 0 : 1)),
    };
    const held = plan === undefined ? today : heldInPlan(role, problem, plan, today, notes);
    return {
      name: role.name,
      holders,
      onLeave: holders.map((holds, rep) => (holds === 1 && role.takes[rep] === 0 ? 1 : 0)),
      ...held,
      own: contactsWith(held.holder, linked, window),
    };
  });
  if (holdings.length > 0 && holdings.every(({ own }) => own === undefined)) {
    notes.push(
      linked?.activities === undefined
        ? 'nothing tells who of a role touched an account: no activities are given'
        : `nothing tells who of a role touched an account: ${linked.activities.table.file} has no owner`,
    );
  }
  return holdings;
}

type Held = Pick<RoleHolding, 'holder' | 'concerned'>;

/** Changes of accounts that have nobody in the role by the plan's own decision. */
const without: ReadonlySet<string> = new Set(['', 'excluded', 'released']);

/** The holders of a plan; an account that the plan does not have is as it is today. */
function heldInPlan(
  role: RoleGround,
  { accountIds, repIds, reps }: ReadProblem['problem'],
  own: OwnFile,
  today: Held,
  notes: string[],
): Held {
  const [idColumn, , changeColumn] = roleColumns({ role });
  const [ids, holderIds, changes] = ['account_id', idColumn, changeColumn].map((name) =>
    own.columns.get(name),
  );
  if (ids === undefined || holderIds === undefined) {
    notes.push(`${own.file} has no column ${idColumn}: who is ${role.name} is as today`);
    return today;
  }
  const accountOf = new Map(accountIds.map((id, account) => [id, account]));
  const repOf = new Map(repIds.map((id, rep) => [id, rep]));
  const holders = holdersOfRole(role);
  const [holder, concerned] = [today.holder.slice(), today.concerned.slice()];
  const strangers = new Map<string, number>();
  own.rowNumbers.forEach((_, row) => {
    const account = accountOf.get(ids[row]);
    if (account === undefined) return;
    const id = holderIds[row];
    if (changes !== undefined) concerned[account] = without.has(changes[row]) ? 0 : 1;
    const rep = repOf.get(id) ?? -1;
    holder[account] = rep >= 0 && holders[rep] === 1 ? rep : -1;
    if (id !== '' && holder[account] < 0 && concerned[account] === 1)
      strangers.set(id, (strangers.get(id) ?? 0) + 1);
  });
  for (const [id, count] of strangers) {
    const is = repOf.has(id) ? `is no ${role.name} there any more` : `is not in ${reps.file}`;
    notes.push(
      `warning: ${own.file}: ${idColumn} "${id}" ${is}; ${accountsWords(count)} ${count === 1 ? 'counts' : 'count'} as without ${role.name}`,
    );
  }
  return { holder, concerned };
}
