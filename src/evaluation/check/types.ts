import type { CauseFacts, Standing, Yardstick } from '../../measures/breach.js';
import type { CheckCase } from '../../measures/tally.js';
import type { Assignment } from '../../model/assignment.js';
import type { Bound, Problem, RoleGround } from '../../model/problem.js';
import type { Evaluation, Headline, RuleOutcome } from '../types.js';
import type { Noise, NoiseAsked } from './noise.js';

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

export {
  type AccountBreach,
  type BookBreach,
  type Breach,
  type FamilyBreach,
  type Remedy,
  type RepBreach,
  type UnownedBreach,
  type WholeBreach,
  type Yardstick,
  yardsticks,
} from '../../measures/breach.js';
export type { CheckCase } from '../../measures/tally.js';

/** What a check asks beyond the rules. Shares are fractions: 0.1 is 10 %. */
export interface Policy {
  /** The deviation in potential and workload that no rep may pass; 0.1 is 10 %. */
  readonly maxDeviation: number | undefined;
  readonly against: Yardstick;
  /** The Gini coefficient of load ÷ target that potential and workload may reach. */
  readonly maxGini: number | undefined;
  /** How many planned accounts may be without a live rep, or which share of them. */
  readonly maxUnowned: Bound | undefined;
  /** What is asked of how books are worked, and how they are; undefined: nothing is. */
  readonly books: BooksAsked | undefined;
  /** Potentials are drawn anew around what is given, to see whether it stays even; undefined: they are not. */
  readonly noise: NoiseAsked | undefined;
  /** Warnings fail too. */
  readonly strict: boolean;
  /** Rows that carve drafted: nobody's policy yet, so they only warn. */
  readonly draftedRows: ReadonlySet<number>;
}

/** What is asked of every rep's book, with the figures that it is judged by. */
export interface BooksAsked {
  /** The share of the ICP accounts that is to be touched, 0–1. */
  readonly minCoverage: number | undefined;
  /** How many times the pipeline is to cover what is left of the quota. */
  readonly minCover: number | undefined;
  /** The window in days and what is called ICP, for the words. */
  readonly window: number;
  readonly icp: string;
  /** Reps who have a book and are not on leave. */
  readonly reps: readonly BookFigures[];
}

/** How a rep's book is worked, and what its pipeline may bring. */
export interface BookFigures {
  readonly rep: number;
  readonly icp: number;
  readonly touched: number;
  /** ICP accounts not touched; the greatest potential first. */
  readonly untouched: readonly number[];
  readonly cause: CauseFacts | undefined;
  readonly expected: number;
  /** Undefined without a quota. */
  readonly quotaLeft: number | undefined;
}

/** Who holds what is checked: today's owners, or an assignments file. */
export interface Held {
  /** The rep of every account, live or not, planned or not; -1 for nobody. */
  readonly holder: Assignment;
  /** The owner as the file spells it, where that is none of the reps; else empty. */
  readonly stale: (account: number) => string;
  /**
   * Whom the problem takes for the owners: those of an adopted plan, or today's,
   * from whom an assignments file may move accounts. `nothing`: the holders
   * themselves, so that no account can have left its owner, and rows about that
   * cannot be judged.
   */
  readonly since: 'plan' | 'owners' | 'nothing';
}

/** What a broken check comes to. A note never fails: `prefer` rows bind nobody. */
export type Grade = 'failure' | 'warning' | 'note';

/** What is checked. */
export type CheckSource =
  | {
      readonly kind: 'rule';
      /** Its row; undefined for locked accounts and max_accounts, which are rows of other files. */
      readonly row: number | undefined;
      readonly rule: RuleOutcome['rule'];
      readonly drafted: boolean;
    }
  | {
      readonly kind: 'max-deviation';
      readonly metric: string;
      readonly against: Yardstick;
      readonly bound: number;
    }
  | { readonly kind: 'max-gini'; readonly metric: string; readonly bound: number }
  | {
      readonly kind: 'noise';
      readonly metric: 'potential';
      readonly share: number;
      readonly bound: number;
    }
  | {
      readonly kind: 'min-coverage';
      readonly metric: 'icp';
      readonly window: number;
      /** What is called ICP. */
      readonly icp: string;
      readonly bound: number;
    }
  | { readonly kind: 'min-cover'; readonly metric: 'quota'; readonly bound: number }
  | { readonly kind: 'unowned'; readonly bound: Bound | undefined; readonly planned: number }
  | { readonly kind: 'drift'; readonly metric: string; readonly band: number };

export interface Check {
  readonly source: CheckSource;
  /** What it comes to if broken. */
  readonly grade: Grade;
  readonly counts: RuleOutcome['counts'];
  readonly cases: readonly CheckCase[];
  /**
   * Why it can be neither met nor broken: nothing to compare the holders with,
   * or a balance row without a max. Undefined where it is judged.
   */
  readonly unjudged: 'nothing-moved' | 'no-max' | undefined;
  /** Accounts it does not judge, because a keep row or a lock holds them wherever they are today. */
  readonly heldAside: number;
}

/** Planned accounts without a live rep, by why. */
export interface Unowned {
  readonly planned: number;
  /** No owner at all. */
  readonly blank: number;
  /** The owner is none of the reps. */
  readonly departed: number;
  /** The owner is a rep who is leaving, has left, is excluded or has a role. */
  readonly notLive: number;
  /** Of these, how many a role is why, by how it is said: "has the role SDR". */
  readonly byRole: ReadonlyMap<string, number>;
  /** All of them, the greatest potential first. */
  readonly accounts: readonly number[];
}

/** Who has a role where, held against the role's own rows. */
export interface RoleCheck {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly result: CheckResult;
}

/** A check of who holds what. */
export interface CheckResult {
  /** Who else looks after the accounts; absent where no row gives a role. */
  readonly roles?: readonly RoleCheck[];
  readonly passed: boolean;
  readonly held: Held;
  readonly checks: readonly Check[];
  readonly figures: Headline;
  readonly evaluation: Evaluation;
  readonly unowned: Unowned;
  readonly drift: Drift | undefined;
  /** Undefined where it was not asked, or potential is not balanced. */
  readonly noise: Noise | undefined;
  readonly policy: Policy;
}
