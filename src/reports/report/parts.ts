import type { PlanSummary } from '../../evaluation/story/story.js';
import type { RegisterRow } from '../../inputs/csv/register.js';
import type { PlanFigures } from '../plan-json.js';
import type { ReportedPlan } from '../plan-words.js';

/** How a plan was made, as its plan.json has it. */
export type PlanMade = Pick<
  PlanFigures,
  | 'carve'
  | 'inputs'
  | 'options'
  | 'assumptions'
  | 'warnings'
  | 'interrupted'
  | 'review'
  | 'pipeline'
>;

/** What a report of a plan is made of, in whatever format. */
export interface ReportParts extends ReportedPlan {
  readonly planSummary: PlanSummary;
  readonly made: PlanMade;
  /** Of a managers' round: its register (overrides.csv). */
  readonly register?: readonly RegisterRow[] | undefined;
  /** What a reader should know besides, one sentence each. */
  readonly notes: readonly string[];
  /** Whether names and amounts are stand-ins. */
  readonly masked: boolean;
}

/** How many of each are told at most. */
export interface ReportRoom {
  readonly reps: number;
  readonly flows: number;
  readonly rules: number;
  readonly notes: number;
  /** Whether a table may be wider than a terminal. */
  readonly isWide: boolean;
}
