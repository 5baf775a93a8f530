import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { pipelineByTerritory } from '../analytics/territory-pipeline.js';
import type { CostsAtMost } from '../evaluation/cost-at-most.js';
import { provenFor, statusOf } from '../evaluation/proven.js';
import type { Evaluation } from '../evaluation/types.js';
import { mapInputs } from '../inputs/csv/file-roles.js';
import { sealedPlanText } from '../reports/checksums.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';
import { planJson, planOptionsIn, type RoleParts } from '../reports/plan-parts.js';
import { compareJson, countNumbers } from './compare-json.js';
import { reviewAgain } from './compare-review.js';
import type { Comparison } from './comparison.js';
import { type PlanFolder, planFile, type ReadInputs } from './plan-folder.js';
import type { Certificate } from './proof/certificate.js';
import { leastChangeAgain } from './rebalance-again.js';

/** plan.json as it is written: the schema lets go of what it does not know. */
function writtenPlan({ files }: PlanFolder): { readonly [key: string]: unknown } {
  return writtenSchema.parse(JSON.parse(String(files.get(planFile) ?? '{}')));
}

const writtenSchema = z.record(z.string(), z.unknown());

/** Names what a plan.json holds besides a plan, where its figures cannot be worked out. */
export function compareKeys(folder: PlanFolder, comparison: Comparison): void {
  compareJson(planFile, writtenPlan(folder), folder.plan, comparison);
}

/** What plan.json is compared with. */
export interface PlanWorkedOut {
  readonly read: ReadInputs;
  readonly evaluation: Evaluation;
  readonly certificate: Certificate | undefined;
  readonly costs: CostsAtMost;
  /** Undefined where no row gives a role. */
  readonly roles?: readonly RoleParts[] | undefined;
}

/** plan.json as it should be: what was done is taken from it, every figure is worked out. */
export function comparePlan(
  folder: PlanFolder,
  { read, evaluation, certificate, costs, roles }: PlanWorkedOut,
  comparison: Comparison,
): void {
  const { problem, rows, drafted } = read;
  const { plan, files } = folder;
  const bound = plan.objective.bound ?? certificate?.bound ?? 0;
  const leastChange = leastChangeAgain(plan, problem, evaluation, comparison);
  const isReviewed = plan.review !== undefined && plan.objective.bound === null;
  // Of the objective what goes on from a plan claims nothing, nor does a round about that.
  const claims = leastChange === undefined && plan.route === undefined && !isReviewed;
  const proven = claims ? provenFor(bound, evaluation) : undefined;
  const statusWithout = evaluation.feasible ? 'feasible' : 'infeasible';
  const { options } = plan;
  const asked = planOptionsIn(options);
  const expected = planJson({
    version: plan.carve,
    status: claims ? statusOf(proven) : statusWithout,
    interrupted: plan.interrupted === true,
    inputs: withRows(plan.inputs, rows),
    // Who it goes on from is what was done; the chain is followed apart from it.
    from: plan.from,
    leastChange,
    rebalance: plan.rebalance,
    events: folder.again?.events ?? plan.events,
    route: plan.route,
    // Whether rules were drafted follows from the files.
    options: { ...asked, drafted: drafted.length > 0 },
    // Whether it is told is what was done; every figure of it is worked out.
    pipeline: asked.pipeline && pipelineByTerritory(read, evaluation.assignment, asked.pipeline),
    problem,
    evaluation,
    proven,
    unproven: isReviewed,
    unavoidable: evaluation.feasible ? floorsOf(plan) : new Map(),
    costsAtMost: costs,
    roles,
    review: reviewAgain(folder, { problem, evaluation }, comparison),
  });
  const { objective, before, after, unavoidable, pipeline } = expected;
  comparison.figures += countNumbers([objective, before, after, unavoidable, pipeline]);
  const sums = { files: plan.files, sha256: plan.sha256 };
  const differences = comparison.differences;
  compareJson(planFile, writtenPlan(folder), { ...expected, ...sums }, comparison);
  if (comparison.differences > differences) return;
  const text = sealedPlanText(expected, new Map(Object.entries(plan.files)));
  if (files.get(planFile)?.equals(Buffer.from(text)) === true || comparison.has(planFile)) return;
  const what = 'has these figures, and is not written as carve writes them (a key twice, say)';
  comparison.add({ file: planFile, what });
}

/** A floor is of a metric that the plan balances, and the plan itself does not lie below it. */
export function compareFloors(
  plan: Pick<PlanJson, 'unavoidable'>,
  { after }: Evaluation,
  comparison: Comparison,
  within = '',
): void {
  for (const [metric, floor] of floorsOf(plan)) {
    const column = `${within}unavoidable.${metric}`;
    const reached = after.evenness.get(metric)?.mean_abs_deviation_pct;
    if (reached === undefined) {
      comparison.add({ file: planFile, column, what: 'is of no metric that the plan balances' });
    } else if (floor < 0 || floor > reached + floorTolerance * Math.max(1, reached)) {
      const what = 'is no floor: after.mean_abs_deviation_pct lies below, or 0 does';
      comparison.add({ file: planFile, column, found: floor, expected: reached, what });
    }
  }
}

/** Rounding of percentages. */
const floorTolerance = 1e-9;

function withRows(inputs: PlanInputs, rows: ReadInputs['rows']): PlanInputs {
  return mapInputs(inputs, (file, role) => ({ ...file, rows: rows[role] }));
}

/** What plan.json says cannot be removed, by metric. */
export function floorsOf({
  unavoidable = {},
}: Pick<PlanJson, 'unavoidable'>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(unavoidable).map(([metric, floor]) => [metric, floor.mean_abs_deviation_pct]),
  );
}
