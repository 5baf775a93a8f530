import { holdersOf } from '../inputs/opportunities/holders.js';
import { InputError } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { type Column, cellText, type Table } from '../model/table.js';
import { Collected } from './collected.js';
import type { Crm, LinkedRecords } from './crm.js';
import { hasLeft } from './new-owners.js';
import { type LinkedExport, type OwnerRow, takenBack } from './owner-export.js';
import { idsOf, stampsOf, todayOwnerColumn } from './record-columns.js';

/** A file of records that belong to accounts. */
export interface LinkedFile {
  readonly kind: LinkedRecords;
  readonly table: Table;
  /** Index in accounts.csv by row, -1 for none. */
  readonly account: Int32Array;
  /** 1 for records that may go along: open opportunities, all contacts. */
  readonly mayMove: Uint8Array;
  /** Only those that their account's owner holds. */
  readonly ownersOnly: boolean;
  /** The rep who gets each record, where that is not its account's; -1 for none. */
  readonly newReps?: Int32Array;
  /** The rep who has each record by then, where that is not its owner in the file; -1 for none. Default: its account's. */
  readonly heldBy?: Int32Array;
}

export interface AccountMoves {
  /** The new owner of each account whose owner changes, by its index. */
  readonly newOwners: ReadonlyMap<number, string>;
  /** Reps by how the CRM knows them. */
  readonly byOwner: ReadonlyMap<string, number>;
  /** The rep who has an account by then, where that is not its owner in the file; else -1. */
  readonly heldBy: (account: number) => number;
  /** A rep as the CRM knows them. */
  readonly ownerOf: (rep: number) => string;
}

const idNames = { opportunities: 'opportunity_id', contacts: 'contact_id' } as const;

/**
 * Gives records the new owner of their account, and what gives today's back.
 *
 * @throws InputError with all ids and owners that the loader would refuse.
 */
export function exportLinked(
  problem: Problem,
  accountCrm: Crm,
  file: LinkedFile,
  { newOwners, byOwner, heldBy, ownerOf }: AccountMoves,
): LinkedExport {
  const { kind, table, account, mayMove, newReps } = file;
  const crm: Crm = { ...accountCrm, ...accountCrm.records[kind] };
  const holders = holdersOf(table, problem.reps);
  const concerned = Array.from(account.keys()).filter(
    (row) => mayMove[row] === 1 && (newReps !== undefined || newOwners.has(account[row])),
  );
  const moving = concerned.filter(
    (row) => !file.ownersOnly || isHeldByOwner(problem, account[row], holders.rep[row]),
  );
  const collected = new Collected();
  const today = collected.run(() => todayOwnerColumn(table, crm, moving));
  const newOwner = (row: number): string =>
    newReps === undefined ? (newOwners.get(account[row]) ?? '') : ownerOf(newReps[row]);
  const holder = (row: number): number => (file.heldBy ? file.heldBy[row] : heldBy(account[row]));
  const ownerBefore = (row: number): string =>
    holder(row) >= 0 ? ownerOf(holder(row)) : cellText(today, row);
  const changed = moving.filter((row) => crm.key(ownerBefore(row)) !== crm.key(newOwner(row)));
  const id = collected.run(() => idsOfRecords(table, crm, kind, changed));
  const stamps = collected.run(() => stampsOf(table, crm, id, changed)) ?? [];
  collected.throwIfAny();
  const owners = changed.map(
    (row): OwnerRow => ({ index: row, id: cellText(id, row), owner: newOwner(row) }),
  );
  const isActive = (row: number): boolean => {
    if (holder(row) >= 0) return !hasLeft(problem, holder(row));
    const rep = byOwner.get(crm.key(cellText(today, row))) ?? holders.rep[row];
    return rep >= 0 && !hasLeft(problem, rep);
  };
  const back = takenBack(owners, ownerBefore, isActive);
  return { kind, crm, owners, ...back, stamps, staying: concerned.length - moving.length };
}

/** Whether the rep who owns the account holds the record. */
function isHeldByOwner({ owner }: Problem, account: number, holder: number): boolean {
  return holder >= 0 && owner[account] === holder;
}

function idsOfRecords(
  table: Table,
  crm: Crm,
  kind: LinkedRecords,
  changed: readonly number[],
): Column | undefined {
  const own = idNames[kind];
  const flag = `--map "${kind}.${own}=HEADER"`;
  const column = idsOf(table, crm, { own, flag }, changed);
  if (column !== undefined || changed.length === 0) return column;
  const what = `has no column with the records' ids: a ${crm.idWanted}`;
  const remedy = `export it too, or say which it is with ${flag}, and plan again`;
  throw new InputError([{ file: table.file, what, remedy }]);
}
