import type { AssemblyInputs } from '../assembly/ground.js';
import { type RoleProblem, roleProblems } from '../assembly/role-problem.js';
import { withRoleEvaluations } from '../evaluation/roles.js';
import { InputError } from '../model/input-problem.js';
import type { Plan, RolePlan } from './plan.js';

/** Plans each role after the main assignment, in the order of the rows, as it is told to. */
export async function withRolePlans(
  plan: Plan,
  assembled: AssemblyInputs,
  planRole: (role: RoleProblem) => Promise<Plan>,
): Promise<Plan> {
  const { problem, evaluation } = plan;
  const { assignment } = evaluation;
  const roles: RolePlan[] = [];
  for (const one of roleProblems({ assembled, problem, assignment })) {
    const planned = await planRole(one).catch((error: unknown) => {
      throw ofRole(one.role.name, error);
    });
    roles.push({ role: one.role, problem: one.problem, plan: planned });
  }
  if (roles.length === 0) return plan;
  const judged = roles.map(({ role, plan: own }) => ({
    role,
    problem: own.problem,
    evaluation: own.evaluation,
  }));
  return { ...plan, evaluation: withRoleEvaluations(evaluation, judged), roles };
}

/** What is wrong is told with the role that it is about. */
function ofRole(name: string, error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.problems.map((one) => ({ ...one, file: `${name}: ${one.file}` })));
}

/** Whether the must rules are kept, those of every role too. */
export function keepsMustRules({ status, roles = [] }: Plan): boolean {
  return status !== 'infeasible' && roles.every(({ plan }) => plan.status !== 'infeasible');
}
