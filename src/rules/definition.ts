import type { FamilyName, MeasureOf, Problem, RepGroups, RepSet } from '../model/problem.js';
import type { Rule, RuleColumn, RuleKind, RuleLevel, RuleOf } from '../model/rule.js';

/** Says that a cell of a rule row is wrong. */
export type ReportFault = (column: RuleColumn, what: string, value: string, remedy: string) => void;

/** Rows worked into numbers, by how they are judged. */
export type Measures = { readonly [F in FamilyName as `${F}s`]: MeasureOf[F][] };

/** What a row needs to know of the problem to become a measure. */
export interface MeasureContext {
  readonly accountCount: number;
  readonly repCount: number;
  readonly planned: Uint8Array;
  readonly live: Uint8Array;
  /** 1 for live reps who may be given accounts; those on leave only keep theirs. */
  readonly takes: Uint8Array;
  readonly cap: Float64Array;
  /** The live owner of each account, or -1. */
  readonly liveOwner: Int32Array;
  /** OwnerKind of each account. */
  readonly ownerKind: Uint8Array;
  readonly potential: Float64Array;
  /** Who may take each account: index into `repSets`, -1 when not planned. */
  readonly eligible: Int32Array;
  readonly repSets: readonly RepSet[];
  readonly pools: RepGroups;
  /** Whether it is the problem of a role, not of the main assignment. */
  readonly ofRole: boolean;
  /** SettledBy of each account. */
  readonly settled: Uint8Array;
  /** The rule row that settled it, or -1. */
  readonly settledRow: Int32Array;
  /** For family members, the account read in their place by match and avoid; else the account itself. */
  readonly readAs: Int32Array;
  /** Families of a together row, by connected accounts; two or more planned members each. */
  readonly families: (rule: Rule) => readonly Int32Array[];
  /** The value in a row's metric column of each planned account that passes, as an index; -1 for the others and for empty cells. */
  readonly values: (rule: Rule) => {
    readonly valueAt: Int32Array;
    readonly values: readonly string[];
  };
  /** The areas that a column of the accounts names, and which of them lie side by side. */
  readonly areas: (
    rule: Rule,
    metric: string,
  ) => {
    readonly areaOf: Int32Array;
    readonly areas: readonly string[];
    readonly areaKeys: readonly string[];
    readonly neighbours: readonly Int32Array[];
  };
  /** The families of all must rows together, free members only; those that are placed as one. */
  readonly mustFamilies: readonly Int32Array[];
  readonly accountsPassing: (rule: Rule) => Uint8Array;
  readonly repsPassing: (rule: Rule) => Uint8Array;
  /** Accounts that a keep row keeps: pass its filter, within its top, with a live owner. */
  readonly keptBy: (rule: Rule) => Uint8Array;
  /** What a metric is called whatever its spelling: `potential`, `accounts`, or the column's own name. */
  readonly metricName: (rule: Rule, metric: string) => string;
  /** The metric's amount by account, 0 for empty cells and for accounts not planned. */
  readonly amounts: (rule: Rule, metric: string) => Float64Array;
  /** Reps marked 1, grouped by a column of reps.csv, or each by themselves when `by` is ''. */
  readonly group: (rule: Rule | undefined, marked: Uint8Array) => RepGroups;
  /** For match, avoid, assign and prefer rows: the reps that suit each account, -1 where not concerned. */
  readonly suitable: (rule: Rule) => {
    readonly setOf: Int32Array;
    readonly sets: readonly RepSet[];
  };
}

/** Why a row changes nothing, whatever is planned. */
export type Idleness =
  | { readonly reason: 'concerns-nobody' | 'every-rep-fits' | 'no-family' | 'no-live-owner' }
  | { readonly reason: 'weight-zero' }
  | { readonly reason: 'earlier-rows' }
  | { readonly reason: 'min-always-met'; readonly bound: number; readonly share: boolean }
  | {
      readonly reason: 'max-out-of-reach';
      readonly bound: number;
      readonly share: boolean;
      readonly most: number;
    };

