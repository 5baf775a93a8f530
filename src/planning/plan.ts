import { today } from '../evaluation/changes.js';
import { evaluate } from '../evaluation/evaluate.js';
import { objectiveOf, termsOf } from '../evaluation/terms.js';
import type { Evaluation, Proven } from '../evaluation/types.js';
import { InputError } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';
import { programOf, type Translation } from '../solver/from-problem.js';
import { leastCost } from '../solver/least-cost.js';
import type { Program, Solution, SolveOptions } from '../solver/program.js';
import { solve } from '../solver/solve.js';
import { unavoidableDeviations } from './unavoidable.js';

export type PlanStatus = 'optimal' | 'feasible' | 'infeasible';

/** A plan: who gets what, how it is judged, and what is proven of it. */
export interface Plan {
  readonly status: PlanStatus;
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  /** Undefined for an infeasible plan. */
  readonly proven: Proven | undefined;
  /** Mean absolute deviation by metric, in percent, that no plan under the must rules can remove. */
  readonly unavoidable: ReadonlyMap<string, number>;
  /** True where it is proven that no plan keeps the must rules. */
  readonly provenInfeasible: boolean;
  readonly solution: Solution;
  readonly translation: Translation;
}

/** The solver, in this thread or in threads of its own. */
export interface Solver {
  readonly solve: (program: Program, options: SolveOptions) => Promise<Solution>;
  readonly leastCost: (program: Program, options: SolveOptions) => Promise<number>;
}

/** A plan at most this far above its bound, relatively, is called optimal (contract 5). */
const optimalGap = 1e-6;

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
      status: 'infeasible',
      proven: undefined,
      unavoidable: new Map(),
      provenInfeasible,
    };
  }
  const proven = provenBy(solution.bound, evaluation.objective);
  const status = proven.gap <= optimalGap ? 'optimal' : 'feasible';
  const unavoidable = await unavoidableDeviations(problem, options, solver.leastCost);
  return { ...base, status, proven, unavoidable, provenInfeasible: false };
}

/** The bound as published, and its gap (contract 5): no term is below 0, and rounding may not lift it above the objective. */
function provenBy(bound: number, objective: number): Proven {
  // A number that is none proves nothing, and every term is at least 0.
  const published = Number.isFinite(bound) ? Math.max(0, Math.min(bound, objective)) : 0;
  return { bound: published, gap: (objective - published) / Math.max(objective, 1e-9) };
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
