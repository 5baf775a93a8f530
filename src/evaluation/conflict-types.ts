import type { ConflictFact } from '../measures/facts.js';
import type { Rule } from '../model/rule.js';

export type { ConflictFact } from '../measures/facts.js';

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
