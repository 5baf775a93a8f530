import { type RoleProblem, roleProblems } from '../assembly/role-problem.js';
import type { CostsAtMost } from '../evaluation/cost-at-most.js';
import { evaluate } from '../evaluation/evaluate.js';
import { provenFor, statusOf } from '../evaluation/proven.js';
import { objectiveFault } from '../evaluation/terms.js';
import type { Evaluation, Proven, RoleEvaluation } from '../evaluation/types.js';
import type { VerifiedRole } from '../model/verification.js';
import type { PlanJson } from '../reports/plan-json.js';
import { costsAtMostIn, type RoleParts } from '../reports/plan-parts.js';
import { roleColumns } from '../reports/role-columns.js';
import { compareJson } from './compare-json.js';
import { compareFloors, floorsOf } from './compare-plan.js';
import type { Comparison } from './comparison.js';
import { planFile, type ReadInputs } from './plan-folder.js';
import type { CertificateFile } from './proof/certificate.js';
import { certificateFile, proveAgain } from './proof/prove-again.js';
import { readAssignment } from './read-assignment.js';
import { ruleCostsAgain } from './rule-costs-again.js';

/** A role judged by the holders that assignments.csv names. */
export interface RoleAgain extends RoleEvaluation {
  readonly assembled: RoleProblem['assembled'];
}

/** Who has a role where by assignments.csv, judged; none where it has no such columns. */
export function rolesAgain(
  { problem, assembled }: Pick<ReadInputs, 'problem' | 'assembled'>,
  { assignment }: Evaluation,
  bytes: Uint8Array,
  comparison: Comparison,
): readonly RoleAgain[] {
  return roleProblems({ assembled, problem, assignment }).flatMap((one) => {
    const [column] = roleColumns(one);
    const holders = readAssignment(one.problem, bytes, comparison, { column });
    if (holders === undefined) return [];
    const { role, problem: own } = one;
    return [{ role, problem: own, assembled: one.assembled, evaluation: evaluate(own, holders) }];
  });
}

type RoleJson = NonNullable<PlanJson['roles']>[string];

/** A role's part of plan.json in the form in which the main assignment's stands there. */
type Stated = Pick<RoleJson, 'rules' | 'costs_together' | 'unavoidable'>;

/**
 * What plan.json should have of each role, and what of that is proven again from the role's own
 * certificate.
 */
export function provenRoles(
  plan: PlanJson,
  roles: readonly RoleAgain[],
  certificate: CertificateFile | undefined,
  comparison: Comparison,
): { readonly parts: readonly RoleParts[]; readonly verified: readonly VerifiedRole[] } {
  const parts: RoleParts[] = [];
  const verified: VerifiedRole[] = [];
  for (const one of roles) {
    const { role, problem, evaluation } = one;
    const stated = plan.roles?.[role.name];
    const own = certificate?.roles?.[role.name];
    const within = `roles.${role.name}.`;
    const fault = objectiveFault(evaluation.terms);
    if (fault !== undefined) {
      const what = `cannot be worked out: ${fault}`;
      comparison.add({ file: planFile, column: `${within}objective.value`, what });
    }
    if (certificate !== undefined && own === undefined) {
      comparison.add({ file: certificateFile, column: `roles.${role.name}`, what: 'is not there' });
    }
    const again =
      own && evaluation.feasible
        ? ruleCostsAgain(one, evaluation, own, comparison, within)
        : undefined;
    const costs: CostsAtMost =
      again?.costs ?? (stated && own === undefined ? costsIn(stated) : new Map());
    const claims = plan.least_change === undefined && plan.route === undefined;
    const bound = stated?.objective.bound ?? own?.bound ?? 0;
    const proven: Proven | undefined = claims ? provenFor(bound, evaluation) : undefined;
    const floors = stated === undefined ? new Map<string, number>() : floorsOf(stated);
    parts.push({
      role,
      problem,
      plan: {
        status: claims ? statusOf(proven) : evaluation.feasible ? 'feasible' : 'infeasible',
        solution: { interrupted: stated?.interrupted === true },
        evaluation,
        proven,
        unavoidable: evaluation.feasible ? floors : new Map(),
        costsAtMost: costs,
      },
    });
    if (stated !== undefined) compareFloors(stated, evaluation, comparison, within);
    if (own === undefined || stated === undefined) continue;
    const published = stated.objective.bound ?? undefined;
    const ownFloors = Object.fromEntries(
      (own.floors ?? []).map((floor) => [floor.metric, floor.mean_abs_deviation_pct]),
    );
    compareJson(
      certificateFile,
      {
        roles: {
          [role.name]: { ...(own.bound !== undefined && { bound: own.bound }), floors: ownFloors },
        },
      },
      { roles: { [role.name]: { bound: published, floors: Object.fromEntries(floors) } } },
      comparison,
    );
    const { disagreements, proofs } = proveAgain(problem, own, {
      bound: published,
      infeasible: stated.status === 'infeasible',
      floors,
    });
    for (const disagreement of disagreements) {
      comparison.add({ ...disagreement, column: `${within}${disagreement.column ?? 'proof'}` });
    }
    verified.push({
      name: role.name,
      ...proofs,
      objective: evaluation.objective,
      ...(again !== undefined && again.proven > 0 && { ruleCosts: again.proven }),
    });
  }
  for (const name of Object.keys(certificate?.roles ?? {})) {
    if (roles.some(({ role }) => role.name === name)) continue;
    const what = 'is of no role that the rules give';
    comparison.add({ file: certificateFile, column: `roles.${name}`, what });
  }
  return { parts, verified };
}

function costsIn({ rules, costs_together }: Stated): CostsAtMost {
  return costsAtMostIn({ rules, ...(costs_together !== undefined && { costs_together }) });
}
