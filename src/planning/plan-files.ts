import { type CostsAtMost, costsAtMost } from '../evaluation/cost-at-most.js';
import { planSummaryOf } from '../evaluation/story/story.js';
import { type CsvTable, csvPieces } from '../inputs/csv/write.js';
import type { RuleText } from '../model/rule.js';
import { sealedFiles } from '../reports/checksums.js';
import type { PageKit } from '../reports/page/kit.js';
import { pageHtml } from '../reports/page/page-html.js';
import type {
  PlanFigures,
  PlanInputs,
  PlanSource,
  ReviewFigures,
  RouteJson,
} from '../reports/plan-json.js';
import { type PlanOptions, type PlanParts, planJson } from '../reports/plan-parts.js';
import { type BesidePlan, planTables } from '../reports/plan-tables.js';
import { registerOf } from '../reports/review/review-tables.js';
import { certificateText } from './certificate.js';
import type { Plan } from './plan.js';

export interface PlanFileParts {
  readonly plan: Plan;
  readonly version: string;
  readonly inputs: PlanInputs;
  /** The plan that this one goes on from. */
  readonly from?: PlanSource | undefined;
  readonly options: PlanOptions;
  /** What makes it a rebalance. */
  readonly rebalanced?: Pick<PlanParts, 'leastChange' | 'rebalance' | 'events'> & {
    readonly beside: BesidePlan;
  };
  /** What makes it a routed plan, and its further files. */
  readonly routed?:
    | { readonly route: RouteJson; readonly tables: ReadonlyMap<string, CsvTable> }
    | undefined;
  readonly assumptions: readonly string[];
  /** Pipeline against quota by territory. */
  readonly pipeline?: PlanParts['pipeline'];
  /** Rules that carve drafted. */
  readonly drafted?: readonly RuleText[] | undefined;
  /** Of a managers' round: its figures, and its files besides those of the plan. */
  readonly review?:
    | { readonly figures: ReviewFigures; readonly tables: ReadonlyMap<string, CsvTable> }
    | undefined;
  /** What report.html is made with; without it there is none. */
  readonly pageKit?: PageKit | undefined;
}

/** The files of a plan folder (contract 6), by name. */
export function planFiles(parts: PlanFileParts): ReadonlyMap<string, string> {
  return new Map([...planFilePieces(parts)].map(([name, pieces]) => [name, [...pieces].join('')]));
}

/**
 * The same in pieces that are worked out as they are read, once and in this
 * order: the files of a million accounts need not be held, and plan.json has
 * the checksums of those before it.
 */
export function planFilePieces(parts: PlanFileParts): ReadonlyMap<string, Iterable<string>> {
  const { plan } = parts;
  const { problem, evaluation } = plan;
  const json = planJson({
    version: parts.version,
    status: plan.status,
    interrupted: plan.solution.interrupted,
    inputs: parts.inputs,
    from: parts.from,
    leastChange: parts.rebalanced?.leastChange,
    rebalance: parts.rebalanced?.rebalance,
    events: parts.rebalanced?.events,
    route: parts.routed?.route,
    options: parts.options,
    problem,
    evaluation,
    proven: plan.proven,
    unavoidable: plan.unavoidable,
    costsAtMost: costsOf(plan),
    roles: plan.roles?.map(({ role, plan: own }) => ({
      role,
      problem: own.problem,
      plan: {
        ...own,
        costsAtMost: costsOf(own),
      },
    })),
    assumptions: parts.assumptions,
    review: parts.review?.figures,
    pipeline: parts.pipeline,
  });
  const files = new Map<string, Iterable<string>>();
  for (const [name, { columns, rows }] of planTables(
    problem,
    evaluation,
    parts.options.relaxations,
    parts.rebalanced?.beside,
  )) {
    files.set(name, csvPieces(columns, rows()));
  }
  for (const [name, { columns, rows }] of parts.routed?.tables ?? []) {
    files.set(name, csvPieces(columns, rows()));
  }
  for (const [name, { columns, rows }] of parts.review?.tables ?? []) {
    files.set(name, csvPieces(columns, rows()));
  }
  files.set('certificate.json', [certificateText(plan)]);
  const { pageKit } = parts;
  if (pageKit !== undefined) files.set('report.html', page(parts, json, pageKit));
  return sealedFiles(files, json);
}

/** What must rows can cost at most, where it was asked. */
export function costsOf({ rowBounds, evaluation }: Plan): CostsAtMost | undefined {
  return rowBounds && costsAtMost(rowBounds, evaluation.objective);
}

/** report.html, drawn when it is read. */
function page(parts: PlanFileParts, made: PlanFigures, kit: PageKit): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      const plan = { ...parts.plan, costsAtMost: costsOf(parts.plan) };
      const { problem } = plan;
      const planSummary = planSummaryOf(plan);
      const drafted = parts.drafted ?? [];
      const register = registerOf(parts.review?.tables);
      const drawn = { plan, problem, drafted, planSummary, made, register };
      yield pageHtml({ ...drawn, notes: [], masked: false }, kit);
    },
  };
}
