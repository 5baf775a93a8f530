import { assemble } from '../assembly/assemble.js';
import { blankText } from '../assembly/default-rows.js';
import type { AssemblyInputs } from '../assembly/ground.js';
import type { RoleProblem } from '../assembly/role-problem.js';
import { evaluate } from '../evaluation/evaluate.js';
import { textColumn } from '../model/columns.js';
import { AccountState } from '../model/problem.js';
import { parseRules } from '../rules/parse.js';
import type { SolveOptions } from '../solver/model/program.js';
import { judgedPlan } from './judged-plan.js';
import { makePlan, type Plan } from './plan.js';
import { withRolePlans } from './role-plans.js';

/** How who is new in a role is looked for, and why its rows do not hold. */
export const keptRolesSearch: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

/**
 * A plan that goes on from another, with its roles: whoever has a role at an
 * account and may keep it does; who else is to have it is planned around them.
 * Nothing is claimed of how good that is.
 */
export function withKeptRoles(plan: Plan, assembled: AssemblyInputs): Promise<Plan> {
  return withRolePlans(plan, assembled, async (role) => {
    const made = await keepingHolders(role);
    return judgedPlan(role.problem, evaluate(role.problem, made));
  });
}

/** Marks the accounts whose holder may stay. */
const stayColumn = '(holder may stay)';

async function keepingHolders({ problem, assembled }: RoleProblem): Promise<Int32Array> {
  const { accounts } = assembled;
  const stays = Array.from(problem.liveOwner, (holder, account) => {
    const set = problem.repSets[problem.eligible[account]];
    const mayStay = problem.state[account] === AccountState.planned && set?.mask[holder] === 1;
    return mayStay ? 'yes' : '';
  });
  const last = Math.max(1, ...assembled.rules.map(({ row }) => row));
  const text = blankText(last + 1, { rule: 'keep', accounts: `${stayColumn} = yes` });
  const { rules } = parseRules(assembled.rulesFile, [text]);
  const columns = new Map(accounts.columns).set(stayColumn, textColumn(stayColumn, stays));
  const keeping = assemble({
    ...assembled,
    accounts: { ...accounts, columns },
    rules: [...assembled.rules, ...rules],
  });
  const kept = await makePlan(keeping, keptRolesSearch);
  // Where not all of them can stay, nobody is held.
  const made = kept.status === 'infeasible' ? await makePlan(problem, keptRolesSearch) : kept;
  return made.evaluation.assignment;
}
