import type { Standing } from '../../measures/breach.js';

export type { Driver, RepDrift, Standing } from '../../measures/breach.js';

/** What an adopted plan said: who was to have what. */
export interface Baseline {
  /** By account_id. */
  readonly accounts: ReadonlyMap<string, BaselineAccount>;
  /** By rep_id. */
  readonly reps: ReadonlyMap<string, BaselineRep>;
}

export interface BaselineAccount {
  readonly name: string;
  /** Excluded accounts stayed as they were: of them the plan tells nothing. Released ones were to have nobody. */
  readonly state: 'planned' | 'released' | 'excluded';
  /** Empty: nobody. */
  readonly repId: string;
  /** `potential` and `workload` when the plan was made. */
  readonly amounts: Readonly<Record<'potential' | 'workload', number>>;
}

export interface BaselineRep {
  readonly name: string;
  /** By unfiltered balanced metric. */
  readonly standing: ReadonlyMap<string, Standing>;
}

/** An account that is not where the plan put it. */
export interface DriftedAccount {
  /** -1 for an account that is in the file no more. */
  readonly account: number;
  readonly id: string;
  readonly name: string;
  readonly change: 'moved' | 'new' | 'gone';
  /** Whom the plan gave it to; empty for nobody, and for new accounts. */
  readonly from: string;
  /** Who has it; empty for nobody, and for accounts that are gone. */
  readonly to: string;
  /** Undefined where the file has no ARR, or the account is gone. */
  readonly arr: number | undefined;
  /** Of an account that is gone, when the plan was made. */
  readonly potential: number;
}

/** How far accounts have come from where the plan put them. */
export interface Drift {
  /** With another rep than planned. */
  readonly moved: number;
  /** Not in the plan. */
  readonly added: number;
  /** Planned then, in the file no more. */
  readonly gone: number;
  /** All of them: by ARR, then potential, the greatest first. */
  readonly accounts: readonly DriftedAccount[];
}
