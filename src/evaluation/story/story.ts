import type { Problem } from '../../model/problem.js';
import type { CostsAtMost } from '../cost-at-most.js';
import { overviewTerms, type TermPart } from '../explain/overview.js';
import type { RuleCost } from '../explain/rule-cost.js';
import { inOrder } from '../leading-metrics.js';
import type { PlanStatus } from '../proven.js';
import type { Evaluation, Evenness, Proven } from '../types.js';
import { type AccountCounts, accountCounts } from './account-counts.js';
import { accountsThatMatter, type WeightyAccount } from './accounts-that-matter.js';
import { type Flow, flowsOf } from './flows.js';
import {
  type CostliestRows,
  type CostlyWish,
  costliestRows,
  costliestRule,
  costliestWish,
  type ReportedRule,
  type RuleCount,
  reportedRules,
  ruleCountOf,
} from './rules.js';
import { type RepGain, repGains, type Tolerance, tolerancesOf } from './winners.js';

/** How even one metric was and is over the reps who take part. */
interface EvennessChange {
  readonly metric: string;
  /** Undefined where today's figure is not known. */
  readonly before: Evenness | undefined;
  readonly after: Evenness;
}

/** What a report of a plan tells, as facts; in the order in which it is read. Reps and accounts are indices. */
export interface PlanSummary {
  readonly status: PlanStatus;
  readonly tally: AccountCounts;
  /** Potential and workload first, then the others in the order of the rules. */
  readonly evenness: readonly EvennessChange[];
  /** ARR that leaves a live owner; percent of planned potential that does. */
  readonly arrMoved: number;
  readonly potentialMovedPct: number;
  /** Mean km from rep to account; undefined where none has a place. */
  readonly meanKm: { readonly before: number | undefined; readonly after: number | undefined };
  readonly ruleCount: RuleCount;
  readonly tolerances: readonly Tolerance[];
  readonly reps: readonly RepGain[];
  readonly flows: readonly Flow[];
  readonly matters: readonly WeightyAccount[];
  readonly better: Better;
  readonly rules: readonly ReportedRule[];
  /** The wish that is kept in part and makes up most of the score. */
  readonly wish: CostlyWish | undefined;
  /** What must rows can cost at most, as far as it was worked out. */
  readonly costliest: CostliestRows | undefined;
  /** The row that costs most, where prices are known. */
  readonly costliestRule: ReportedRule | undefined;
}

/** What a story is drawn from. */
interface PlanSummarySource {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  readonly status: PlanStatus;
  readonly proven: Proven | undefined;
  /** Mean absolute deviation by metric, in percent, that no plan can go below. */
  readonly unavoidable?: ReadonlyMap<string, number> | undefined;
  /** What must rows can cost at most. */
  readonly costsAtMost?: CostsAtMost | undefined;
  /** What rows cost, as far as it was worked out. */
  readonly prices?: readonly RuleCost[] | undefined;
}

/** Accounts that are told by name. */
const mattersAtMost = 10;

export function planSummaryOf(source: PlanSummarySource): PlanSummary {
  const { problem, evaluation, status, proven } = source;
  const { before, after, outcomes } = evaluation;
  const rules = reportedRules(outcomes, source.prices, source.costsAtMost);
  const better = betterOf(evaluation, status, proven, source.unavoidable ?? new Map());
  return {
    status,
    tally: accountCounts(problem, evaluation),
    evenness: inOrder([...after.evenness.keys()]).flatMap((metric) => {
      const is = after.evenness.get(metric);
      return is === undefined ? [] : [{ metric, before: before.evenness.get(metric), after: is }];
    }),
    arrMoved: after.arr_moved,
    potentialMovedPct: after.potential_moved_pct,
    meanKm: { before: before.mean_distance_km, after: after.mean_distance_km },
    ruleCount: ruleCountOf(rules),
    tolerances: tolerancesOf(problem),
    reps: repGains(evaluation),
    flows: flowsOf(problem, evaluation),
    matters: accountsThatMatter(problem, evaluation, mattersAtMost),
    better,
    rules,
    wish: costliestWish(rules, better.terms),
    costliest: costliestRows(outcomes, source.costsAtMost ?? new Map()),
    costliestRule: costliestRule(rules),
  };
}

/** Deviation that no plan under the must rules can remove. */
interface Unavoidable {
  readonly metric: string;
  /** Mean absolute deviation in percent: the proven floor, and what the plan has. */
  readonly floorPct: number;
  readonly nowPct: number;
}

/** Whether the plan can be better, and what its score is made of. */
interface Better {
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
function betterOf(
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
