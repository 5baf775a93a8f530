import type { Evaluation } from '../evaluation/types.js';
import type { NamedBytes, ReadProblem } from '../planning/inputs.js';
import { claimsByAccount } from '../planning/routing/claims.js';
import { freshAccounts, type RouteBesideRole, readRouteBeside } from '../planning/routing/given.js';
import { route } from '../planning/routing/route.js';
import type { PlanJson } from '../reports/plan-json.js';
import type { BesidePlan } from '../reports/plan-tables.js';
import { routingTables } from '../reports/routing/routing-tables.js';

/**
 * What a routed plan says of its new accounts and of disputes, worked out again from the plan
 * before, whose reps are the owners, and the new accounts; undefined where it is no routing.
 */
export function routedAgain(
  { route: asked, inputs }: PlanJson,
  read: ReadProblem,
  files: ReadonlyMap<RouteBesideRole, NamedBytes>,
): ((evaluation: Evaluation) => BesidePlan) | undefined {
  if (asked === undefined || read.newIds === undefined || read.planned === undefined) {
    return undefined;
  }
  const { problem, linked, newIds: ids } = read;
  const { accounts: fresh } = freshAccounts(read, { name: inputs.new?.path ?? '', ids });
  const { value, problems } = readRouteBeside(files);
  if (problems.length > 0) return undefined;
  const routing = route({
    problem,
    linked,
    fresh: [...fresh],
    steps: asked.steps,
    claims: claimsByAccount(problem, value.claims, fresh),
  });
  const hasClaims = asked.files.claims !== undefined;
  return (evaluation) => ({ tables: routingTables({ problem, evaluation, routing, hasClaims }) });
}
