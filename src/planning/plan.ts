import { amountsTooLarge } from '../assembly/amount-sums.js';
import { today } from '../evaluation/changes.js';
import { evaluate } from '../evaluation/evaluate.js';
import { nothingPlanned } from '../evaluation/planned.js';
import { type PlanStatus, provenBy, statusOf } from '../evaluation/proven.js';
import { objectiveFault, termsOf } from '../evaluation/terms.js';
import type { Evaluation, Proven, Term } from '../evaluation/types.js';
import type { Assignment } from '../model/assignment.js';
import { InputError } from '../model/input-problem.js';
import type { Problem, RoleGround } from '../model/problem.js';
import { leastCosts } from '../solver/least-cost.js';
import type {
  LeastCost,
  Multipliers,
  Program,
  Solution,
  SolveOptions,
} from '../solver/model/program.js';
import { solve } from '../solver/solve.js';
import { withTimeLeft } from '../solver/stop-signal.js';
import { programOf, type Translation } from '../solver/translate/from-problem.js';
import { inFewerPieces } from './fewer-pieces.js';
import type { BoundsFor, RowBound } from './rule-costs/row-bound.js';
import { unavoidableDeviations } from './unavoidable.js';

/** Who has a role where: a plan of its own. */
export interface RolePlan {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly plan: Plan;
}

/** A plan: who gets what, how it is judged, and what is proven of it. */
export interface Plan {
  readonly status: PlanStatus;
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  /** The plan that contiguous rows changed, which is about what it were without them; undefined where they changed nothing. */
  readonly beforePieces?: Evaluation | undefined;
  /** Undefined for an infeasible plan. */
  readonly proven: Proven | undefined;
  /** Mean absolute deviation by metric, in percent, that no plan under the must rules can remove. */
  readonly unavoidable: ReadonlyMap<string, number>;
  /** What proves each of these. */
  readonly floorProofs: ReadonlyMap<string, Multipliers>;
  /** True where it is proven that no plan keeps the must rules. */
  readonly provenInfeasible: boolean;
  readonly solution: Solution;
  readonly translation: Translation;
  /** What is proven of plans without some of the must rows; undefined where it was not asked. */
  readonly rowBounds?: readonly RowBound[] | undefined;
  /** Of the main assignment: the roles planned after it. */
  readonly roles?: readonly RolePlan[];
}

/** The solver, in this thread or in threads of its own. */
export interface Solver {
  readonly solve: (program: Program, options: SolveOptions) => Promise<Solution>;
  readonly leastCosts: (
    programs: readonly Program[],
    options: SolveOptions,
  ) => Promise<readonly LeastCost[]>;
  /** Default: in this thread. */
  readonly bounds?: BoundsFor | undefined;
}

/**
 * Plans a problem: finds an assignment, judges it, and proves how good it is.
 *
 * @throws InputError when the weights are all 0, or they or the terms too large to add up, so that there is no objective.
 */
export async function makePlan(
  problem: Problem,
  options: SolveOptions,
  solver: Solver = { solve, leastCosts },
): Promise<Plan> {
  const begun = options.timeLimit === undefined ? 0 : options.now();
  mayPlan(problem);
  checkObjective(problem, termsOf(problem, today(problem)));
  const translation = programOf(problem);
  // Asked meanwhile, on cores that the search leaves idle; an infeasible plan has no use for it.
  const floorsToCome = unavoidableDeviations(
    problem,
    withTimeLeft(options, begun),
    solver.leastCosts,
  );
  floorsToCome.catch(() => undefined);
  const solution = await solver.solve(translation.program, withTimeLeft(options, begun));
  const found = translation.assignmentOf(solution.placement);
  const assignment = solution.violation > 0 ? found : inFewerPieces(problem, found);
  const evaluation = evaluate(problem, assignment);
  const beforePieces = assignment === found ? undefined : evaluate(problem, found);
  checkObjective(problem, evaluation.terms);
  const base = { problem, evaluation, beforePieces, solution, translation };
  if (!evaluation.feasible) {
    const provenInfeasible =
      problem.unplaceable.length > 0 || solution.bound === Number.POSITIVE_INFINITY;
    return {
      ...base,
      status: statusOf(undefined),
      proven: undefined,
      unavoidable: new Map(),
      floorProofs: new Map(),
      provenInfeasible,
    };
  }
  const proven = provenBy(solution.bound, evaluation.objective);
  const floors = await floorsToCome;
  return {
    ...base,
    status: statusOf(proven),
    proven,
    unavoidable: new Map(floors.map(({ metric, percent }) => [metric, percent])),
    floorProofs: new Map(floors.map(({ metric, multipliers }) => [metric, multipliers])),
    provenInfeasible: false,
  };
}

/** The plan with an assignment that keeps the must rules, found where its search found none; undefined where it does not. */
export function planWith(plan: Plan, assignment: Assignment): Plan | undefined {
  const evaluation = evaluate(plan.problem, assignment);
  if (!evaluation.feasible) return undefined;
  const proven = provenBy(plan.solution.bound, evaluation.objective);
  return {
    ...plan,
    evaluation,
    beforePieces: undefined,
    status: statusOf(proven),
    proven,
    provenInfeasible: false,
  };
}

/** @throws InputError where a row asks for pieces as a must: a check may hold it so, a plan cannot promise it. */
function mayPlan({ areas }: Problem): void {
  const musts = areas.filter(({ level }) => level === 'must');
  if (musts.length === 0) return;
  throw new InputError(
    musts.map(({ row }) => ({
      file: 'rules.csv',
      ...(typeof row === 'number' && { row }),
      column: 'level',
      what: 'cannot be held in a plan, only checked',
      value: 'must',
      remedy: 'write should, with a weight as high as it is worth; carve check holds it as a must',
    })),
  );
}

/** @throws InputError where the objective of these terms is no number to plan by. */
function checkObjective(problem: Problem, terms: readonly Term[]): void {
  const fault = objectiveFault(terms);
  if (fault === undefined) return;
  const nobody = nothingPlanned(problem);
  if (nobody !== undefined) throw new InputError([nobody]);
  throw new InputError([
    fault === 'terms too large' ? amountsTooLarge(problem.accounts.file) : weightFaults[fault],
  ]);
}

const weightFaults = {
  'no weight': {
    file: 'weights',
    what: 'are 0 for everything this plan could be judged by',
    remedy: 'give potential, workload, disruption or another row a weight above 0',
  },
  'weights too large': {
    file: 'weights',
    what: 'are too large to add up',
    remedy: 'divide all of them by one number: only how they compare counts',
  },
  'weights too small': {
    file: 'weights',
    what: 'are too small to reckon with',
    remedy: 'multiply all of them by one number: only how they compare counts',
  },
};
