import type {
  BalanceMeasure,
  BudgetMeasure,
  LimitMeasure,
  PlacementMeasure,
  RepGroups,
  RepSet,
  TogetherMeasure,
} from '../model/problem.js';
import type { Rule, RuleColumn, RuleKind, RuleLevel } from '../model/rule.js';

/** Says that a cell of a rule row is wrong. */
export type ReportFault = (column: RuleColumn, what: string, value: string, remedy: string) => void;

/** Rows worked into numbers, by how they are judged. */
export interface Measures {
  readonly balances: BalanceMeasure[];
  readonly limits: LimitMeasure[];
  readonly budgets: BudgetMeasure[];
  readonly placements: PlacementMeasure[];
  readonly togethers: TogetherMeasure[];
}

/** What a row needs to know of the problem to become a measure. */
export interface MeasureContext {
  readonly accountCount: number;
  readonly repCount: number;
  readonly planned: Uint8Array;
  readonly live: Uint8Array;
  readonly cap: Float64Array;
  /** The live owner of each account, or -1. */
  readonly liveOwner: Int32Array;
  readonly potential: Float64Array;
  /** Who may take each account: index into `repSets`, -1 when not planned. */
  readonly eligible: Int32Array;
  readonly repSets: readonly RepSet[];
  readonly pools: RepGroups;
  /** SettledBy of each account. */
  readonly settled: Uint8Array;
  /** The rule row that settled it, or -1. */
  readonly settledRow: Int32Array;
  /** For family members, the account read in their place by match and avoid; else the account itself. */
  readonly readAs: Int32Array;
  /** Families of a together row, by connected accounts; two or more planned members each. */
  readonly families: (rule: Rule) => readonly Int32Array[];
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

/** A rule kind: how its rows are read, what they mean, how they are put in words. */
export interface RuleDefinition {
  readonly kind: RuleKind;
  /** The columns a row of this kind may fill, besides `rule` and `note`. */
  readonly uses: readonly RuleColumn[];
  /** The levels a row may have; the first is the default. */
  readonly levels: readonly RuleLevel[];
  /** Faults of a row that can be seen without any account. */
  readonly check: (rule: Rule, report: ReportFault) => void;
  /** What the row asks, as a sentence without its full stop. */
  readonly say: (rule: Rule) => string;
  /** Adds what the row is judged by; absent for kinds that only shape the problem. */
  readonly measure?: (rule: Rule, context: MeasureContext, into: Measures) => void;
}
