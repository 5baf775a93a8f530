import { fullAssignment } from '../evaluation/changes.js';
import type { Assignment } from '../model/assignment.js';
import { InputError } from '../model/input-problem.js';
import { AccountState, OwnerKind, type Problem } from '../model/problem.js';
import { type Column, cellText } from '../model/table.js';
import type { Crm } from './crm.js';
import { hasLeft, newOwnerColumn, repsByOwner } from './new-owners.js';
import type { OwnerExport, OwnerRow } from './owner-export.js';
import { checkHouse, idsOf, stampsOf, todayOwnerColumn } from './record-columns.js';

/** What the user says where headers do not. */
export interface ExportOptions {
  /** The rep column with the owner to write. */
  readonly ownerColumn?: string | undefined;
  /** The account column with the CRM's ids. */
  readonly idColumn?: string | undefined;
  /** Who gets released accounts; undefined: they stay as they are. */
  readonly house?: string | undefined;
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
): OwnerExport {
  const holders = fullAssignment(problem, assignment);
  const changing = accountsThatMayChange(problem, holders, options.house !== undefined);
  const recipients = [
    ...new Set(Array.from(changing, (account) => holders[account]).filter((rep) => rep >= 0)),
  ].sort((a, b) => a - b);
  const collected = new Collected();
  collected.run(() => checkHouse(crm, options.house));
  const ownerColumn = collected.run(() =>
    newOwnerColumn(problem, crm, recipients, options.ownerColumn),
  );
  const today = collected.run(() => todayOwnerColumn(problem, crm, changing));
  const newOwner = (account: number): string =>
    holders[account] >= 0 ? cellText(ownerColumn, holders[account]) : (options.house ?? '');
  const changed = changing.filter(
    (account) => crm.key(cellText(today, account)) !== crm.key(newOwner(account)),
  );
  const id = collected.run(() => idsOf(problem, crm, options.idColumn, changed));
  const stamps = collected.run(() => stampsOf(problem, crm, id, changed)) ?? [];
  collected.throwIfAny();
  const row = (account: number, owner: string): OwnerRow => ({
    account,
    id: cellText(id, account),
    owner,
  });
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
    ...takenBack(problem, crm, { owners, today, ownerColumn }),
    stamps,
    ownerColumn,
    unchanged: problem.accountCount - owners.length - released - excluded - unplaced,
    released,
    excluded,
    unplaced,
  };
}

/** Accounts that go to another than the rep who owns them, as far as the plan knows. */
function accountsThatMayChange(
  { accountCount, state, owner }: Problem,
  holders: Assignment,
  hasHouse: boolean,
): number[] {
  return Array.from({ length: accountCount }, (_, account) => account).filter((account) => {
    if (state[account] === AccountState.excluded) return false;
    if (state[account] === AccountState.released) return hasHouse;
    return holders[account] >= 0 && holders[account] !== owner[account];
  });
}

interface Change {
  readonly owners: readonly OwnerRow[];
  readonly today: Column | undefined;
  readonly ownerColumn: Column | undefined;
}

/** The rows that give today's owners back, by what the CRM asks for them. */
function takenBack(
  problem: Problem,
  crm: Crm,
  { owners, today, ownerColumn }: Change,
): Pick<OwnerExport, 'rollback' | 'inactive' | 'notPossible' | 'misread'> {
  const byOwner = repsByOwner(problem, crm, ownerColumn);
  const rollback: OwnerRow[] = [];
  const inactive: OwnerRow[] = [];
  const notPossible: OwnerRow[] = [];
  let misread = 0;
  for (const changed of owners) {
    const { account } = changed;
    const owner = cellText(today, account);
    const row = { ...changed, owner };
    const isDeparted = problem.ownerKind[account] === OwnerKind.departed;
    const known = isDeparted ? byOwner.get(crm.key(owner)) : problem.owner[account];
    if (isDeparted && known !== undefined) misread++;
    if (owner === '') notPossible.push(changed);
    else if (known === undefined || (known >= 0 && hasLeft(problem, known))) inactive.push(row);
    else rollback.push(row);
  }
  return { rollback, inactive, notPossible, misread };
}

/** Gathers what several checks object to, so that all is told at once. */
class Collected {
  readonly #errors: InputError[] = [];

  run<Result>(check: () => Result): Result | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#errors.push(error);
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.#errors.length === 0) return;
    throw new InputError(this.#errors.flatMap(({ problems }) => problems));
  }
}
