import { createHash } from 'node:crypto';
import { previousRepId } from '../../evaluation/changes.js';
import { scalesOf } from '../../evaluation/mask/scales.js';
import { standInsOf } from '../../evaluation/mask/stand-ins.js';
import type { Problem, RoleGround } from '../../model/problem.js';
import { cellText, fold, type Table } from '../../model/table.js';
import type { Contact } from '../../transition/contacts.js';
import type { RoleHandover } from '../../transition/role-handovers.js';
import { currencyOf, type Money } from '../currency.js';

/** Amounts of money that a pack tells: those of accounts and reps, and of deals. */
export type PackMoney = Money | 'amount';

/** What people, accounts and amounts are called in a pack: as the files have them, or masked. */
export interface Names {
  readonly accountId: (account: number) => string;
  /** account_name, or the id where there is none. */
  readonly accountName: (account: number) => string;
  /** Empty for nobody. */
  readonly repId: (rep: number) => string;
  readonly repName: (rep: number) => string;
  readonly repEmail: (rep: number) => string;
  /** Another cell of a rep. */
  readonly repCell: (rep: number, column: string) => string;
  /** Whoever had an account; empty for nobody. */
  readonly previousName: (account: number) => string;
  /** A role by its name; masked, by its number. */
  readonly roleName: (role: Pick<RoleGround, 'name' | 'key'>) => string;
  /** Whoever had a role at an account; empty for nobody. */
  readonly previousHolder: (of: Pick<RoleHandover, 'role' | 'account' | 'previous'>) => string;
  /** A rep's manager, by name; empty where the file says none. */
  readonly managerName: (rep: number) => string;
  readonly managerEmail: (rep: number) => string;
  readonly managerTitle: (rep: number) => string;
  readonly contactName: (contact: Contact) => string;
  readonly contactEmail: (contact: Contact) => string;
  readonly contactTitle: (contact: Contact) => string;
  readonly opportunityId: (row: number) => string;
  readonly stage: (row: number) => string;
  /** Any cell of an account, for letters. */
  readonly accountCell: (account: number, column: string) => string;
  readonly amount: (amount: number) => number;
  /** What amounts are in; undefined where nothing tells, and masked. */
  readonly currency: (of: PackMoney) => string | undefined;
  readonly isMasked: boolean;
}

/** Names as the files have them. */
export function plainNames(problem: Problem, opportunities: Table | undefined): Names {
  const { accounts, reps, accountIds, repIds, repNames } = problem;
  const repCell = (rep: number, column: string): string =>
    rep < 0 ? '' : cellText(reps.columns.get(column), rep);
  const managers = managersOf(problem);
  const managerOf = (rep: number): number => managers.get(fold(repCell(rep, 'manager'))) ?? -1;
  return {
    accountId: (account) => accountIds[account],
    accountName: (account) =>
      cellText(accounts.columns.get('account_name'), account) || accountIds[account],
    repId: (rep) => (rep < 0 ? '' : repIds[rep]),
    repName: (rep) => (rep < 0 ? '' : repNames[rep]),
    repEmail: (rep) => repCell(rep, 'email'),
    repCell,
    previousName: (account) => {
      const owner = problem.owner[account];
      return owner < 0 ? previousRepId(problem, account) : repNames[owner];
    },
    roleName: ({ name }) => name,
    previousHolder: ({ role, account, previous }) =>
      previous < 0 ? previousRepId(role.problem, account) : repNames[previous],
    managerName: (rep) => {
      const manager = managerOf(rep);
      return manager < 0 ? repCell(rep, 'manager') : repNames[manager];
    },
    managerEmail: (rep) => repCell(managerOf(rep), 'email'),
    managerTitle: (rep) => repCell(managerOf(rep), 'title'),
    contactName: ({ name }) => name,
    contactEmail: ({ email }) => email,
    contactTitle: ({ title }) => title,
    opportunityId: (row) => cellText(opportunities?.columns.get('opportunity_id'), row),
    stage: (row) =>
      cellText(opportunities?.columns.get('stage'), row) ||
      cellText(opportunities?.columns.get('status'), row),
    accountCell: (account, column) => cellText(accounts.columns.get(column), account),
    amount: (amount) => amount,
    currency: (of) =>
      of === 'amount' ? dealCurrency(problem, opportunities) : currencyOf(problem, of),
    isMasked: false,
  };
}

