import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import { evaluate } from './evaluate.js';
import { unevenness } from './leading-metrics.js';
import {
  estimateRevenue,
  type RevenueAssumptions,
  type RevenueEstimate,
} from './revenue/estimate.js';
import type { Evaluation, Proven } from './types.js';

/** An option beside others: all judged by the same rules and weights, those of the command line. */
export interface OptionFigures {
  readonly name: string;
  readonly note: string;
  /** Under the rules and weights of the command line. */
  readonly evaluation: Evaluation;
  readonly unevenness: number;
  /** How good it is proven to be at what it is for; undefined where it keeps not every must rule. */
  readonly proven: Proven | undefined;
  readonly revenue: RevenueEstimate;
  /** Undefined where files and quotas do not tell. */
  readonly cover: QuotaCover | undefined;
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
}

/** Judges an option by the rules and weights that all options are compared under. */
export function optionFigures(
  problem: Problem,
  { name, note, assignment, proven, cover }: Option,
  assumptions: RevenueAssumptions,
): OptionFigures {
  const evaluation = evaluate(problem, assignment);
  return {
    name,
    note,
    evaluation,
    unevenness: unevenness(evaluation),
    proven,
    revenue: estimateRevenue(problem, assignment, assumptions),
    cover,
  };
}
