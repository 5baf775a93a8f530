import type { PlanSummary } from '../../evaluation/story/story.js';
import type { PlanFigures } from '../plan-json.js';
import type { ReportedPlan } from '../plan-words.js';

/** How a plan was made, as its plan.json has it. */
export type PlanMade = Pick<
  PlanFigures,
  'carve' | 'inputs' | 'options' | 'assumptions' | 'warnings' | 'interrupted' | 'pipeline'
>;

/** What a report of a plan is made of, in whatever format. */
export interface ReportParts extends ReportedPlan {
  readonly planSummary: PlanSummary;
  readonly made: PlanMade;
  /** What a reader should know besides, one sentence each. */
  readonly notes: readonly string[];
  /** Whether names and amounts are stand-ins. */
  readonly masked: boolean;
}
