import type { Assignment } from '../../model/assignment.js';
import type { Bound } from '../../model/problem.js';
import type { Evaluation, Headline, RuleOutcome } from '../types.js';

/** What deviations may be measured against: each rep's target, or the middle of load ÷ cap in their pool. */
export const yardsticks = ['target', 'median', 'mean'] as const;
export type Yardstick = (typeof yardsticks)[number];

/** What a check asks beyond the rules. Shares are fractions: 0.1 is 10 %. */
export interface Policy {
  /** The deviation in potential and workload that no rep may pass; 0.1 is 10 %. */
  readonly maxDeviation: number | undefined;
  readonly against: Yardstick;
  /** The Gini coefficient of load ÷ target that potential and workload may reach. */
  readonly maxGini: number | undefined;
  /** How many planned accounts may be without a live rep, or which share of them. */
  readonly maxUnowned: Bound | undefined;
  /** Warnings fail too. */
  readonly strict: boolean;
  /** Rows that carve drafted: nobody's policy yet, so they only warn. */
  readonly draftedRows: ReadonlySet<number>;
}

/** Who holds what is checked: today's owners, or an assignments file. */
export interface Held {
  readonly from: 'owners' | 'file';
  /** The rep of every account, live or not, planned or not; -1 for nobody. */
  readonly holder: Assignment;
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
  | { readonly kind: 'unowned'; readonly bound: Bound | undefined; readonly planned: number }
  | { readonly kind: 'drift'; readonly metric: string; readonly band: number };

/** A rep (or several taken together) past a bound. */
export interface RepBreach {
  readonly kind: 'reps';
  /** The rep's name, or the value that a `by` row groups by. */
  readonly who: string;
  readonly reps: readonly number[];
  readonly metric: string;
  /** `deviation`: value and bound are shares of `middle`. `holds`, `loses`: amounts. */
  readonly measure: 'deviation' | 'holds' | 'loses';
  readonly value: number;
  readonly bound: number;
  readonly side: 'min' | 'max';
  /** The load, where `value` is a deviation. */
  readonly load: number;
  /** What the load should have been: the target, or cap times the pool's median or mean. */
  readonly middle: number;
  readonly against: Yardstick;
  /** The bound's share, where it is a percentage of the group's own total. */
  readonly share: number | undefined;
  /** The accounts behind it, the greatest amounts first. */
  readonly accounts: readonly number[];
  readonly drift: RepDrift | undefined;
}

/** An account with somebody it must not be with, or one that nobody may take. */
export interface AccountBreach {
  readonly kind: 'account';
  readonly account: number;
  /** -1 for nobody. */
  readonly rep: number;
  /** True where the rows leave nobody who may take it. */
  readonly stranded: boolean;
}

/** A family with more than one rep. */
export interface FamilyBreach {
  readonly kind: 'family';
  readonly accounts: readonly number[];
}

/** A figure of the whole past its bound. */
export interface WholeBreach {
  readonly kind: 'whole';
  readonly value: number;
  readonly bound: number;
  readonly accounts: readonly number[];
}

export type Breach = RepBreach | AccountBreach | FamilyBreach | WholeBreach;

/** One check within one pool. */
export interface CheckCase {
  /** The pool's name; undefined where the check is of all together, or there is but one pool. */
  readonly pool: string | undefined;
  readonly concerned: number;
  readonly breaches: readonly Breach[];
}

export interface Check {
  readonly source: CheckSource;
  /** What it comes to if broken. */
  readonly grade: Grade;
  readonly counts: RuleOutcome['counts'];
  readonly cases: readonly CheckCase[];
}

/** Planned accounts without a live rep, by why. */
export interface Unowned {
  readonly planned: number;
  /** No owner at all. */
  readonly blank: number;
  /** The owner is none of the reps. */
  readonly departed: number;
  /** The owner is a rep who is leaving, has left or is excluded. */
  readonly notLive: number;
  /** All of them, the greatest potential first. */
  readonly accounts: readonly number[];
}

/** What an adopted plan said: who was to have what. */
export interface Baseline {
  /** By account_id; planned accounts only. */
  readonly accounts: ReadonlyMap<string, BaselineAccount>;
  /** By rep_id. */
  readonly reps: ReadonlyMap<string, BaselineRep>;
}

export interface BaselineAccount {
  readonly name: string;
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

/** A rep's deviation from target, as a share, and the target. */
export interface Standing {
  readonly deviation: number;
  readonly target: number;
}

/** What moved a rep past their band. */
export interface RepDrift {
  /** Where the rep stood when the plan was made; undefined for a rep it did not know. */
  readonly was: Standing | undefined;
  readonly now: Standing;
  /** What drove it, the greatest first. */
  readonly drivers: readonly Driver[];
}

/** One account's part in a rep's drift. */
export interface Driver {
  /** -1 for an account that is in the file no more. */
  readonly account: number;
  readonly id: string;
  readonly name: string;
  readonly cause: 'came' | 'left' | 'changed' | 'new' | 'gone';
  /** Whom it came from or went to; empty for nobody. */
  readonly other: string;
  /** Change of the rep's load. */
  readonly amount: number;
}

/** How far accounts have come from where the plan put them. */
export interface Drift {
  /** With another rep than planned. */
  readonly moved: number;
  /** Not in the plan. */
  readonly added: number;
  /** Planned then, in the file no more. */
  readonly gone: number;
}

/** A check of who holds what. */
export interface CheckResult {
  readonly passed: boolean;
  readonly held: Held;
  readonly checks: readonly Check[];
  readonly figures: Headline;
  readonly evaluation: Evaluation;
  readonly unowned: Unowned;
  readonly drift: Drift | undefined;
  readonly policy: Policy;
}
