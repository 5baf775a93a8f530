import type { AssemblyInputs } from '../assembly/ground.js';
import { roleProblems } from '../assembly/role-problem.js';
import type { SolveOptions } from '../solver/model/program.js';
import { leastCostsInBackground, solveInBackground } from '../solver/threads/in-background.js';
import { impossibleAtOnce } from './conflicts/at-once.js';
import type { Plan } from './plan.js';
import { explainConflicts, type RoleConflicts } from './plan-or-explain.js';

const solver = { solve: solveInBackground, leastCosts: leastCostsInBackground };

/** Why the own rows of a role do not all hold, for each role whose must rules a plan does not keep. */
export async function roleConflictsOf(
  { problem: main, evaluation, roles = [] }: Plan,
  assembled: AssemblyInputs,
  options: SolveOptions,
): Promise<readonly RoleConflicts[]> {
  const broken = new Map(
    roles.flatMap(({ role, plan }): [string, Plan][] =>
      plan.status === 'infeasible' ? [[role.key, plan]] : [],
    ),
  );
  if (broken.size === 0) return [];
  const found: RoleConflicts[] = [];
  const { assignment } = evaluation;
  for (const { role, problem, assembled: own } of roleProblems({
    assembled,
    problem: main,
    assignment,
  })) {
    const plan = broken.get(role.key);
    if (plan === undefined) continue;
    const near = plan.evaluation.assignment;
    const { conflicts, settled, relaxed } = await explainConflicts(own, problem, {
      solver,
      options,
      near,
    });
    const proven =
      plan.provenInfeasible ||
      impossibleAtOnce(problem) !== undefined ||
      conflicts.some((one) => one.proven);
    found.push({
      role,
      problem,
      conflicts: { conflicts, settled, proven, relaxations: relaxed?.relaxations, relaxed: false },
    });
  }
  return found;
}
