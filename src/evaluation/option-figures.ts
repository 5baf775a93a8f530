import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import { handedOver } from './changing-hands.js';
import { evaluate } from './evaluate.js';
import { unevenness } from './leading-metrics.js';
import type { PlanStatus } from './proven.js';
import {
  estimateRevenue,
  type RevenueAssumptions,
  type RevenueEstimate,
} from './revenue/estimate.js';
import type { Evaluation, HandsFigures, Proven } from './types.js';

/** An option beside others: all judged by the same rules and weights, those of the command line. */
export interface OptionFigures {
  readonly name: string;
  readonly note: string;
  /** Under the rules and weights of the command line. */
  readonly evaluation: Evaluation;
  /** What changes hands, without what merely stays without an owner. */
  readonly handedOver: HandsFigures;
  readonly unevenness: number;
  /** How good it is proven to be at what it is for; undefined where it keeps not every must rule. */
  readonly proven: Proven | undefined;
  readonly revenue: RevenueEstimate;
  /** Undefined where files and quotas do not tell. */
  readonly cover: QuotaCover | undefined;
  /** Who has each role, in the order of the rows; empty where no row gives one. */
  readonly roles: readonly RoleFigures[];
}

/**
 * Who has a role in an option. It is planned around the option's reps, by the
 * role's own rows and weights: with pods, whom it may be depends on the rep.
 */
export interface RoleFigures {
  /** As columns are named: `sdr`. */
  readonly key: string;
  /** As the rows say it: `SDR`. */
  readonly name: string;
  readonly status: PlanStatus;
  readonly evaluation: Evaluation;
  readonly proven: Proven | undefined;
}

/** How far pipeline covers what is left of the quotas. */
export interface QuotaCover {
  /** Reps whose quota is made or covered, and all who have one. */
  readonly covered: number;
  readonly reps: number;
  readonly expected: number;
  readonly quotaLeft: number;
}

export interface Option {
  readonly name: string;
  readonly note: string;
  readonly assignment: Assignment;
  readonly proven: Proven | undefined;
  readonly cover?: QuotaCover | undefined;
  readonly roles?: readonly RoleFigures[];
}

/** Judges an option by the rules and weights that all options are compared under. */
export function optionFigures(
  problem: Problem,
  { name, note, assignment, proven, cover, roles = [] }: Option,
  assumptions: RevenueAssumptions,
): OptionFigures {
  const evaluation = evaluate(problem, assignment);
  return {
    name,
    note,
    evaluation,
    handedOver: handedOver(problem, evaluation),
    unevenness: unevenness(evaluation),
    proven,
    revenue: estimateRevenue(problem, assignment, assumptions),
    cover,
    roles,
  };
}
