import { fullAssignment } from '../evaluation/changes.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, OwnerKind, type Problem } from '../model/problem.js';
import { cellText, filledColumn, recordsAsFiled, type Table } from '../model/table.js';
import { Collected } from './collected.js';
import type { Crm } from './crm.js';
import { exportLinked, type LinkedFile } from './linked-owners.js';
import { hasLeft, newOwnerColumn, repsByOwner } from './new-owners.js';
import { type OwnerExport, type OwnerRow, takenBack } from './owner-export.js';
import { accountIdsOf, checkHouse, stampsOf, todayOwnerColumn } from './record-columns.js';

/** What the user says where headers do not. */
export interface ExportOptions {
  /** The rep column with the owner to write. */
  readonly ownerColumn?: string | undefined;
  /** The account column with the CRM's ids. */
  readonly idColumn?: string | undefined;
  /** Who gets released accounts; undefined: they stay as they are. */
  readonly house?: string | undefined;
}

/** Files besides the plan's own ones. */
export interface ExportFiles {
  /** accounts.csv as it was read, where owners came from elsewhere since; default: the problem's. */
  readonly asRead?: Table | undefined;
  /** Files whose records go along with their accounts. */
  readonly linked?: readonly LinkedFile[];
  /** By account: whether it changes now; default: all that change at all. */
  readonly changesNow?: (account: number) => boolean;
  /** By account: the rep who has it by then, where that is no longer the file's owner; -1 where it is. */
  readonly heldBy?: (account: number) => number;
}

/**
 * What a CRM's loader is to be given so that its accounts have the plan's
 * owners, and what gives them today's back. Ids and owners are as they stood.
 *
 * @param assignment of the planned accounts.
 * @throws InputError with all ids and owners that the loader would refuse or take for others.
 */
export function exportOwners(
  problem: Problem,
  assignment: Assignment,
  crm: Crm,
  options: ExportOptions,
  files: ExportFiles = {},
): OwnerExport {
  const holders = fullAssignment(problem, assignment);
  const accounts = files.asRead ?? problem.accounts;
  const asRead = filledColumn(accounts, 'owner');
  const { changesNow = () => true, heldBy = () => -1 } = files;
  const changing = accountsThatMayChange(
    problem,
    holders,
    options.house !== undefined,
    (account) => heldBy(account) >= 0 || Boolean(cellText(asRead, account)),
  ).filter(changesNow);
  const ofRecords = (files.linked ?? []).flatMap(({ newReps = [] }) => [...newReps]);
  const ofAccounts = changing.flatMap((account) => [holders[account], heldBy(account)]);
  const recipients = [...new Set([...ofAccounts, ...ofRecords])]
    .filter((rep) => rep >= 0)
    .sort((a, b) => a - b);
  const collected = new Collected();
  collected.run(() => checkHouse(crm, options.house));
  const ownerColumn = collected.run(() =>
    newOwnerColumn(problem, crm, recipients, options.ownerColumn),
  );
  const today = collected.run(() => todayOwnerColumn(accounts, crm, changing));
  const ownerNamed = (rep: number): string => (rep >= 0 ? cellText(ownerColumn, rep) : '');
  const newOwner = (account: number): string =>
    holders[account] >= 0 ? ownerNamed(holders[account]) : (options.house ?? '');
  const ownerBefore = (account: number): string =>
    heldBy(account) >= 0 ? ownerNamed(heldBy(account)) : cellText(today, account);
  const changed = changing.filter(
    (account) => crm.key(ownerBefore(account)) !== crm.key(newOwner(account)),
  );
  const id = collected.run(() => accountIdsOf(accounts, crm, options.idColumn, changed));
  const stamps = collected.run(() => stampsOf(accounts, crm, id, changed)) ?? [];
  const byOwner = repsByOwner(problem, crm, ownerColumn);
  const newOwners = new Map(changed.map((account) => [account, newOwner(account)]));
  const linked = (files.linked ?? []).map((file) =>
    collected.run(() =>
      exportLinked(problem, crm, file, { newOwners, byOwner, heldBy, ownerOf: ownerNamed }),
    ),
  );
  collected.throwIfAny();
  const row = (account: number, owner: string): OwnerRow => ({
    index: account,
    id: cellText(id, account),
    owner,
  });
  let misread = 0;
  const ownerOf = (account: number): number | undefined => {
    if (problem.ownerKind[account] !== OwnerKind.departed) return problem.owner[account];
    const rep = byOwner.get(crm.key(cellText(today, account)));
    if (rep !== undefined) misread++;
    return rep;
  };
  const isActive = (account: number): boolean => {
    const rep = heldBy(account) >= 0 ? heldBy(account) : ownerOf(account);
    return rep !== undefined && !(rep >= 0 && hasLeft(problem, rep));
  };
  const owners = changed.map((account) => row(account, newOwner(account)));
  const { state } = problem;
  const count = (wanted: number): number => state.filter((one) => one === wanted).length;
  const unplaced = holders.filter(
    (rep, account) => rep < 0 && state[account] === AccountState.planned,
  ).length;
  const released = options.house === undefined ? count(AccountState.released) : 0;
  const excluded = count(AccountState.excluded);
  return {
    crm,
    owners,
    ...takenBack(owners, ownerBefore, isActive),
    misread,
    stamps,
    ownerColumn,
    unchanged: problem.accountCount - owners.length - released - excluded - unplaced,
    released,
    excluded,
    unplaced,
    linked: linked.filter((one) => one !== undefined),
  };
}

/** Accounts that go to another than the rep who owns them, as far as the plan knows. */
function accountsThatMayChange(
  { accounts, state, owner }: Problem,
  holders: Assignment,
  hasHouse: boolean,
  isOwned: (account: number) => boolean,
): number[] {
  return recordsAsFiled(accounts).filter((account) => {
    if (state[account] === AccountState.excluded) return false;
    if (state[account] === AccountState.released) return hasHouse;
    // Whom opportunities made the owner, the CRM does not know as such.
    return holders[account] >= 0 && (holders[account] !== owner[account] || !isOwned(account));
  });
}
