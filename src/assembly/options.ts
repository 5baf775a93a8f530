import type { OwnedRecords } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import type { DayNumber } from '../model/units.js';
import type { AreaNeighbours } from './areas.js';

/** km between pairs, as read from a distances file. */
export interface DistanceRows {
  readonly file: string;
  readonly accountIds: readonly string[];
  readonly repIds: readonly string[];
  readonly km: Float64Array;
}

/** Where it is from who is known where. */
export interface RelationshipSources {
  /** By the owners of opportunities and activities; undefined where neither is given. */
  readonly records: OwnedRecords | undefined;
  /** Of a relationships file, which goes before records. */
  readonly given:
    | {
        readonly file: string;
        readonly accountIds: readonly string[];
        readonly repIds: readonly string[];
        readonly strength: Float64Array;
      }
    | undefined;
}

/** The part of the files that the problem of a role is about. */
export interface RolePart {
  readonly name: string;
  /** 1 for every rep whom its rows name, live or not. */
  readonly named: Uint8Array;
  /** 1 for the accounts that have somebody in the role. */
  readonly accounts: Uint8Array;
  /** 1 for the reps who may be that. */
  readonly reps: Uint8Array;
  /** 1 for the accounts that no pod holds, so that they join none with another. */
  readonly free: Uint8Array;
}

/** What shapes a problem besides its files. */
export interface AssemblyOptions {
  /** Day number (days since 1970-01-01) that date-derived values count from. */
  readonly asOf: DayNumber;
  /** Weights given on the command line, by term name. */
  readonly weights: ReadonlyMap<string, number>;
  /** Column of reps.csv that takes the place of capacity. */
  readonly shareBy: string | undefined;
  /** Whether potential taken from customers' size is lowered to its 95th percentile. */
  readonly potentialCap: boolean;
  readonly distances: DistanceRows | undefined;
  /** Undefined: nothing is known of it. */
  readonly relationships?: RelationshipSources | undefined;
  /** Which areas lie side by side, for contiguous rows; undefined: none do. */
  readonly neighbours?: AreaNeighbours | undefined;
  /** What amounts are in, for whoever tells them; undefined where nobody knows. */
  readonly currency?: string | undefined;
  /** Of the problem of a role: all others stay as they are and count nowhere, and of the balances workload alone holds unwritten. */
  readonly role?: RolePart | undefined;
  /** Columns of money that are in another, or may be. */
  readonly unlike?: ReadonlySet<string>;
  /** Must rows of the other files that are left out, to see what they cost or whom they contradict. */
  readonly without?: WithoutRows;
  /** What max_accounts is for some reps (index in reps.csv) in place of their own, to see whether it would do. */
  readonly maxAccounts?: ReadonlyMap<number, number>;
  /** The ids of the accounts that are released, whatever more the rows would release; undefined: as the rows say. */
  readonly released?: ReadonlySet<string> | undefined;
  /** Cells that were written anew so that all must rules can hold; told in a warning. */
  readonly relaxed?: readonly Relaxation[];
}

export interface WithoutRows {
  /** Accounts (index in accounts.csv) that count as not locked. */
  readonly locked: ReadonlySet<number>;
  /** Reps (index in reps.csv) whose max_accounts does not count. */
  readonly maxAccounts: ReadonlySet<number>;
}
