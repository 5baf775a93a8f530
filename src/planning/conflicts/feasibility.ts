import { assemble } from '../../assembly/assemble.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import { evaluate } from '../../evaluation/evaluate.js';
import type { Evaluation } from '../../evaluation/types.js';
import { InputError } from '../../model/input-problem.js';
import type { Problem } from '../../model/problem.js';
import { programOf } from '../../solver/from-problem.js';
import type { SolveOptions } from '../../solver/program.js';
import type { Solver } from '../plan.js';

/** Whether any plan keeps the must rows of some inputs, as far as could be found out. */
export interface Feasibility {
  readonly feasible: boolean;
  /** True where it is proven that there is no such plan. */
  readonly provenImpossible: boolean;
  readonly problem: Problem;
  readonly evaluation: Evaluation;
}

/** How plans are looked for: by whom, in this thread or in others, and how long. */
export interface Asking {
  readonly solve: Solver['solve'];
  readonly options: SolveOptions;
}

/** Looks for a plan that keeps the must rows; what it costs does not matter. */
export async function feasibilityOf(
  inputs: AssemblyInputs,
  { solve, options }: Asking,
): Promise<Feasibility | undefined> {
  const problem = assembleOrNothing(inputs);
  if (problem === undefined) return undefined;
  const { program, assignmentOf } = programOf(problem);
  const solution = await solve(program, { ...options, effort: 'quick' });
  const evaluation = evaluate(problem, assignmentOf(solution.placement));
  return {
    feasible: evaluation.feasible,
    provenImpossible: problem.unplaceable.length > 0 || solution.bound === Number.POSITIVE_INFINITY,
    problem,
    evaluation,
  };
}

/** Without some rows others may make no sense; such a question has no answer. */
function assembleOrNothing(inputs: AssemblyInputs): Problem | undefined {
  try {
    return assemble(inputs);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
