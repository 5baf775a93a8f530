import type { Evaluation, RoleEvaluation } from './types.js';

/** The evaluation with those of its roles, where it has some. */
export function withRoleEvaluations(
  evaluation: Evaluation,
  roles: readonly RoleEvaluation[],
): Evaluation {
  return roles.length === 0 ? evaluation : { ...evaluation, roles };
}
