import type { BrokenRow } from '../../measures/tracked.js';
import type { DecisionStatus, DecisionWord } from '../../model/review.js';
import type { DayNumber } from '../../model/units.js';
import type { Evaluation } from '../types.js';

/** What a manager answered of one account, read against the plan. */
export interface Answer {
  readonly manager: string;
  /** As the sheet names it. */
  readonly accountId: string;
  /** -1: the plan has no such account. */
  readonly account: number;
  readonly decision: DecisionWord | '';
  /** Who is to have it by `to_rep_id`; -1 where the cell is empty. */
  readonly toRep: number;
  readonly why: string;
  readonly by: string;
  readonly correction: string;
  /** What the sheet says of the account and is no longer so; '' where it still is. */
  readonly stale: string;
}

/** One decision of the register: what was decided of an account, by all who decided the same. */
export interface Decision {
  readonly accountId: string;
  /** -1: the plan has no such account. */
  readonly account: number;
  readonly decision: DecisionWord;
  /** Who has the account by it; -1: nobody, or nobody knows. */
  readonly rep: number;
  readonly managers: readonly string[];
  readonly by: readonly string[];
  readonly why: readonly string[];
  /** The score with that one change less the plan's; undefined where the change cannot be made. */
  readonly price: number | undefined;
  /** The must rows that the change breaks, or breaks further. */
  readonly breaks: readonly BrokenRow[];
  /** Undefined: it does not expire. */
  readonly expires: DayNumber | undefined;
  readonly status: DecisionStatus;
}

/** Why decisions about an account were not taken. */
const conflictKinds = [
  'disagree',
  'rule',
  'no reason',
  'changed',
  'nobody to go back to',
  'no rep named',
  'rep not active',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export interface Conflict {
  readonly accountId: string;
  readonly account: number;
  readonly what: ConflictKind;
  readonly managers: readonly string[];
  readonly detail: string;
}

export interface Correction {
  readonly accountId: string;
  readonly manager: string;
  readonly correction: string;
}

/** What came of a managers' round. */
export interface Review {
  readonly decisions: readonly Decision[];
  readonly conflicts: readonly Conflict[];
  readonly corrections: readonly Correction[];
  /** Accounts that every sheet leaves without a decision. */
  readonly open: readonly number[];
  /** The plan with what was taken and nothing else moved, judged. */
  readonly evaluation: Evaluation;
  /** Rejects and moves taken. */
  readonly taken: number;
  /** Those as a share of the rows of the plan's moves.csv. */
  readonly byHand: number;
  /** All that was taken together: the score less the plan's. */
  readonly price: number;
}

export interface ReviewTerms {
  /** Open accounts are taken as accepted. */
  readonly silenceAccepts: boolean;
  readonly expires: DayNumber | undefined;
  readonly asOf: DayNumber;
  /** What a row asks, for the detail of a conflict. */
  readonly ruleWords: (row: BrokenRow) => string;
}
