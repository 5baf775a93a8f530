import { evaluate } from '../evaluation/evaluate.js';
import { type PlanStatus, provenFor, statusOf } from '../evaluation/proven.js';
import type { Evaluation, Proven } from '../evaluation/types.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { ReadProblem } from '../planning/inputs.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import type { PlanJson } from '../reports/plan-json.js';
import { certificateFile } from '../verification/proof/prove-again.js';
import { assignmentsFile, readAssignment } from '../verification/read-assignment.js';
import { Tally } from '../verification/tally.js';
import { asProblem } from './as-problem.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { type FoundInputs, findInputs, type InputOverrides, readAgain } from './planned-problem.js';
import type { World } from './world.js';

/** A plan as its folder and its inputs have it, judged again. */
export interface PlannedEvaluation {
  readonly plan: PlanJson;
  readonly read: ReadProblem;
  readonly evaluation: Evaluation;
  readonly status: PlanStatus;
  readonly proven: Proven | undefined;
  /** What a reader should know of it, one sentence each. */
  readonly notes: readonly string[];
  /** certificate.json, where it is there. */
  readonly certificate: Uint8Array | undefined;
}

const planAgain = 'plan again';

/**
 * Reads a plan folder and the very inputs it was made from, and judges its
 * assignments.csv.
 *
 * @param wholeOpportunities keep their columns that carve does not know, for their export.
 * @throws InputError where the folder is no plan, or an input is not there or
 *   not as it was.
 */
export async function readPlannedEvaluation(
  world: World,
  named: string,
  given: InputOverrides,
  wholeOpportunities = false,
): Promise<PlannedEvaluation> {
  const folder = planFolderNamed(named);
  const { plan, files } = await readPlanFolder(world, folder);
  const found = await findInputs(world, folder, plan, given);
  const changed = changedInputs(plan, found.inputs);
  if (found.unreadable.length > 0 || changed.length > 0) {
    throw new InputError([...found.unreadable, ...changed]);
  }
  const { read, faults } = await readAgain(folder, plan, found.inputs, wholeOpportunities);
  if (read === undefined) throw new InputError(faults);
  const bytes = files.get(assignmentsFile);
  if (bytes === undefined) {
    throw new InputError([{ file: assignmentsFile, what: 'is not there', remedy: planAgain }]);
  }
  const tally = new Tally();
  const assignment = readAssignment(read.problem, bytes, tally);
  const disagreements = tally.disagreements();
  if (assignment === undefined || disagreements.length > 0) {
    throw new InputError(disagreements.map((one) => asProblem(one, `mend it, or ${planAgain}`)));
  }
  const evaluation = evaluate(read.problem, assignment);
  const proven = provenFor(plan.objective.bound, evaluation);
  // A plan that was infeasible has no bound; mended by hand, it is feasible all the same.
  const status = evaluation.feasible && proven === undefined ? 'feasible' : statusOf(proven);
  return {
    plan,
    read,
    evaluation,
    status,
    proven,
    notes: notesOn(plan, bytes),
    certificate: files.get(certificateFile),
  };
}

function changedInputs(plan: PlanJson, inputs: FoundInputs['inputs']): readonly InputProblem[] {
  return [...inputs].flatMap(([role, { name, bytes }]) => {
    if (plan.inputs[role]?.sha256 === sha256(bytes)) return [];
    const remedy = `${planAgain}, or name the file as it was with --${role} FILE`;
    return [{ file: name, what: 'has changed since the plan was made', remedy }];
  });
}

function notesOn(plan: PlanJson, assignments: Uint8Array): readonly string[] {
  return [
    ...(plan.files[assignmentsFile] === sha256(assignments)
      ? []
      : [`${assignmentsFile} was changed since the plan was made; it is told as it is now`]),
    ...(plan.carve === version
      ? []
      : [`the plan was made by carve ${plan.carve}, and is told by carve ${version}`]),
    ...(plan.interrupted === true
      ? ['the search for this plan was cut short; one not cut short could come out otherwise']
      : []),
  ];
}
