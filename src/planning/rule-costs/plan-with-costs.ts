import type { AssemblyInputs } from '../../assembly/ground.js';
import type { Problem } from '../../model/problem.js';
import type { SolveOptions } from '../../solver/model/program.js';
import { makePlan, type Plan, type Solver } from '../plan.js';
import { rowBounds } from './row-bounds.js';

/** How far beyond a time limit the costs of rows may be asked, in seconds, and as a part of it. */
const grace = { most: 0.5, part: 0.1 };

/**
 * As `makePlan`, and what each must row can cost at most.
 *
 * @param inputs what the problem was assembled from
 */
export async function planWithCosts(
  problem: Problem,
  inputs: AssemblyInputs,
  options: SolveOptions,
  solver?: Solver,
): Promise<Plan> {
  const { now, timeLimit } = options;
  const begun = timeLimit === undefined ? 0 : now();
  const plan = await makePlan(problem, options, solver);
  const until =
    timeLimit === undefined
      ? undefined
      : begun + 1000 * (timeLimit + Math.min(grace.most, grace.part * timeLimit));
  return { ...plan, rowBounds: await rowBounds(plan, inputs, options, solver?.bounds, until) };
}
