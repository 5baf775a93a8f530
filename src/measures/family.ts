import type { Assignment } from '../model/assignment.js';
import type {
  FamilyName,
  MeasureBase,
  MeasureLists,
  Problem,
  RepGroups,
} from '../model/problem.js';
import type { Idleness, IdleQuestion } from '../rules/definition.js';
import type { Against } from './against.js';
import type { MovableBounds } from './bounds.js';
import type { Judged } from './breach.js';
import type { ConflictFact, Contradiction } from './facts.js';
import type { Tally } from './tally.js';
import type { Step, Tracked, Tracking } from './tracked.js';

/** How one measure came out under an assignment. */
export interface Judgement {
  /** What is counted in `concerned` and `broken`. */
  readonly counts: 'reps' | 'accounts' | 'families' | 'owners' | 'nothing';
  readonly concerned: number;
  readonly broken: number;
  /** Accounts it would concern, had a rule that comes first not settled them against it. */
  readonly exempt: number;
  /** Accounts that a keep row asks for and cannot keep, for their owner is gone; absent where there are none. */
  readonly ownerGone?: number;
  /** The group that stands worst against the row's bound, for rows that bound amounts. */
  readonly worst: WorstGroup | undefined;
  readonly metric: string | undefined;
}

export interface WorstGroup {
  /** rep name, or the value of the `by` column. */
  readonly who: string;
  /** Which of the accounts alone count: `rival Cola`; undefined: as the row says. */
  readonly among?: string;
  /** `deviation`: value and bound are shares of a target (0.12 is 12 %). `holds`, `loses`: amounts. */
  readonly measure: 'deviation' | 'holds' | 'loses';
  readonly value: number;
  readonly bound: number;
  readonly side: 'min' | 'max';
  /** The bound's share, where it is a percentage of the group's own total. */
  readonly share: number | undefined;
}

/** Stand-ins for names and amounts. */
export interface Mask {
  /** What amounts of a metric are multiplied by. */
  readonly scale: (metric: string) => number;
  readonly groups: (groups: RepGroups) => RepGroups;
}

/** Nothing to judge. */
export const nothing: Judgement = {
  counts: 'nothing',
  concerned: 0,
  broken: 0,
  exempt: 0,
  worst: undefined,
  metric: undefined,
};

/**
 * A family of measures owns all that is asked of its rows once they are numbers.
 * Its formula is stated here and nowhere else; the solver's fast form and the
 * independent checkers are held against it by tests.
 */
export interface MeasureFamily<M extends MeasureBase> {
  readonly name: FamilyName;
  /** Its measures of a problem. */
  readonly list: (lists: MeasureLists) => readonly M[];
  /** The same, to be put in the place of those of a problem. */
  readonly put: (measures: readonly M[]) => Partial<MeasureLists>;
  /** The amounts of single accounts that it adds up. */
  readonly amounts: (measure: M) => readonly Float64Array[];
  /** Numbers that follow from sums of these. */
  readonly sums?: (measure: M) => Float64Array;
  /** A term at any level, ahead of those of rows; else its should rows alone are terms. */
  readonly alwaysTerm: boolean;
  /** Reads several accounts as one. */
  readonly joinsAccounts?: boolean;
  /** The value of its term (contract 5) for planned accounts; undefined where its divisor is 0. */
  readonly term: (measure: M, problem: Problem, assignment: Assignment) => number | undefined;
  readonly judge: (measure: M, problem: Problem, assignment: Assignment) => Judgement;
  readonly counts: Judgement['counts'];
  /** Gathers for `check` what it concerns and what breaks it. */
  readonly gather: (measure: M, judged: Judged, tally: Tally) => void;
  /** True where no assignment can break it. */
  readonly cannotBreak?: (measure: M) => boolean;
  /** Its term and its row under a few changes, for `explain`. */
  readonly tracked: (measure: M, tracking: Tracking) => Tracked;
  /** What it has against one account going elsewhere, where its term is worse for it or its row broken. */
  readonly against: (measure: M, tracking: Tracking) => (step: Step) => Against;
  /** For must rows, what shows by mere counting that no plan keeps it. */
  readonly facts: (measure: M, problem: Problem) => readonly ConflictFact[];
  /** The place of its facts among those of other families. */
  readonly factsPlace: number;
  /** Must bounds that cannot be kept, as plain sums show before anything is planned, for `validate`. */
  readonly contradictions: (measure: M, problem: Problem) => readonly Contradiction[];
  /** Why the row changes nothing, if so. */
  readonly idle: (measure: M, question: IdleQuestion) => Idleness | undefined;
  /** The measure as others may see it, in stand-ins; its shares and deviations stay. */
  readonly masked: (measure: M, mask: Mask) => M;
  /** How its bounds are moved; undefined where it says who may take what and bounds no amount. */
  readonly bounds: MovableBounds<M> | undefined;
}
