import type { Rule, RuleKind, RuleLevel } from './rule.js';
import type { Table } from './table.js';
import type { AccountIndex, DayNumber, RepIndex } from './units.js';

/** Where an account stands before anyone is assigned. */
export const AccountState = { planned: 0, excluded: 1, released: 2 } as const;

/** What decided who may take a planned account (contract 4, precedence). */
export const SettledBy = { rules: 0, assign: 1, locked: 2, keep: 3, family: 4, leave: 5 } as const;

/** Kinds of current owner. */
export const OwnerKind = { none: 0, rep: 1, departed: 2 } as const;

/** A set of reps: ascending indices and the same as a mask over all reps. */
export interface RepSet {
  readonly reps: Int32Array;
  readonly mask: Uint8Array;
}

/** Reps taken together: each rep's group (-1: takes no part) and a name for each group. */
export interface RepGroups {
  readonly of: Int32Array;
  readonly names: readonly string[];
}

/**
 * Everything a plan is judged by, with the rules worked into numbers. Account i
 * and rep j are positions in the tables, whose records stand in the order of
 * their ids, so that the order of rows has no say. Amounts of accounts that are
 * not planned are 0 throughout.
 */
export interface Problem extends MeasureLists {
  readonly accounts: Table;
  readonly reps: Table;
  readonly accountCount: number;
  readonly repCount: number;
  readonly accountIds: readonly string[];
  readonly repIds: readonly string[];
  /** rep_name, or the id where there is no name. */
  readonly repNames: readonly string[];
  /** `--as-of`. */
  readonly asOf: DayNumber;
  /** What amounts of money are in: an ISO code, or a sign such as `$`; undefined where nothing tells. */
  readonly currency?: string | undefined;
  /** Columns of money that are in another currency, or may be. */
  readonly unlike?: ReadonlySet<string>;
  /** The rows of the main assignment; those of a role are with the role. */
  readonly rules: readonly Rule[];
  /** Who else looks after accounts, in the order of the rows; absent where no row gives a role. */
  readonly roles?: readonly RoleGround[];
  /** Of the problem of a role: what it is called, and 1 for every rep whom its rows name, live or not. */
  readonly ofRole?: { readonly name: string; readonly named: Uint8Array };

  readonly live: Uint8Array;
  /** 1 for live reps who may be given accounts; those on leave only keep theirs. */
  readonly takes: Uint8Array;
  /** cap_j = capacity × ramp, 0 for reps who are not live. */
  readonly cap: Float64Array;
  /** capacity as given in reps.csv (default 1). */
  readonly capacity: Float64Array;

  /** The owner's index in reps.csv, live or not; -1 for unowned and departed. */
  readonly owner: Int32Array;
  /** The owner where live, else -1. */
  readonly liveOwner: Int32Array;
  /** OwnerKind of each account. */
  readonly ownerKind: Uint8Array;
  /** AccountState of each account. */
  readonly state: Uint8Array;
  /** The rule row that excluded or released it, or -1. */
  readonly stateRow: Int32Array;
  /** SettledBy of each account (planned ones only). */
  readonly settled: Uint8Array;
  /** The rule row that settled it, or -1. */
  readonly settledRow: Int32Array;

  readonly potential: Float64Array;
  readonly workload: Float64Array;
  readonly disruption: Float64Array;
  /** NaN where there is none. */
  readonly score: Float64Array;
  /** What the score is made of, in the order of the rules; none where it was given or there is none. */
  readonly signals: readonly ScoreSignal[];
  /** Empty where there is none. */
  readonly tier: readonly string[];
  /** Zero where empty or missing. */
  readonly arr: Float64Array;
  readonly hasArr: boolean;

  /** Who may take each planned account (E_i), as an index into `repSets`; -1 when not planned. */
  readonly eligible: Int32Array;
  readonly repSets: readonly RepSet[];
  /** Planned accounts that nobody may take, with the rows that left them nobody. */
  readonly unplaceable: readonly {
    readonly account: AccountIndex;
    readonly rows: readonly number[];
  }[];
  /** Free members of each must family, which go to one rep together; two or more each. */
  readonly mustFamilies: readonly Int32Array[];
  /** The account whose match and avoid rows hold for it: its must family's head, else itself. */
  readonly familyHead: Int32Array;

  /** 1 for accounts that an empty cell left free of a must match row: they may go to reps of several pools. */
  readonly leftFree?: Uint8Array;
  /** Pool of each rep (-1 when not live or on leave). */
  readonly pools: RepGroups;

  readonly disruptionWeight: number;
  readonly distance: DistanceMeasure | undefined;
  readonly distanceWeight: number;
  /** Undefined without opportunities, activities or relationships. */
  readonly relationship: RelationshipMeasure | undefined;
  readonly relationshipWeight: number;

