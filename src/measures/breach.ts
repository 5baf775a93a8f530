import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';

/** What deviations may be measured against: each rep's target, or the middle of load ÷ cap in their pool. */
export const yardsticks = ['target', 'median', 'mean'] as const;
export type Yardstick = (typeof yardsticks)[number];

/** What breaches are told from. */
export interface Judged {
  readonly problem: Problem;
  /** Live reps of the planned accounts; -1 for nobody. */
  readonly assignment: Assignment;
  /** Undefined without an adopted plan. */
  readonly since: Since | undefined;
}

/** What is known of an adopted plan. */
export interface Since {
  /** Whom it gave an account to; empty: nobody. Undefined where it does not tell. */
  plannedName(account: number): string | undefined;
  /** Every account that changed what some reps hold together, the greatest change first. */
  driversOf(reps: readonly number[], amounts: Amounts): readonly Driver[];
}

/** Amounts that a rep's accounts are summed by. */
export interface Amounts {
  readonly metric: string;
  /** By account. */
  readonly amounts: Float64Array;
  /** Every account counts: then a plan folder tells potential and workload as they were. */
  readonly unfiltered: boolean;
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
}

/** One account's part in what a rep holds more or less than when the plan was made. */
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

/** A rep (or several taken together) past a bound. */
export interface RepBreach {
  readonly kind: 'reps';
  /** The rep's name, or the value that a `by` row groups by. */
  readonly who: string;
  readonly reps: readonly number[];
  readonly metric: string;
  /** `deviation`: value and bound are shares of `middle`. `holds`, `loses`: amounts. */
  /** Which of the accounts alone count: `rival Cola`; undefined: as the row says. */
  readonly among?: string;
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

/** Why a book is not worked: the first of these that holds (contract 10). */
export type Cause = 'inactivity' | 'prioritisation' | 'bandwidth';

/** A cause with the figures that say so. */
export interface CauseFacts {
  readonly cause: Cause;
  /** What counts as contact: completed activities, or dates of the accounts. */
  readonly from: 'activities' | 'last_contacted';
  /** In the window, and half the pool has so many or more. */
  readonly activities: number;
  readonly median: number;
  readonly window: number;
  /** Accounts touched in it, ICP or not. */
  readonly anyTouched: number;
  readonly touched: number;
  readonly icp: number;
}

/** A rep whose book is worked less, or whose pipeline covers less of the quota, than is asked. */
export interface BookBreach {
  readonly kind: 'book';
  readonly figure: 'coverage' | 'cover';
  readonly rep: number;
  /** `part` ÷ `whole`: ICP accounts touched of all, or what the pipeline is expected to bring of the quota left. */
  readonly value: number;
  readonly bound: number;
  readonly part: number;
  readonly whole: number;
  /** Of coverage. */
  readonly cause: CauseFacts | undefined;
  /** Of coverage: ICP accounts not touched; the greatest potential first. */
  readonly accounts: readonly number[];
}

export type Breach =
  | BookBreach
  | RepBreach
  | AccountBreach
  | UnownedBreach
  | FamilyBreach
  | WholeBreach;

/** What most breaches by reps have in common. */
export const repBreach = {
  kind: 'reps',
  middle: Number.NaN,
  against: 'target',
  share: undefined,
  remedy: undefined,
  drift: undefined,
  drivers: [],
} as const satisfies Partial<RepBreach>;
