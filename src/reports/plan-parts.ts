import {
  coveredReps,
  type PipelineByTerritory,
  type TerritoryPipeline,
} from '../analytics/territory-pipeline.js';
import type { CostsAtMost } from '../evaluation/cost-at-most.js';
import { type PlanStatus, slackOf } from '../evaluation/proven.js';
import type { Evaluation, Headline, Proven } from '../evaluation/types.js';
import { AccountState, type Problem, type RoleGround, type RowName } from '../model/problem.js';
import { readRow, writtenRow } from '../model/rule.js';
import { isoDate } from '../model/table.js';
import {
  keptOfPlan,
  keptOfProblem,
  type Options,
  readOptions,
  writtenOptions,
} from './kept-options.js';
import type {
  LeastChange,
  PipelineJson,
  PlanFigures,
  PlanInputs,
  PlanJson,
  PlanSource,
  ProblemOptionsJson,
  RebalanceJson,
  ReviewFigures,
  RouteJson,
} from './plan-json.js';
import { outcomeWords } from './rule-words.js';

/** What shaped a problem besides its files. */
export type ProblemOptions = Options<typeof keptOfProblem>;

/** What shaped a plan besides its files. */
export type PlanOptions = Options<typeof keptOfPlan>;

/** A role of a plan, as plan.json is made of it. */
export interface RoleParts {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly plan: Pick<
    PlanParts,
    'status' | 'evaluation' | 'proven' | 'unavoidable' | 'costsAtMost'
  > & { readonly solution: { readonly interrupted: boolean } };
}

/** What plan.json is made of. */
export interface PlanParts {
  readonly version: string;
  readonly status: PlanStatus;
  readonly interrupted?: boolean;
  readonly inputs: PlanInputs;
  /** The plan that this one goes on from. */
  readonly from?: PlanSource | undefined;
  readonly options: PlanOptions;
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  /** Left out of an infeasible plan even if given. */
  readonly proven: Proven | undefined;
  /** Whether nothing is claimed of the objective, as of what goes on from a plan; default: of a rebalance and a routing nothing is. */
  readonly unproven?: boolean | undefined;
  /** Mean absolute deviation by metric, in percent, that no plan can go below. */
  readonly unavoidable?: ReadonlyMap<string, number>;
  /** What must rows cost at most, as far as it was worked out. */
  readonly costsAtMost?: CostsAtMost | undefined;
  /** Who else looks after the accounts; undefined where no row gives a role. */
  readonly roles?: readonly RoleParts[] | undefined;
  /** Of a rebalance. */
  readonly leastChange?: LeastChange | undefined;
  /** Of a rebalance: how it was asked for. */
  readonly rebalance?: RebalanceJson | undefined;
  /** Of a routing. */
  readonly route?: RouteJson | undefined;
  /** Of a rebalance: how many events of each kind there were. */
  readonly events?: Readonly<Record<string, number>> | undefined;
  /** Of a managers' round. */
  readonly review?: ReviewFigures | undefined;
  /** Pipeline against quota by territory, where files and quotas tell. */
  readonly pipeline?: PipelineByTerritory | undefined;
  /** Default: the problem's. */
  readonly assumptions?: readonly string[];
  /** Default: the problem's. */
  readonly warnings?: readonly string[];
}

/** plan.json as an object, its keys in the order of the file, but for the checksums at its end. */
export function planJson(parts: PlanParts): PlanFigures {
  const { evaluation, options, problem, proven, status } = parts;
  return {
    carve: parts.version,
    status,
    ...(parts.interrupted === true && { interrupted: true as const }),
    inputs: parts.inputs,
    ...(parts.from !== undefined && { from: parts.from }),
    options: {
      as_of: isoDate(problem.asOf),
      // What figures rest on is told where there are figures.
      ...writtenOptions(keptOfPlan, { ...options, pipeline: parts.pipeline?.basis }),
    },
    objective: objectiveJson(
      evaluation,
      status === 'infeasible' ? undefined : proven,
      isUnproven(parts),
    ),
    before: stateOf(evaluation.before),
    after: stateAfterOf(evaluation),
    ...(parts.leastChange !== undefined && { least_change: parts.leastChange }),
    ...(parts.rebalance !== undefined && { rebalance: parts.rebalance }),
    ...(parts.route !== undefined && { route: parts.route }),
    ...(parts.events !== undefined && { events: parts.events }),
    ...(parts.review !== undefined && { review: parts.review }),
    ...(parts.pipeline !== undefined && { pipeline: pipelineJson(problem, parts.pipeline) }),
    ...(parts.unavoidable !== undefined &&
      parts.unavoidable.size > 0 && { unavoidable: floorsOf(parts.unavoidable) }),
    rules: rulesOf(evaluation, parts.costsAtMost),
    ...costsTogether(evaluation, parts.costsAtMost),
    ...(parts.roles !== undefined && { roles: rolesJson(parts.roles, parts) }),
    assumptions: [...(parts.assumptions ?? problem.assumptions)],
    warnings: [...(parts.warnings ?? problem.warnings)],
  };
}

/** @param unclaimed of a plan that claims no bound whatever came of it */
function objectiveJson(
  evaluation: Evaluation,
  proven: Proven | undefined,
  unclaimed: boolean,
): PlanFigures['objective'] {
  const { objective: value, terms } = evaluation;
  return {
    value,
    ...(proven !== undefined
      ? { bound: proven.bound, gap: proven.gap, slack: slackOf(value, proven) }
      : { ...(unclaimed && { bound: null, gap: null }), slack: null }),
    terms: terms.map(({ name, value: of, weight }) => ({ name, value: of, weight })),
  };
}

