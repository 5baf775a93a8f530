import type { MeasureRow } from '../model/problem.js';
import type { Rule } from '../model/rule.js';

/** Something that must hold and can be taken away: a must row, all locked accounts, one rep's max_accounts. */
export type MustRow =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'locked' }
  | {
      readonly kind: 'max_accounts';
      readonly rep: number;
      readonly row: number;
      readonly most: number;
    };

/** A conflict that can be counted out by hand. Accounts are indices in accounts.csv, reps in reps.csv. */
export type ConflictFact =
  | {
      /** Accounts that only some reps may take add up to more than these reps may hold. */
      readonly kind: 'too much for these reps';
      /** Undefined: the max_accounts of these reps together. */
      readonly row: MeasureRow;
      readonly metric: string;
      readonly reps: readonly number[];
      readonly amount: number;
      readonly allowed: number;
      readonly accounts: readonly number[];
    }
  | {
      /** All that may come to some reps is less than they have to hold. */
      readonly kind: 'too little for these reps';
      readonly row: MeasureRow;
      readonly metric: string;
      readonly reps: readonly number[];
      readonly amount: number;
      readonly asked: number;
      readonly accounts: readonly number[];
    }
  | {
      /** One account is more than any of its reps may be given. */
      readonly kind: 'one account too large';
      readonly row: MeasureRow;
      readonly metric: string;
      readonly account: number;
      /** Its amount ÷ the largest target it could come under. */
      readonly ofTarget: number;
      readonly max: number;
    }
  | {
      /** Accounts whose owner may not have them leave, whatever the plan. */
      readonly kind: 'must leave';
      readonly row: MeasureRow;
      readonly metric: string;
      readonly amount: number;
      readonly allowed: number;
      readonly accounts: readonly number[];
    }
  | {
      readonly kind: 'nobody may take';
      readonly accounts: readonly number[];
      readonly rows: readonly number[];
      /** To whom each of the rows leaves the first of the accounts. */
      readonly claims: readonly { readonly row: number; readonly reps: readonly number[] }[];
    };

/** The accounts and reps that a conflict is about, where a proof tells; the first are concerned most. */
export interface ConflictRoot {
  readonly accounts: readonly number[];
  readonly reps: readonly number[];
}

/** Must rows that do not go together. */
export interface Conflict {
  /** In the order of the files. */
  readonly rows: readonly MustRow[];
  /** True where it is proven that no plan keeps them all; else none was found. */
  readonly proven: boolean;
  /** True where a plan was found for every choice of all rows but one. */
  readonly irreducible: boolean;
  /** What can be counted out: too much for too few. */
  readonly facts: readonly ConflictFact[];
  readonly root: ConflictRoot;
}
