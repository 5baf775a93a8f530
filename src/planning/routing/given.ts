import { type ClaimRow, readClaims, readOrder } from '../../inputs/csv/routing-files.js';
import type { InputProblem } from '../../model/input-problem.js';
import type { Problem } from '../../model/problem.js';
import { type RouteStep, routeSteps } from '../../model/routing.js';
import { rowWords } from '../../model/rule.js';
import { cellText, fold } from '../../model/table.js';
import { contents, type KnownIds, type NamedBytes, type ReadProblem } from '../inputs.js';

/** The accounts to be given out. */
export interface FreshAccounts {
  readonly accounts: ReadonlySet<number>;
  /** By new account, the one of the plan that has its name. */
  readonly namedAs: ReadonlyMap<number, number>;
  readonly notes: readonly string[];
}

/** Which accounts are to be given out, and which the plan has already. */
export function freshAccounts(
  { problem, planned }: Pick<ReadProblem, 'problem' | 'planned'>,
  added: { readonly name: string; readonly ids: readonly string[] },
): FreshAccounts {
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const known = new Set(planned?.columns.get('account_id'));
  const accounts = new Set<number>();
  const notes: string[] = [];
  for (const id of added.ids) {
    const account = accountOf.get(id);
    if (known.has(id)) notes.push(`${added.name}: ${id} passed over: the plan has it`);
    else if (account !== undefined) accounts.add(account);
  }
  const namedAs = sameNames(problem, accounts);
  const told = [...namedAs].map(([fresh, same]) => sameNameNote(problem, fresh, same));
  return { accounts, namedAs, notes: [...notes, ...told, ...unbound(problem, accounts)] };
}

/** Must match rows ask nothing of an account whose cell is empty: a lead without a region may go anywhere. */
function unbound(problem: Problem, fresh: ReadonlySet<number>): readonly string[] {
  return problem.rules.flatMap((rule) => {
    const isAsked =
      rule.kind === 'match' &&
      rule.level === 'must' &&
      rule.metric !== '' &&
      rule.role === undefined;
    if (!isAsked || rule.accounts.conditions.length > 0) return [];
    const name = rule.metric.split('=')[0].trim();
    const column = problem.accounts.columns.get(fold(name));
    const empty = [...fresh].filter((account) => cellText(column, account) === '').length;
    if (empty === 0) return [];
    const title = rule.name === '' ? rowWords(rule.row) : `${rule.name} (${rowWords(rule.row)})`;
    return [
      `warning: ${empty} of ${fresh.size} new accounts have no ${name}, so ${title} asks nothing of them: fill it, or any rep may get them`,
    ];
  });
}

/** New accounts by the name of one that the plan has, often the same company under another id; by new account, that one. */
function sameNames(problem: Problem, fresh: ReadonlySet<number>): ReadonlyMap<number, number> {
  const column = problem.accounts.columns.get('account_name');
  const nameOf = (account: number): string => fold(cellText(column, account));
  const wanted = new Map([...fresh].map((account) => [nameOf(account), account]));
  wanted.delete('');
  const found = new Map<number, number>();
  if (wanted.size === 0) return found;
  for (let account = 0; account < problem.accountCount; account++) {
    const same = fresh.has(account) ? undefined : wanted.get(nameOf(account));
    if (same !== undefined && !found.has(same)) found.set(same, account);
  }
  return found;
}

function sameNameNote(problem: Problem, fresh: number, same: number): string {
  const rep = problem.owner[same];
  const holder = rep < 0 ? 'nobody has' : `${problem.repNames[rep]} has`;
  return `warning: ${problem.accountIds[fresh]} is named as ${problem.accountIds[same]}, which ${holder}: if they are one company, give it that id or its parent_id`;
}

/** The small files that a routing may be given besides its inputs. */
export const routeBesideRoles = ['claims', 'order'] as const;
export type RouteBesideRole = (typeof routeBesideRoles)[number];

/** Claims and the order of the steps, as far as they were given. */
export interface RouteBeside {
  readonly claims: readonly ClaimRow[];
  readonly steps: readonly RouteStep[];
  readonly files: ReadonlyMap<RouteBesideRole, NamedBytes & { readonly rows: number }>;
}

export const nothingBeside: RouteBeside = { claims: [], steps: routeSteps, files: new Map() };

/** Reads those that are there, with all that is wrong in them. */
export function readRouteBeside(files: ReadonlyMap<string, NamedBytes>): {
  readonly value: RouteBeside;
  readonly problems: readonly InputProblem[];
} {
  const [claims, order] = routeBesideRoles.map((role) => files.get(role));
  const claimed = claims && readClaims(...contents(claims));
  const ordered = order && readOrder(...contents(order), routeSteps);
  const found = new Map<RouteBesideRole, NamedBytes & { readonly rows: number }>();
  if (claims !== undefined) found.set('claims', { ...claims, rows: claimed?.value.length ?? 0 });
  if (order !== undefined) found.set('order', { ...order, rows: ordered?.value.length ?? 0 });
  return {
    value: { claims: claimed?.value ?? [], steps: ordered?.value ?? routeSteps, files: found },
    problems: [...(claimed?.problems ?? []), ...(ordered?.problems ?? [])],
  };
}

/** Claims to accounts or by reps that nobody knows. */
export function unknownClaims(
  { claims, files }: RouteBeside,
  { accounts, reps }: KnownIds,
): readonly InputProblem[] {
  return claims.flatMap(({ row, accountId, repId }): InputProblem[] => {
    const place = { file: files.get('claims')?.name ?? '--claims', row };
    return [
      ...(accountId === '' || accounts.has(accountId)
        ? []
        : [
            {
              ...place,
              column: 'account_id',
              what: 'is no account of the plan or of the new ones',
              value: accountId,
              remedy: 'correct the id, or delete the row',
            },
          ]),
      ...(repId === '' || reps.has(repId)
        ? []
        : [
            {
              ...place,
              column: 'rep_id',
              what: 'is no rep_id of the rep file',
              value: repId,
              remedy: 'write a rep_id as the rep file has it',
            },
          ]),
    ];
  });
}
