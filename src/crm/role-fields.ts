import type { RoleChange } from '../evaluation/role-changes.js';
import type { RoleEvaluation } from '../evaluation/types.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { type Column, cellText, type Table } from '../model/table.js';
import { cellFaults } from './cell-faults.js';
import { Collected } from './collected.js';
import { headersOf } from './columns.js';
import type { Crm } from './crm.js';
import type { ExportOptions } from './export-owners.js';
import { hasLeft, newOwnerColumn } from './new-owners.js';
import { type OwnerRow, type RecordOwners, takenBack } from './owner-export.js';
import { accountIdsOf, stampsOf } from './record-columns.js';

/** What a loader is to be given so that a role's field of the accounts says who has the role, and what takes it back. */
export interface RoleFieldExport extends RecordOwners {
  /** As `Crm`, with the role's field in place of the owner. */
  readonly crm: Crm;
  /** Accounts that nobody is given in the role any more: no loader empties a field. */
  readonly emptied: number;
}

/** A role whose field cannot be loaded. */
export interface RoleFieldRefused {
  /** What is in the way; the first tells what to do. */
  readonly problems: readonly InputProblem[];
}

type FieldOptions = Pick<ExportOptions, 'ownerColumn' | 'idColumn'>;

/** A role of the plan, and its field in the CRM. */
export interface RoleField {
  readonly name: string;
  /** What its files are called after. */
  readonly key: string;
  readonly field: RoleFieldExport | RoleFieldRefused;
}

/**
 * The role's field of every account that gets another holder. Whatever is
 * wrong with it holds up nothing else: the accounts' owners can be loaded all the same.
 *
 * @param accounts the account file as it was read.
 * @param changes the accounts that get another holder now.
 */
export function exportRoleField(
  problem: Problem,
  crm: Crm,
  role: RoleEvaluation,
  changes: readonly RoleChange[],
  options: FieldOptions,
  accounts: Table,
): RoleField {
  const { name, key } = role.role;
  try {
    const field = fieldOf(problem, crm, role, changes, options, accounts);
    return { name, key, field };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Where nothing is to be loaded, nothing is in the way of it.
    if (changes.length === 0) return { name, key, field: nothing({ ...crm, ownerHeader: name }) };
    return { name, key, field: { problems: error.problems } };
  }
}

function nothing(crm: Crm): RoleFieldExport {
  return { crm, owners: [], rollback: [], inactive: [], notPossible: [], stamps: [], emptied: 0 };
}

function fieldOf(
  problem: Problem,
  accountCrm: Crm,
  role: RoleEvaluation,
  changes: readonly RoleChange[],
  options: FieldOptions,
  accounts: Table,
): RoleFieldExport {
  const today = fieldColumn(role, accounts);
  const crm: Crm = { ...accountCrm, ownerHeader: today.header };
  const collected = new Collected();
  const holders = new Map(changes.map(({ account, holder }) => [account, holder]));
  const given = changes.flatMap(({ account, holder }) => (holder < 0 ? [] : [account]));
  const recipients = [...new Set(given.map((account) => holders.get(account) ?? -1))];
  const ownerColumn = collected.run(() =>
    newOwnerColumn(
      problem,
      crm,
      recipients.sort((a, b) => a - b),
      options.ownerColumn,
    ),
  );
  collected.run(() => checkToday(accounts, crm, today, given));
  const before = (account: number): string => cellText(today, account);
  const after = (account: number): string => cellText(ownerColumn, holders.get(account) ?? -1);
  const changed = given.filter((account) => crm.key(before(account)) !== crm.key(after(account)));
  const id = collected.run(() => accountIdsOf(accounts, crm, options.idColumn, changed));
  const stamps = collected.run(() => stampsOf(accounts, crm, id, changed)) ?? [];
  collected.throwIfAny();
  const owners = changed.map(
    (account): OwnerRow => ({
      index: account,
      id: cellText(id, account),
      owner: after(account),
    }),
  );
  const isActive = (account: number): boolean => {
    const holder = role.problem.owner[account];
    return holder >= 0 && !hasLeft(problem, holder);
  };
  return {
    crm,
    owners,
    ...takenBack(owners, before, isActive),
    stamps,
    emptied: changes.length - given.length,
  };
}

/** The column of the account file that was read as who has the role today: its header is the field's name. */
function fieldColumn({ role, problem }: RoleEvaluation, accounts: Table): Column {
  const held = problem.accounts.columns.get('owner');
  const column = [...accounts.columns.values()].find(({ header }) => header === held?.header);
  if (held === undefined || column === undefined) {
    throw new InputError([
      {
        file: accounts.file,
        what: `has no column ${role.key}, so that nothing says which field holds the ${role.name}, nor what stands in it today`,
        remedy: `export that field with the accounts, under the name ${role.key}, and plan again`,
      },
    ]);
  }
  return column;
}

/** @throws InputError where what stands in the field today could not be loaded again. */
function checkToday(accounts: Table, crm: Crm, today: Column, records: readonly number[]): void {
  const filled = records.filter((record) => cellText(today, record) !== '');
  const faults = cellFaults(accounts, today, filled, {
    wanted: `${crm.label} user that its import takes back: a ${crm.ownerWanted}`,
    fits: (text) => crm.isExportedOwner(text),
    otherColumn: `export the field with a column of those and plan again, or there is no way back; the headers are ${headersOf(accounts)}`,
    mend: 'correct it in the export, and plan again',
  });
  if (faults.length > 0) throw new InputError(faults);
}
