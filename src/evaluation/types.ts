import type { Judgement } from '../measures/family.js';
import type { Assignment } from '../model/assignment.js';
import type { MeasureRow, Problem, RoleGround } from '../model/problem.js';
import type { RuleKind, RuleLevel } from '../model/rule.js';
import type { RelationshipFigures } from './relationship.js';

export type { WorstGroup } from '../measures/family.js';

/** One term of the objective (contract 5). */
export interface Term {
  readonly name: string;
  readonly value: number;
  readonly weight: number;
}

/** What happened to an account. */
export const changes = [
  'kept',
  'moved',
  'new',
  'orphaned',
  'released',
  'excluded',
  'unassigned',
] as const;
export type Change = (typeof changes)[number];

/** How even one balanced metric is over the reps who take part. */
export interface Evenness {
  readonly mean_abs_deviation_pct: number;
  readonly max_abs_deviation_pct: number;
  /** Population standard deviation ÷ mean of load ÷ target. */
  readonly cv: number;
  /** Gini coefficient of load ÷ target. */
  readonly gini: number;
}

/** The headline figures of one state of affairs: today, or the plan. */
export interface Headline {
  /** By unfiltered balanced metric. */
  readonly evenness: ReadonlyMap<string, Evenness>;
  readonly accounts_moved: number;
  readonly accounts_new: number;
  readonly accounts_orphaned: number;
  readonly potential_moved_pct: number;
  readonly arr_moved: number;
  /** undefined where no account and rep both have a place. */
  readonly mean_distance_km: number | undefined;
  /** Of a plan, not of today; undefined without opportunities, activities or relationships. */
  readonly relationship?: RelationshipFigures | undefined;
}

/** What some accounts come to; null where the files have no such column. */
export interface HandsFigures {
  readonly accounts: number;
  readonly arr: number | null;
  readonly open_pipeline: number | null;
  /** What was ever won there. */
  readonly won_amount: number | null;
  /** Renewals due within 90 days of the as-of day, it included. */
  readonly renewals_90d: number | null;
  readonly renewals_90d_arr: number | null;
}

/** All that changes hands, by how (contract 6). */
export interface ChangingHands {
  readonly moved: HandsFigures;
  readonly orphaned: HandsFigures;
  readonly new: HandsFigures;
  readonly released: HandsFigures;
  /** Moved, orphaned, and those released or left with nobody that had an owner: whoever sees a face go. */
  readonly total: HandsFigures;
}

/** One rule row judged. */
export interface RuleOutcome extends Judgement {
  /** A row of the rules file, or `accounts.csv:ROW` (locked), `reps.csv:ROW` (max_accounts). */
  readonly row: Exclude<MeasureRow, undefined>;
  /** What people call the row; absent where they call it nothing. */
  readonly name?: string;
  readonly rule: RuleKind | 'locked' | 'max_accounts';
  readonly level: RuleLevel;
  readonly status: 'met' | 'broken';
  /** Planned accounts that this row helps to leave with nobody. */
  readonly unplaceable: number;
}

/** A rep's (or a team's) figures before and after. */
export interface Holding {
  readonly capacity: number;
  readonly quota: number | undefined;
  readonly accounts: number;
  readonly potential: number;
  readonly potential_target: number;
  readonly potential_deviation_pct: number;
  readonly workload: number;
  readonly workload_target: number;
  readonly workload_deviation_pct: number;
  readonly potential_vs_median_pct: number;
  readonly accounts_before: number;
  readonly potential_before: number;
  readonly workload_before: number;
  readonly arr_before: number;
  readonly arr: number;
  /** Undefined where the files have none; not columns of the files. */
  readonly open_pipeline_before: number | undefined;
  readonly open_pipeline: number | undefined;
  readonly accounts_in: number;
  readonly accounts_out: number;
  readonly arr_in: number;
  readonly arr_out: number;
  readonly mean_distance_km: number | undefined;
  /** Deviations today, by the same targets; not a column of the files. */
  readonly potential_deviation_before_pct: number;
  readonly workload_deviation_before_pct: number;
  /** Further unfiltered balanced metrics, in the order of the rules. */
  readonly further: readonly {
    readonly metric: string;
    readonly load: number;
    readonly target: number;
    readonly deviation_pct: number;
  }[];
}

export interface Territory extends Holding {
  readonly rep: number;
  readonly rep_id: string;
  /** As in reps.csv; '' where it has none. */
  readonly rep_name: string;
  /** What to call the rep: the name, else the id. */
  readonly name: string;
  readonly manager: string;
  /** The pool column where there is one; else the number of the pool, '' for reps who are not live. */
  readonly pool: string;
  /** Takes part in what is measured: live and not on leave. */
  readonly live: boolean;
  /** Keeps what they own, and is in no target, median or mean. */
  readonly onLeave: boolean;
  /** In how many pieces their areas lie, by the first contiguous row; undefined: no row asks. */
  readonly pieces: number | undefined;
}

export interface Team extends Holding {
  readonly manager: string;
  readonly reps: number;
}

/** Who has a role where, judged as the problem of its own that it is. */
export interface RoleEvaluation {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly evaluation: Evaluation;
}

/** Everything carve says of an assignment. */
export interface Evaluation {
  readonly assignment: Assignment;
  readonly objective: number;
  readonly terms: readonly Term[];
  readonly before: Headline;
  readonly after: Headline;
  readonly outcomes: readonly RuleOutcome[];
  /** True when every must row is met and every planned account has a rep. */
  readonly feasible: boolean;
  readonly change: readonly Change[];
  readonly changingHands: ChangingHands;
  /** km from each account to its rep; NaN where one has no place. */
  readonly distanceKm: Float64Array;
  /** By index of the rep. */
  readonly territories: readonly Territory[];
  /** By manager, in the order in which they first appear. */
  readonly teams: readonly Team[];
  /** Why an account is where it is, one plain phrase; worked out when asked, for there may be a million. */
  readonly reasonOf: (account: number) => string;
  /** Who else looks after the accounts, role by role; absent where no row gives a role, or nobody has asked. */
  readonly roles?: readonly RoleEvaluation[];
}

/** What the solver proved. */
export interface Proven {
  readonly bound: number;
  readonly gap: number;
}