/** What tells whether a row changes anything. */
export interface IdleQuestion {
  readonly rule: Rule;
  readonly problem: Problem;
  /** 1 for accounts that pass the row's filter. */
  readonly passing: () => Uint8Array;
  /** The reps that the row lets each account have, whatever has settled it; -1 where not concerned. */
  readonly suitable: MeasureContext['suitable'];
  /** Whether the file has a column of the accounts, so that no row builds it. */
  readonly isGiven: (column: string) => boolean;
}

/** What accounts do that keep or break a row. */
export interface OutcomeVerbs {
  readonly fits: string;
  readonly fit: string;
  readonly breaks: string;
  readonly break: string;
}

/**
 * A rule kind: how its rows are read, what they mean, how they are put in words. What it
 * is asked about a row is a method, so that a definition may count on the columns its kind reads:
 * a row is only ever put to the definition of its own kind.
 */
export interface RuleDefinition<
  K extends RuleKind = RuleKind,
  Reads extends RuleColumn = RuleColumn,
> {
  readonly kind: K;
  /** The columns a row of this kind may fill, besides `rule`, `name`, `note` and `private`. */
  readonly uses: readonly Reads[];
  /** The levels a row may have; the first is the default. */
  readonly levels: readonly RuleLevel[];
  /** Its weights may be below 0. */
  readonly anyWeight?: boolean;
  /** Its bounds may be below 0. */
  readonly anyBound?: boolean;
  /** For columns it does not read, what to write instead. */
  readonly instead?: Readonly<Partial<Record<RuleColumn, string>>>;
  /** Faults of a row that can be seen without any account. */
  check(rule: RuleOf<K, Reads>, report: ReportFault): void;
  /** What the row asks, as a sentence without its full stop. */
  say(rule: RuleOf<K, Reads>): string;
  /** The family that measures its rows; absent for kinds that only shape the problem. */
  readonly family?: FamilyName;
  /** Whose accounts its must rows settle: those they send to named reps, or those they leave with their owner. Lower rows are exempt. */
  readonly settles?: 'assign' | 'keep';
  /** `metric` names a column of both files, and the cells have to agree. */
  readonly compares?: boolean;
  /** The reps it names are those who do not suit. */
  readonly keepsAway?: boolean;
  /** Its amounts are shared out, so none may be below 0. */
  readonly sharesOut?: boolean;
  /** The metric where the row names none. */
  readonly defaultMetric?: string;
  /** The column of the accounts that its rows build. */
  readonly builds?: 'potential' | 'workload' | 'score' | 'tier';
  /** Its weights are amounts of the column it builds. */
  readonly weighsAmounts?: boolean;
  /** The weight of a row that gives none; 1 where this is absent. */
  standardWeight?(rule: RuleOf<K, Reads>): number;
  /** The term whose weight a row alone may set, by name; undefined: none but its own. */
  setsWeightOf?(rule: RuleOf<K, Reads>): string | undefined;
  /** What two rows do that set the weight of the same term, and how to part them. */
  readonly setTwice?: { readonly how: string; readonly remedy: string };
  /** What becomes of the accounts that its rows take out of the plan, where they do. */
  readonly takesOut?: 'excluded' | 'released';
  /** Its rows give accounts an owner in a role, beside their rep, from reps who then take no part in the main assignment. */
  readonly givesRole?: true;
  /** Its rows are a role's where their `reps` begins with `role = VALUE`. */
  readonly servesRoles?: true;
  /** Asks who leaves their owner: nothing to judge where nobody can have left. */
  readonly aboutLeaving?: boolean;
  /** Why a row of a kind that no family measures changes nothing, if so. */
  readonly idle?: (question: IdleQuestion) => Idleness | undefined;
  /** How it came out for single accounts; where absent, these sit with a rep who fits, or outside. */
  readonly verbs?: OutcomeVerbs;
  /** Adds what the row is judged by, to the list of its family. */
  measure?(rule: RuleOf<K, Reads>, context: MeasureContext, into: Measures): void;
}

/** A definition with its kind and the columns it reads in its type. */
export function ruleKind<const K extends RuleKind, const Reads extends RuleColumn>(
  definition: RuleDefinition<K, Reads>,
): RuleDefinition<K, Reads> {
  return definition;
}
