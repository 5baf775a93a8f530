import type { AssemblyInputs } from '../assembly/ground.js';
import { type RoleProblem, roleProblems } from '../assembly/role-problem.js';
import { withRoleEvaluations } from '../evaluation/roles.js';
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
    roles.push({ role: one.role, problem: one.problem, plan: await planRole(one) });
  }
  if (roles.length === 0) return plan;
  const judged = roles.map(({ role, plan: own }) => ({
    role,
    problem: own.problem,
    evaluation: own.evaluation,
  }));
  return { ...plan, evaluation: withRoleEvaluations(evaluation, judged), roles };
}

/** Whether the must rules are kept, those of every role too. */
export function keepsMustRules({ status, roles = [] }: Plan): boolean {
  return status !== 'infeasible' && roles.every(({ plan }) => plan.status !== 'infeasible');
}
