import { evaluate } from '../../evaluation/evaluate.js';
import type { Problem } from '../../model/problem.js';
import type { Proof } from '../../solver/model/program.js';
import { programOf } from '../../solver/translate/from-problem.js';
import { makePlan, type Plan, type Solver } from '../plan.js';
import type { Asking } from './inquiry.js';
import { leastBounds } from './least-bounds.js';
import { boundId, withBounds } from './must-bounds.js';

/** Programs of so few pairs of account and rep are planned as they are, however little can be kept. */
const fewestPairs = 2_000;

/**
 * The plan closest to must bounds that no plan keeps: made with the bounds
 * moved as little as they have to be, and judged by the bounds as they are. A
 * search for what cannot be would not end well. Undefined where it is as well
 * planned as it stands.
 *
 * @param impossible proves that no plan keeps them
 * @param moved the problem with other bounds, where it is known already
 */
export async function closestPlan(
  problem: Problem,
  impossible: Proof,
  asking: Asking,
  solver: Solver,
  moved?: Problem,
): Promise<Plan | undefined> {
  if (problem.accountCount * problem.repCount < fewestPairs) return undefined;
  const within = moved ?? (await withMovedBounds(problem, asking));
  const plan = await makePlan(within, asking.options, solver);
  const evaluation = evaluate(problem, plan.evaluation.assignment);
  if (evaluation.feasible) return undefined;
  return {
    problem,
    evaluation,
    status: 'infeasible',
    proven: undefined,
    unavoidable: new Map(),
    floorProofs: new Map(),
    provenInfeasible: true,
    solution: {
      ...plan.solution,
      bound: Number.POSITIVE_INFINITY,
      proof: impossible,
      cuts: [],
    },
    translation: programOf(problem),
  };
}

async function withMovedBounds(problem: Problem, asking: Asking): Promise<Problem> {
  const { bounds } = await leastBounds(problem, asking);
  return withBounds(problem, new Map(bounds.map((bound) => [boundId(bound), bound.to])));
}
