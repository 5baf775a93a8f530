import type { MeasureRow } from '../model/problem.js';
import type { Rule, RuleBound } from '../model/rule.js';

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

/** One bound of one row, changed just enough. */
export interface Relaxation {
  readonly row: number;
  readonly file: 'rules' | 'reps';
  readonly column: 'min' | 'max' | 'max_accounts';
  readonly from: RuleBound;
  readonly to: RuleBound;
}

/** A conflict that can be counted out by hand. */
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
      readonly accounts: number;
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
      readonly accounts: number;
    }
  | {
      readonly kind: 'nobody may take';
      readonly accounts: readonly number[];
      readonly rows: readonly number[];
    };

/** Must rows that do not go together. */
export interface Conflict {
  /** In the order of the files. */
  readonly rows: readonly MustRow[];
  /** True where it is proven that no plan keeps them all; else none was found. */
  readonly proven: boolean;
  /** True where a plan was found for every choice of all rows but one. */
  readonly irreducible: boolean;
  /** The least change found to one bound that makes them go together. */
  readonly relaxation: Relaxation | undefined;
  /** What can be counted out: too much for too few. */
  readonly facts: readonly ConflictFact[];
}
