import type { Problem } from '../model/problem.js';
import { cellText, fold } from '../model/table.js';
import { listed } from '../rules/matching.js';

/**
 * Why somebody takes no accounts where a role is why: "has the role SDR", or
 * where who has that role is looked at, "is no SDR". Undefined where something
 * else is why, such as that they are leaving.
 */
export function roleOfRep(problem: Problem, rep: number): string | undefined {
  const { roles = [], ofRole, live, reps } = problem;
  const status = fold(cellText(reps.columns.get('status'), rep));
  if (live[rep] === 1 || status === 'left' || status === 'leaving') return undefined;
  if (ofRole !== undefined) return ofRole.named[rep] === 1 ? undefined : `is no ${ofRole.name}`;
  const has = roles.filter(({ named }) => named[rep] === 1).map(({ name }) => name);
  if (has.length === 0) return undefined;
  const last = has.slice(-1);
  return has.length === 1
    ? `has the role ${last}`
    : `has the roles ${has.slice(0, -1).join(', ')} and ${last}`;
}

/** ", as its rep is of pod P2": where in a role it is the pod of its rep that keeps an account from somebody; else ''. */
export function podOfItsRep(problem: Problem, account: number, rep: number): string {
  const { ofRole, accounts, reps } = problem;
  const column = reps.columns.get('pod');
  if (ofRole?.named[rep] !== 1 || column === undefined) return '';
  const pod = cellText(accounts.columns.get('pod'), account);
  const pods = new Set(listed(pod).map(fold));
  const isApart =
    pods.size > 0 && !listed(cellText(column, rep)).some((one) => pods.has(fold(one)));
  return isApart ? `, as its rep is of pod ${pod}` : '';
}
