import type { AssemblyInputs } from '../assembly/ground.js';
import { roleProblems } from '../assembly/role-problem.js';
import { checkHeld } from '../evaluation/check/check.js';
import { ownersHeld } from '../evaluation/check/held.js';
import type { CheckResult, Policy } from '../evaluation/check/types.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import type { Problem } from '../model/problem.js';
import { roleColumns } from '../reports/role-columns.js';
import { givenAssignment } from './given-assignment.js';

/**
 * The same with who has each role where held against the role's own rows: the
 * holders of today, or those of an assignments file that names them. Thresholds
 * of the command line are the main assignment's.
 */
export function withRoleChecks(
  result: CheckResult,
  { assembled, problem }: { readonly assembled: AssemblyInputs; readonly problem: Problem },
  policy: Policy,
  assigned?: OwnFile,
): CheckResult {
  const { assignment } = result.evaluation;
  const own = { strict: policy.strict, against: policy.against, draftedRows: policy.draftedRows };
  const open = {
    maxDeviation: undefined,
    maxGini: undefined,
    maxUnowned: undefined,
    noise: undefined,
    books: undefined,
  };
  const roles = roleProblems({ assembled, problem, assignment }).map((one) => {
    const [column] = roleColumns(one);
    const held =
      assigned?.columns.has(column) === true
        ? givenAssignment(one.problem, assigned, column).held
        : ownersHeld(one.problem);
    const { role } = one;
    return {
      role,
      problem: one.problem,
      result: checkHeld(one.problem, held, { ...own, ...open }),
    };
  });
  if (roles.length === 0) return result;
  return { ...result, roles, passed: result.passed && roles.every((one) => one.result.passed) };
}