function rolesJson(
  roles: readonly RoleParts[],
  parts: PlanParts,
): NonNullable<PlanFigures['roles']> {
  const written = roles.map(({ role, problem, plan }) => {
    const { evaluation, status, unavoidable } = plan;
    const figures = {
      status,
      ...(plan.solution.interrupted && { interrupted: true as const }),
      accounts: problem.state.filter((state) => state === AccountState.planned).length,
      reps: problem.takes.filter((takes) => takes === 1).length,
      objective: objectiveJson(
        evaluation,
        status === 'infeasible' ? undefined : plan.proven,
        isUnproven(parts),
      ),
      before: stateOf(evaluation.before),
      after: stateAfterOf(evaluation),
      ...(unavoidable !== undefined &&
        unavoidable.size > 0 && { unavoidable: floorsOf(unavoidable) }),
      rules: rulesOf(evaluation, plan.costsAtMost),
      ...costsTogether(evaluation, plan.costsAtMost),
      assumptions: [...problem.assumptions],
      warnings: [...problem.warnings],
    };
    return [role.name, figures] as const;
  });
  return Object.fromEntries(written);
}

function isUnproven({ unproven = false, leastChange, route }: PlanParts): boolean {
  return unproven || leastChange !== undefined || route !== undefined;
}

/** Pipeline against quota as plan.json has it. */
export function pipelineJson(problem: Problem, found: PipelineByTerritory): PipelineJson {
  const { territories } = found;
  const sum = (of: (one: TerritoryPipeline) => number): number =>
    territories.reduce((total, one) => total + of(one), 0);
  const cover = (expected: number, left: number): number | null =>
    left === 0 ? null : expected / left;
  return {
    reps_covered_before: coveredReps(found, 'before'),
    reps_covered: coveredReps(found, 'after'),
    quota_left: sum(({ quotaLeft }) => quotaLeft),
    expected_before: sum(({ before }) => before),
    expected: sum(({ after }) => after),
    reps: territories.map(({ rep, quotaLeft, before, after }) => ({
      rep_id: problem.repIds[rep],
      quota_left: quotaLeft,
      expected_before: before,
      expected: after,
      cover_before: cover(before, quotaLeft),
      cover: cover(after, quotaLeft),
    })),
  };
}

/** What shaped the problem, as plan.json and a check tell it. */
export function problemOptionsOf(
  problem: Pick<Problem, 'asOf'>,
  options: ProblemOptions,
): ProblemOptionsJson {
  return { as_of: isoDate(problem.asOf), ...writtenOptions(keptOfProblem, options) };
}

/** The options that plan.json tells: what `planJson` made of them, undone. */
export function planOptionsIn(options: PlanJson['options']): PlanOptions {
  return readOptions(keptOfPlan, options);
}

/** How every rule row came out, and what it costs at most where that is known. */
export function rulesOf(
  { outcomes }: Pick<Evaluation, 'outcomes'>,
  costs: CostsAtMost = new Map(),
): PlanJson['rules'] {
  return outcomes.map((outcome) => {
    const cost = costs.get(outcome.row);
    return {
      row: writtenRow(outcome.row),
      ...(outcome.name !== undefined && { name: outcome.name }),
      rule: outcome.rule,
      level: outcome.level,
      status: outcome.status,
      detail: outcomeWords(outcome),
      ...(cost !== undefined && { cost_at_most: cost }),
    };
  });
}

/** Rows that are left out as one. */
function costsTogether(
  { outcomes }: Pick<Evaluation, 'outcomes'>,
  costs: CostsAtMost = new Map(),
): Pick<PlanFigures, 'costs_together'> {
  const together = (['locked', 'max_accounts'] as const).flatMap((rows) => {
    const cost = costs.get(rows);
    const count = outcomes.filter(({ rule }) => rule === rows).length;
    return cost === undefined ? [] : [{ rows, count, cost_at_most: cost }];
  });
  return together.length === 0 ? {} : { costs_together: together };
}

/** The costs at most that a plan.json has, undone: as `rulesOf` and `costsTogether` made them. */
export function costsAtMostIn({
  rules,
  costs_together = [],
}: Pick<PlanFigures, 'rules' | 'costs_together'>): CostsAtMost {
  return new Map<RowName, number>([
    ...rules.flatMap(({ row, cost_at_most: cost }): [RowName, number][] =>
      cost === undefined || !isRowName(row) ? [] : [[readRow(row) as RowName, cost]],
    ),
    ...costs_together.map(({ rows, cost_at_most }): [RowName, number] => [rows, cost_at_most]),
  ]);
}

/** The schema lets no other text through than these two forms. */
function isRowName(row: number | string): row is RowName {
  return typeof row === 'number' || /^(accounts|reps|overrides)\.csv:\d+$/.test(row);
}

function floorsOf(unavoidable: ReadonlyMap<string, number>): NonNullable<PlanJson['unavoidable']> {
  return Object.fromEntries(
    [...unavoidable].map(([metric, floor]) => [metric, { mean_abs_deviation_pct: floor }]),
  );
}

/** Headline figures as plan.json has them. */
export function stateOf(headline: Headline): PlanJson['before'] {
  const { evenness, mean_distance_km: km, relationship, ...counts } = headline;
  const metrics = Object.fromEntries(evenness);
  return Object.assign(
    metrics,
    counts,
    km === undefined ? {} : { mean_distance_km: km },
    relationship === undefined ? {} : { relationship },
  );
}

/** The same of a plan, with all that changes hands. */
export function stateAfterOf({
  after,
  changingHands,
}: Pick<Evaluation, 'after' | 'changingHands'>): PlanJson['after'] {
  return Object.assign(stateOf(after), { changing_hands: changingHands });
}
