import { today } from '../evaluation/changes.js';
import { evaluate } from '../evaluation/evaluate.js';
import { type PlanStatus, provenBy, statusOf } from '../evaluation/proven.js';
import { objectiveOf, termsOf } from '../evaluation/terms.js';
import type { Evaluation, Proven } from '../evaluation/types.js';
import { InputError } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';
import { programOf, type Translation } from '../solver/from-problem.js';
import { leastCost } from '../solver/least-cost.js';
import type { LeastCost, Multipliers, Program, Solution, SolveOptions } from '../solver/program.js';
import { solve } from '../solver/solve.js';
import { unavoidableDeviations } from './unavoidable.js';

/** A plan: who gets what, how it is judged, and what is proven of it. */
export interface Plan {
  readonly status: PlanStatus;
  readonly problem: Problem;
  readonly evaluation: Evaluation;
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
}

/** The solver, in this thread or in threads of its own. */
export interface Solver {
  readonly solve: (program: Program, options: SolveOptions) => Promise<Solution>;
  readonly leastCost: (program: Program, options: SolveOptions) => Promise<LeastCost>;
}

/**
 * Plans a problem: finds an assignment, judges it, and proves how good it is.
 *
 * @throws InputError when every term has weight 0, so that there is nothing to plan for.
 */
export async function makePlan(
  problem: Problem,
  options: SolveOptions,
  solver: Solver = { solve, leastCost },
): Promise<Plan> {
  checkWeights(problem);
  const translation = programOf(problem);
  const solution = await solver.solve(translation.program, options);
  const evaluation = evaluate(problem, translation.assignmentOf(solution.placement));
  const base = { problem, evaluation, solution, translation };
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
  const floors = await unavoidableDeviations(problem, options, solver.leastCost);
  return {
    ...base,
    status: statusOf(proven),
    proven,
    unavoidable: new Map(floors.map(({ metric, percent }) => [metric, percent])),
    floorProofs: new Map(floors.map(({ metric, multipliers }) => [metric, multipliers])),
    provenInfeasible: false,
  };
}

function checkWeights(problem: Problem): void {
  const terms = termsOf(problem, today(problem));
  if (Number.isFinite(objectiveOf(terms))) return;
  const fault = (file: string, what: string, remedy: string) =>
    new InputError([{ file, what, remedy }]);
  if (!problem.state.includes(AccountState.planned)) {
    throw fault(
      problem.accounts.file,
      'leaves no account to plan: all are excluded or released',
      'let the rules leave some',
    );
  }
  if (terms.some(({ value }) => !Number.isFinite(value))) {
    throw fault(
      problem.accounts.file,
      'has amounts too large to add up',
      'give them in thousands or millions',
    );
  }
  throw fault(
    'weights',
    'are 0 for everything this plan could be judged by',
    'give potential, workload, disruption or another row a weight above 0',
  );
}
