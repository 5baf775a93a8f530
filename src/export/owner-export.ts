import type { Column } from '../model/table.js';
import type { Crm } from './crm.js';

/** One account's owner, as a row of a loader's file. */
export interface OwnerRow {
  /** Its index in the account file. */
  readonly account: number;
  /** The CRM's id, as it stood. */
  readonly id: string;
  readonly owner: string;
}

/** What a CRM's loader is to be given for a plan, and what takes it back. */
export interface OwnerExport {
  readonly crm: Crm;
  /** Accounts whose owner changes, with the new one; in the order of the account file. */
  readonly owners: readonly OwnerRow[];
  /** Those of them that an active user owns today, with today's owner as it stood. */
  readonly rollback: readonly OwnerRow[];
  /** Those whose owner of today is not active any more, likewise. */
  readonly inactive: readonly OwnerRow[];
  /** Those that nobody owns today, with the new owner: no loader takes an owner away. */
  readonly notPossible: readonly OwnerRow[];
  /** Columns that go along untouched in the owners' file. */
  readonly stamps: readonly Column[];
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
}
