import type { AssemblyInputs } from '../../assembly/ground.js';
import { type NamedRows, problemWithout } from '../../assembly/without-rows.js';
import { type ComparedPlan, type RuleCost, ruleCost } from '../../evaluation/explain/rule-cost.js';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import type { SolveOptions } from '../../solver/program.js';
import { makePlan, type Solver } from '../plan.js';

/** What came of planning without a row. */
export type WithoutRow =
  | { readonly name: NamedRows['name']; readonly cost: RuleCost }
  /** Without the row others make no sense, or there is nothing to plan for. */
  | { readonly name: NamedRows['name']; readonly faults: readonly InputProblem[] };

/** A plan with what it was made from and how. */
export interface Replanning {
  readonly plan: ComparedPlan;
  readonly inputs: AssemblyInputs;
  readonly options: SolveOptions;
  readonly solve: Solver['solve'];
}

/**
 * Plans again without a row, with the plan's own options, and compares. What
 * the search found when it was asked to stop is compared all the same; who
 * asked must not tell it as an answer.
 */
export async function planWithout(again: Replanning, rows: NamedRows): Promise<WithoutRow> {
  const { plan, options, solve } = again;
  const { name } = rows;
  try {
    const problem = problemWithout(again.inputs, plan.problem, rows.gone);
    // How uneven any plan must be is not compared, so it is not asked.
    const without = await makePlan(problem, options, { solve, leastCosts: async () => [] });
    return { name, cost: ruleCost(name, plan, without) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { name, faults: error.problems };
  }
}
