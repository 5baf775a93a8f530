import { provenFor, statusOf } from '../evaluation/proven.js';
import type { Review } from '../evaluation/review/types.js';
import { planSummaryOf } from '../evaluation/story/story.js';
import { csvPieces } from '../inputs/csv/write.js';
import type { DayNumber } from '../model/units.js';
import { version } from '../planning/version.js';
import { sealedFiles } from '../reports/checksums.js';
import type { PageKit } from '../reports/page/kit.js';
import { pageHtml } from '../reports/page/page-html.js';
import type { PlanInputs, PlanSource, RebalanceJson, ReviewFigures } from '../reports/plan-json.js';
import { planJson, planOptionsIn } from '../reports/plan-parts.js';
import { planTables } from '../reports/plan-tables.js';
import { registerOf, reviewTables } from '../reports/review/review-tables.js';
import { floorsOf } from '../verification/compare-plan.js';
import { Comparison } from '../verification/comparison.js';
import { certificateSchema } from '../verification/proof/certificate.js';
import { certificateFile } from '../verification/proof/prove-again.js';
import { readJson } from '../verification/read-json.js';
import { ruleCostsAgain } from '../verification/rule-costs-again.js';
import type { PlannedEvaluation } from './planned.js';
import type { RebalancedAgain } from './rebalanced-again.js';

/** What a folder of a managers' round is made of. */
export interface ReviewedPlan {
  readonly planned: PlannedEvaluation;
  readonly review: Review;
  /** The inputs of the plan, from the new folder. */
  readonly inputs: PlanInputs;
  readonly from: PlanSource;
  /** Of a rebalanced plan: how it was asked for, from the new folder. */
  readonly rebalance?: RebalanceJson | undefined;
  /** Of a rebalanced plan: what its handover follows from. */
  readonly again?: RebalancedAgain | undefined;
  /** The day of the round. */
  readonly day: DayNumber;
  readonly pageKit: PageKit;
}

/** What plan.json says of a round. */
export function reviewFigures(review: Review): ReviewFigures {
  return {
    taken: review.taken,
    open: review.open.length,
    conflicts: review.conflicts.length,
    by_hand: review.byHand,
    price: review.price,
  };
}

/**
 * The files of the plan with what managers decided: the rules, the options and the bound
 * are those of the reviewed plan, which hold for every assignment of the same problem.
 */
export function reviewedPlanFiles(parts: ReviewedPlan): ReadonlyMap<string, Iterable<string>> {
  const { planned, review, pageKit } = parts;
  const { plan, read, certificate } = planned;
  const { problem, drafted } = read;
  const { evaluation } = review;
  const proof =
    certificate && readJson(certificateFile, Buffer.from(certificate), certificateSchema);
  const costsAtMost =
    proof !== undefined && 'value' in proof && evaluation.feasible
      ? ruleCostsAgain(read, evaluation, proof.value, new Comparison()).costs
      : undefined;
  const proven = provenFor(plan.objective.bound ?? undefined, evaluation);
  // A rebalance and a routing prove nothing of their objective, and a round about them no more.
  const unproven = plan.objective.bound === null;
  const status = evaluation.feasible && unproven ? 'feasible' : statusOf(proven);
  const unavoidable = evaluation.feasible ? floorsOf(plan) : new Map<string, number>();
  const options = planOptionsIn(plan.options);
  const made = planJson({
    version,
    status,
    interrupted: plan.interrupted === true,
    inputs: parts.inputs,
    from: parts.from,
    options,
    problem,
    evaluation,
    proven,
    unproven,
    rebalance: parts.rebalance,
    events: parts.rebalance && plan.events,
    unavoidable,
    costsAtMost,
    review: reviewFigures(review),
  });
  const files = new Map<string, Iterable<string>>();
  const ofRound = reviewTables(problem, review, parts.day);
  const register = registerOf(ofRound);
  const tables = [
    ...planTables(problem, evaluation, options.relaxations, parts.again?.beside(evaluation)),
    ...ofRound,
  ];
  for (const [name, { columns, rows }] of tables) files.set(name, csvPieces(columns, rows()));
  files.set(certificateFile, [Buffer.from(certificate ?? []).toString('utf8')]);
  const drawn = {
    problem,
    evaluation,
    proven,
    status,
    provenInfeasible: status === 'infeasible' && plan.status === 'infeasible',
    unavoidable,
    costsAtMost,
    solution: { interrupted: plan.interrupted === true },
  };
  const planSummary = planSummaryOf(drawn);
  files.set('report.html', [
    pageHtml(
      { plan: drawn, problem, drafted, planSummary, made, register, notes: [], masked: false },
      pageKit,
    ),
  ]);
  return sealedFiles(files, made);
}
