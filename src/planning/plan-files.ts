import { assignmentsCsv } from '../reports/assignments-csv.js';
import { movesCsv } from '../reports/moves-csv.js';
import type { PlanInputs } from '../reports/plan-json.js';
import { type PlanOptions, planJson, planText } from '../reports/plan-parts.js';
import { rulesUsedCsv } from '../reports/rules-used-csv.js';
import { teamsCsv } from '../reports/teams-csv.js';
import { territoriesCsv } from '../reports/territories-csv.js';
import { certificateText } from './certificate.js';
import type { Plan } from './plan.js';

export interface PlanFileParts {
  readonly plan: Plan;
  readonly version: string;
  readonly inputs: PlanInputs;
  readonly options: PlanOptions;
  readonly assumptions: readonly string[];
}

/** The files of a plan folder (contract 6), by name. */
export function planFiles(parts: PlanFileParts): ReadonlyMap<string, string> {
  return new Map([...planFilePieces(parts)].map(([name, pieces]) => [name, [...pieces].join('')]));
}

/**
 * The same in pieces that are worked out as they are read, once: the files of
 * a million accounts need not be held.
 */
export function planFilePieces(parts: PlanFileParts): ReadonlyMap<string, Iterable<string>> {
  const { plan } = parts;
  const { problem, evaluation } = plan;
  const json = planJson({
    version: parts.version,
    status: plan.status,
    interrupted: plan.solution.interrupted,
    inputs: parts.inputs,
    options: parts.options,
    problem,
    evaluation,
    proven: plan.proven,
    unavoidable: plan.unavoidable,
    assumptions: parts.assumptions,
  });
  return new Map<string, Iterable<string>>([
    ['assignments.csv', assignmentsCsv(problem, evaluation)],
    ['territories.csv', [territoriesCsv(evaluation.territories)]],
    ['teams.csv', [teamsCsv(evaluation.teams)]],
    ['moves.csv', movesCsv(problem, evaluation)],
    ['rules-used.csv', [rulesUsedCsv(problem.rules)]],
    ['certificate.json', [certificateText(plan)]],
    ['plan.json', [planText(json)]],
  ]);
}
