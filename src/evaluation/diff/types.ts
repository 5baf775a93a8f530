import type { RuleLevel } from '../../model/rule.js';

/** One account as one side of a comparison has it. */
export interface HeldAccount {
  readonly name: string;
  /** Who has it: a rep_id, or an owner as given; '' for nobody. */
  readonly rep: string;
  /** Undefined where the side does not tell. */
  readonly potential: number | undefined;
  readonly arr: number | undefined;
  /** Whether the plan leaves it out of everything; undefined where the side does not tell. */
  readonly excluded: boolean | undefined;
  /** Who has each role at it, by the role's column (`sdr`), '' for nobody; absent where the side tells of none. */
  readonly roles?: ReadonlyMap<string, string>;
  /** Likewise who had it when the side was planned. */
  readonly rolesBefore?: ReadonlyMap<string, string>;
}

/** Who has what, as one side of a comparison says. */
export interface Holdings {
  /** By account_id, in the order of the file. */
  readonly accounts: ReadonlyMap<string, HeldAccount>;
  /** By rep_id; reps without a name are absent. */
  readonly repNames: ReadonlyMap<string, string>;
}

/** How a rule row came out in a plan. */
export interface RuleState {
  /** A row of the rules file, or `accounts.csv:ROW`, `reps.csv:ROW`. */
  readonly row: number | string;
  /** What people call the row; absent where they call it nothing. */
  readonly name?: string | undefined;
  readonly rule: string;
  readonly level: RuleLevel;
  readonly status: 'met' | 'broken';
  readonly detail: string;
  /** What the row asks, however it is numbered; undefined where the folder does not hold it. */
  readonly text: string | undefined;
}

/** What a plan folder says beyond who has what. */
export interface PlanFacts {
  /** Headline figures by their place in plan.json: `after.potential.gini`. */
  readonly figures: ReadonlyMap<string, number | string>;
  readonly rules: readonly RuleState[];
  /** SHA-256 of each input by what it is. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Options as JSON, by name. */
  readonly options: ReadonlyMap<string, string>;
  /** Percent that each rep is off target in potential, by rep_id. */
  readonly deviations: ReadonlyMap<string, number>;
}

/** One side of a comparison. */
export interface Side {
  readonly holdings: Holdings;
  /** Undefined where it is no plan folder. */
  readonly plan: PlanFacts | undefined;
}

/** What became of an account between two sides; the last two only where its rep is the same. */
export const changeKinds = [
  'moved',
  'assigned',
  'unassigned',
  'appeared',
  'vanished',
  'excluded',
  'included',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface AccountChange {
  readonly account: string;
  readonly name: string;
  /** '' for nobody, and for an account that appeared. */
  readonly from: string;
  /** '' for nobody, and for an account that vanished. */
  readonly to: string;
  readonly kind: ChangeKind;
  /** B's figure, else A's. */
  readonly potential: number | undefined;
  readonly arr: number | undefined;
}

/** Another holder of a role at an account. */
export interface RoleChange {
  readonly account: string;
  readonly name: string;
  /** The role's column: `sdr`. */
  readonly role: string;
  /** '' for nobody. */
  readonly from: string;
  readonly to: string;
}

/** What some accounts come to together; undefined amounts are told of none of them. */
export interface Amounts {
  readonly accounts: number;
  readonly potential: number | undefined;
  readonly arr: number | undefined;
}

/** What goes from one rep to another; '' is nobody. */
export interface Flow extends Amounts {
  readonly from: string;
  readonly to: string;
}

/** A rep whose book is another. Pairs are A and B. */
export interface RepChange {
  readonly rep: string;
  /** Accounts held, excluded ones not counted. */
  readonly accounts: readonly [number, number];
  readonly potential: readonly [number | undefined, number | undefined];
  readonly in: Amounts;
  readonly out: Amounts;
  /** Percent off target in potential; undefined where a side is no plan or does not have the rep. */
  readonly deviation: readonly [number | undefined, number | undefined];
}

/** A named value that differs; undefined where a side has none. */
export interface Pair<Value> {
  readonly name: string;
  readonly a: Value | undefined;
  readonly b: Value | undefined;
}

/** What became of a rule row; `figures` where it came out the same with other numbers. */
export type RuleChangeKind = 'broken' | 'met' | 'edited' | 'added' | 'removed' | 'figures';

export interface RuleChange {
  readonly kind: RuleChangeKind;
  readonly a: RuleState | undefined;
  readonly b: RuleState | undefined;
}

/** What differs between two plans beyond who has what. */
export interface PlanComparison {
  readonly figures: readonly Pair<number | string>[];
  readonly rules: readonly RuleChange[];
  readonly inputs: readonly Pair<string>[];
  readonly options: readonly Pair<string>[];
}

/** All that differs between two sides, A and B. */
export interface Comparison {
  /** Accounts on either side. */
  readonly accounts: number;
  /** In the order of A, then those only in B in its order. */
  readonly changes: readonly AccountChange[];
  /** Of accounts on both sides, whose holder of a role is another, where both tell. */
  readonly roles: readonly RoleChange[];
  /** All that goes from hand to hand; accounts on one side alone do not. */
  readonly moved: Amounts;
  /** By potential, the greatest first. */
  readonly flows: readonly Flow[];
  /** From the greatest gain in potential to the greatest loss. */
  readonly reps: readonly RepChange[];
  /** Undefined unless both sides are plans. */
  readonly plans: PlanComparison | undefined;
}
