import type { Column } from '../model/table.js';
import type { Crm, LinkedRecords } from './crm.js';

/** One record's owner, as a row of a loader's file. */
export interface OwnerRow {
  /** Its index in the file it comes from: of accounts, the account file. */
  readonly index: number;
  /** The CRM's id, as it stood. */
  readonly id: string;
  readonly owner: string;
}

/** The rows that give today's owners back, by what the CRM asks for them. */
interface TakenBack {
  /** Those that an active user owns today, with today's owner as it stood. */
  readonly rollback: readonly OwnerRow[];
  /** Those whose owner of today is not active any more, likewise. */
  readonly inactive: readonly OwnerRow[];
  /** Those that nobody owns today, with the new owner: no loader takes an owner away. */
  readonly notPossible: readonly OwnerRow[];
}

/** Records whose owner changes, and what takes it back; in the order of their file. */
export interface RecordOwners extends TakenBack {
  /** With the new owner. */
  readonly owners: readonly OwnerRow[];
  /** Columns that go along untouched in the owners' file. */
  readonly stamps: readonly Column[];
}

/** The records of a file that go along with their accounts. */
export interface LinkedExport extends RecordOwners {
  readonly kind: LinkedRecords;
  /** As `Crm`, for these records. */
  readonly crm: Crm;
  /** Records that might have gone along, of accounts that change owner, and stay with theirs. */
  readonly staying: number;
}

/** What a CRM's loader is to be given for a plan, and what takes it back. */
export interface OwnerExport extends RecordOwners {
  readonly crm: Crm;
  /** The rep column that new owners are taken from; undefined where nobody gets an account. */
  readonly ownerColumn: Column | undefined;
  readonly unchanged: number;
  /** Released accounts for which no house owner was named. */
  readonly released: number;
  readonly excluded: number;
  /** Accounts that the plan could give to nobody. */
  readonly unplaced: number;
  /** Accounts whose owner the plan took for departed, and whose id in its other length is a rep's. */
  readonly misread: number;
  /** Opportunities and contacts that go along. */
  readonly linked: readonly LinkedExport[];
}

/**
 * Sorts the rows that give earlier owners back by what the CRM asks for them.
 *
 * @param ownerBefore a record's owner until then; empty for nobody.
 * @param isActive whether that one is an active user.
 */
export function takenBack(
  owners: readonly OwnerRow[],
  ownerBefore: (index: number) => string,
  isActive: (index: number) => boolean,
): TakenBack {
  const rollback: OwnerRow[] = [];
  const inactive: OwnerRow[] = [];
  const notPossible: OwnerRow[] = [];
  for (const changed of owners) {
    const owner = ownerBefore(changed.index);
    const row = { ...changed, owner };
    const active = isActive(changed.index);
    if (owner === '') notPossible.push(changed);
    else if (active) rollback.push(row);
    else inactive.push(row);
  }
  return { rollback, inactive, notPossible };
}