function dealCurrency(problem: Problem, opportunities: Table | undefined): string | undefined {
  const column = opportunities?.columns.get('amount');
  const own = column?.kind === 'number' ? column.currency : undefined;
  return own ?? currencyOf(problem, 'open_pipeline');
}

/** Managers who are reps themselves, by the id, e-mail or name that the column may hold. */
function managersOf({ reps, repIds }: Problem): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const column of ['rep_id', 'email', 'rep_name']) {
    repIds.forEach((_, rep) => {
      const key = fold(cellText(reps.columns.get(column), rep));
      if (key !== '' && !found.has(key)) found.set(key, rep);
    });
  }
  return found;
}

/** Columns of accounts that tell nothing of whose they are. */
const shown: ReadonlySet<string> = new Set(['renewal_date', 'last_contacted', 'owner_since']);

/** Stand-ins for names, ids, e-mails and amounts, the same each time for the same inputs. */
export function maskedNames(problem: Problem, opportunities: Table | undefined): Names {
  const standIns = standInsOf(problem);
  const scale = scalesOf(problem)('arr');
  const plain = plainNames(problem, opportunities);
  const rep = (at: number): string => (at < 0 ? '' : standIns.reps[at]);
  const deals = numbered('Deal', opportunities?.size ?? 0, plain.opportunityId);
  return {
    ...plain,
    accountId: (account) => standIns.accounts[account],
    accountName: (account) => standIns.accounts[account],
    repId: rep,
    repName: rep,
    repEmail: () => '',
    repCell: (at, column) => {
      const text = plain.repCell(at, column);
      if (column === 'title') return '';
      return column === 'status' ? text : standIns.value(column, text);
    },
    previousName: (account) => {
      const owner = problem.owner[account];
      if (owner >= 0) return rep(owner);
      return standIns.value('owner', previousRepId(problem, account));
    },
    roleName: ({ key }) =>
      `Role ${1 + (problem.roles ?? []).findIndex((role) => role.key === key)}`,
    previousHolder: (of) =>
      of.previous < 0 ? standIns.value('owner', plain.previousHolder(of)) : rep(of.previous),
    managerName: (at) => standIns.value('manager', plain.repCell(at, 'manager')),
    managerEmail: () => '',
    managerTitle: () => '',
    contactName: ({ id, row }) => `Contact ${hashOf(id === '' ? String(row) : id).slice(0, 4)}`,
    contactEmail: () => '',
    contactTitle: () => '',
    opportunityId: (row) => deals[row],
    stage: plain.stage,
    accountCell: (account, column) => {
      const text = plain.accountCell(account, column);
      return shown.has(column) ? text : standIns.value(column, text);
    },
    amount: (amount) => amount * scale,
    currency: () => undefined,
    isMasked: true,
  };
}

/** "Deal 017": numbered by checksum, so that no number tells where a deal stood in its file. */
function numbered(word: string, count: number, idOf: (row: number) => string): string[] {
  const sums = Array.from({ length: count }, (_, row) =>
    hashOf(`${idOf(row)}\t${idOf(row) === '' ? row : ''}`),
  );
  const order = [...sums.keys()].sort((a, b) => (sums[a] < sums[b] ? -1 : 1));
  const digits = String(count).length;
  const names = new Array<string>(count);
  order.forEach((row, rank) => {
    names[row] = `${word} ${String(rank + 1).padStart(digits, '0')}`;
  });
  return names;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
