import { overviewTerms, type TermPart } from '../explain/overview.js';
import type { PlanStatus } from '../proven.js';
import type { Evaluation, Proven } from '../types.js';

/** Deviation that no plan under the must rules can remove. */
export interface Unavoidable {
  readonly metric: string;
  /** Mean absolute deviation in percent: the proven floor, and what the plan has. */
  readonly floorPct: number;
  readonly nowPct: number;
}

/** Whether the plan can be better, and what its score is made of. */
export interface Better {
  readonly status: PlanStatus;
  readonly objective: number;
  /** No plan that keeps the must rules scores below; undefined where nothing is proven. */
  readonly bound: number | undefined;
  /** By how much another plan could be better at most, in percent; 0 where it is optimal. */
  readonly gapPct: number | undefined;
  readonly unavoidable: readonly Unavoidable[];
  /** The terms of the score, greatest part first. */
  readonly terms: readonly TermPart[];
}

/** @param unavoidable mean absolute deviation by metric, in percent, that no plan can go below */
export function betterOf(
  evaluation: Evaluation,
  status: PlanStatus,
  proven: Proven | undefined,
  unavoidable: ReadonlyMap<string, number>,
): Better {
  return {
    status,
    objective: evaluation.objective,
    bound: proven?.bound,
    gapPct: proven === undefined ? undefined : status === 'optimal' ? 0 : 100 * proven.gap,
    unavoidable: [...unavoidable].map(([metric, floorPct]) => ({
      metric,
      floorPct,
      nowPct: evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0,
    })),
    terms: overviewTerms(evaluation),
  };
}
