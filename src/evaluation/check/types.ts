import type { Assignment } from '../../model/assignment.js';
import type { Bound } from '../../model/problem.js';
import type { Evaluation, Headline, RuleOutcome } from '../types.js';
import type { Drift, Driver, RepDrift } from './drift-types.js';

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
  readonly remedy: Remedy | undefined;
  readonly drift: RepDrift | undefined;
  /** With a baseline, the changes since that brought it about, the greatest first. */
  readonly drivers: readonly Driver[];
}

/** What would bring a rep back within a bound. */
export interface Remedy {
  /** Give accounts up, take some more, or have some back that went to others. */
  readonly what: 'shed' | 'gain' | 'return';
  /** The least that would do, in the metric; of accounts a whole number. */
  readonly amount: number;
  /** Accounts the rules let go that way; those that came or left since the baseline first, then the greatest. */
  readonly accounts: readonly number[];
}

/** An account with somebody it must not be with, or one that nobody may take. */
export interface AccountBreach {
  readonly kind: 'account';
  readonly account: number;
  /** -1 for nobody. */
  readonly rep: number;
  /** True where the rows leave nobody who may take it. */
  readonly stranded: boolean;
  /** Reps whom all must rows and this one let have it. */
  readonly mayGoTo: readonly number[];
  /** Whom an adopted plan gave it to; empty: nobody. Undefined without a plan that tells. */
  readonly planned: string | undefined;
}

/** An account without a live rep. */
export interface UnownedBreach {
  readonly kind: 'unowned';
  readonly account: number;
  /** Its owner where a rep, who is not live then; else -1. */
  readonly rep: number;
  /** Its owner as the file spells it, where that is none of the reps; else empty. */
  readonly stale: string;
  readonly mayGoTo: readonly number[];
  readonly planned: string | undefined;
}

/** A family with more than one rep. */
export interface FamilyBreach {
  readonly kind: 'family';
  readonly accounts: readonly number[];
  /** Reps who may take every member. */
  readonly mayGoTo: readonly number[];
}

/** A figure of the whole past its bound. */
export interface WholeBreach {
  readonly kind: 'whole';
  readonly value: number;
  readonly bound: number;
  readonly accounts: readonly number[];
}

export type Breach = RepBreach | AccountBreach | UnownedBreach | FamilyBreach | WholeBreach;

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
  /** The owner is a rep who is leaving, has left or is excluded. */
  readonly notLive: number;
  /** All of them, the greatest potential first. */
  readonly accounts: readonly number[];
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