  /** What was taken for what, where a column is missing. */
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

/** A role that rows give: who has it, and where. Whoever holds it where is a problem of its own. */
export interface RoleGround {
  /** As its first row names it. */
  readonly name: string;
  /** Its column in the accounts, and what its columns in assignments.csv begin with: `sdr`. */
  readonly key: string;
  /** The rows that give it. */
  readonly rows: readonly Rule[];
  /** By account, which of `rows` gives it the role, the first that applies; -1: none does. */
  readonly rowOf: Int32Array;
  /** 1 for every rep whom a row names, live or not. */
  readonly named: Uint8Array;
  /** By row of `rows`, 1 for the live reps whom it names. */
  readonly holders: readonly Uint8Array[];
  /** 1 for live reps, in whatever role, who may be given accounts. */
  readonly takes: Uint8Array;
  /** The rows that its own problem is judged by. */
  readonly rules: readonly Rule[];
}

/** A score row, worked into numbers. */
export interface ScoreSignal {
  readonly row: number;
  /** The column, or '' for a yes/no signal. */
  readonly metric: string;
  /** The column's values (NaN where empty), or undefined for a yes/no signal. */
  readonly values: Float64Array | undefined;
  /** The accounts that pass the row's filter. */
  readonly passing: Uint8Array;
  /** May be negative. */
  readonly weight: number;
}

/** The row a measure comes from: its number, the default (no row), or a row of another file. */
export type MeasureRow = number | `accounts.csv:${number}` | `reps.csv:${number}` | undefined;

/** A row as it is told: of the rules, of another file, or all of a file's together. */
export type RowName = Exclude<MeasureRow, undefined> | 'locked' | 'max_accounts';

/** What the rows of each family of measures are worked into. */
export interface MeasureOf {
  readonly balance: BalanceMeasure;
  readonly limit: LimitMeasure;
  readonly budget: BudgetMeasure;
  readonly placement: PlacementMeasure;
  readonly together: TogetherMeasure;
  readonly apart: ApartMeasure;
  readonly area: AreaMeasure;
}

export type FamilyName = keyof MeasureOf;

/** The measures of a problem by family: `balances`, `limits` and so on, each in the order of the rows. */
export type MeasureLists = {
  readonly [F in FamilyName as `${F}s`]: readonly MeasureOf[F][];
};

/** What any measure has, whatever its family. */
export interface MeasureBase {
  /** Name of its term: the metric for an unfiltered balance, else `RULE:ROW`. */
  readonly name: string;
  readonly row: MeasureRow;
  readonly level: RuleLevel;
  /** ω of its term; no term for must rows other than balance. */
  readonly weight: number;
}

/** A balance row (contract 5): amounts to be spread by capacity. */
export interface BalanceMeasure extends MeasureBase {
  readonly metric: string;
  /** No accounts, reps or by: these are reported rep by rep. */
  readonly unfiltered: boolean;
  readonly amounts: Float64Array;
  /** R, the reps who take part, by group (`by`; else one group a rep). */
  readonly groups: RepGroups;
  /** target of each rep; 0 for those outside R. */
  readonly repTarget: Float64Array;
  /** target of each group. */
  readonly target: Float64Array;
  readonly band: number;
  /** Must: no deviation may pass it. Should: dearer beyond. */
  readonly max: number | undefined;
}

/** A limit row, or max_accounts: min ≤ sum ≤ max over each group's accounts. */
export interface LimitMeasure extends MeasureBase {
  readonly metric: string;
  /** Amounts of the accounts that pass the row's filter, 0 for others. */
  readonly counted: Float64Array;
  /** Amounts of all planned accounts; what a percentage is of. */
  readonly whole: Float64Array;
  readonly groups: RepGroups;
  readonly min: Bound | undefined;
  readonly max: Bound | undefined;
  /** 1 for groups that may take an account that passes; `min` binds only those. */
  readonly mayTake: Uint8Array;
  /** For a percentage: the group's share, by cap of the live reps, of the planned accounts' metric. */
  readonly nominalWhole: Float64Array;
}

/** A number, or a share (0.3) of a whole. */
export interface Bound {
  readonly amount: number;
  readonly share: boolean;
}

/** A budget row: what leaves live owners is at most max, in all or by group of owners. */
export interface BudgetMeasure extends MeasureBase {
  readonly metric: string;
  /** Amounts of the accounts concerned (planned, live owner, filter), 0 for others. */
  readonly amounts: Float64Array;
  /** Owners by group; one group for everyone when the row has no `reps`. */
  readonly groups: RepGroups;
  /** Bound of each group, shares resolved to amounts. */
  readonly max: Float64Array;
}

/** A row that says where single accounts should or must be: match, avoid, assign, keep, prefer. */
export interface PlacementMeasure extends MeasureBase {
  readonly rule: RuleKind | 'locked';
  /** Whether an account that nobody has is where the row wants it: true where it only keeps reps away. */
  readonly suitsNobody: boolean;
  /** For each account, the index into `sets` of the reps that suit it; -1 when not concerned. */
  readonly setOf: Int32Array;
  readonly sets: readonly RepSet[];
  /** How much each concerned account counts in the term (1, or its potential for prefer). */
  readonly amounts: Float64Array | undefined;
  /** Accounts a higher rule has settled against this must row: exempt, and told in a warning. */
  readonly exempt: Uint8Array | undefined;
  /** Of a keep row: how many accounts pass that it cannot keep, for their owner is gone. */
  readonly ownerGone?: number;
}

/** A together row: families that one rep should have. */
export interface TogetherMeasure extends MeasureBase {
  /** Members of two or more, ascending. For a must row only those that are still free to be together. */
  readonly families: readonly Int32Array[];
}

/** An apart row: of the accounts with one value, a rep should have so many at most. */
export interface ApartMeasure extends MeasureBase {
  /** The column of the values. */
  readonly metric: string;
  /** By account, its value as an index into `values`; -1 when not concerned. */
  readonly valueAt: Int32Array;
  readonly values: readonly string[];
  readonly max: number;
  /** Must rows: the one rep whom a higher row leaves the account, which is not held to this one; else -1. */
  readonly settledAt: Int32Array;
  /** Every live rep by themselves. */
  readonly groups: RepGroups;
}

/** A contiguous row: the areas of each rep in few pieces. */
export interface AreaMeasure extends MeasureBase {
  /** The column of the areas. */
  readonly metric: string;
  /** By account, its area; -1 for accounts that are not planned and for empty cells. */
  readonly areaOf: Int32Array;
  readonly areas: readonly string[];
  /** By area, what names it however it is spelled: a state or county of the USA by its code, `US-TX`, `US-48453`. */
  readonly areaKeys: readonly string[];
  /** By area, those beside it, ascending. */
  readonly neighbours: readonly Int32Array[];
  /** The most pieces. */
  readonly max: number;
  /** The live reps whom it concerns, every one by themselves. */
  readonly groups: RepGroups;
}

/** Travel (contract 5). */
export interface DistanceMeasure {
  /** km for account i at rep j: NaN when the account has no place. With a stand-in where the rep has none. */
  readonly km: (account: AccountIndex, rep: RepIndex) => number;
  /** 1 when both have a place (or the pair is in the distances file). */
  readonly hasKm: (account: AccountIndex, rep: RepIndex) => boolean;
  /** Planned accounts that count, ascending. */
  readonly accounts: Int32Array;
  /** Σ workload_i · km(i, C), or · mean km over E_i with a distances file; 0: there is no distance term. */
  readonly divisor: number;
  readonly places: Places | undefined;
  /** km by account in `accounts` (row) and rep (column), from a distances file. */
  readonly table: Float64Array | undefined;
}

/** Unit vectors; NaN where there is no place. */
export interface Places {
  readonly accountX: Float64Array;
  readonly accountY: Float64Array;
  readonly accountZ: Float64Array;
  readonly repX: Float64Array;
  readonly repY: Float64Array;
  readonly repZ: Float64Array;
  /** km(i, C) by account, NaN without a place. */
  readonly kmToCentre: Float64Array;
}

/** Who is known where (contract 5). */
export interface RelationshipMeasure {
  /** r_ij where it is above 0: entries of account i are start[i] … start[i+1]-1, reps ascending. */
  readonly start: Int32Array;
  readonly rep: Int32Array;
  readonly strength: Float64Array;
  /** R_i: the greatest of r_ij over E_i; 0 for accounts that are not planned. */
  readonly best: Float64Array;
  /** Σ disruption_i · R_i; 0: there is no relationship term. */
  readonly divisor: number;
  /** What it was taken from, where that was records and not a file of strengths; won amounts in any case. */
  readonly records: OwnedRecords | undefined;
  /** Whether r_ij is of a relationships file, so that records say nothing of it. */
  readonly given: boolean;
}

/** What the owners of records have at each account: entries of account i are start[i] … start[i+1]-1. */
export interface OwnedRecords {
  readonly start: Int32Array;
  /** Index in reps.csv; from the number of reps on, owners who are no reps. Ascending. */
  readonly owner: Int32Array;
  /** Amount won, credits left out. */
  readonly won: Float64Array;
  /** Open pipeline, credits left out. */
  readonly open: Float64Array;
  /** Activities completed 0 to 365 days ago. */
  readonly touches: Float64Array;
}
