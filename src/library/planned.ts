import { evaluate } from '../evaluation/evaluate.js';
import { type PlanStatus, provenFor, statusOf } from '../evaluation/proven.js';
import { withRoleEvaluations } from '../evaluation/roles.js';
import type { Evaluation, Proven } from '../evaluation/types.js';
import { parseDate } from '../inputs/cells/date.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import { encodingNamed } from '../inputs/csv/encodings.js';
import { inputRoles } from '../inputs/csv/file-roles.js';
import { type RegisterRow, readRegister } from '../inputs/csv/register.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { DayNumber } from '../model/units.js';
import { asProblem } from '../model/verification.js';
import { type NamedBytes, type ReadProblem, readProblem } from '../planning/inputs.js';
import { patched } from '../planning/rebalance/patch.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import type { PlanInputs, PlanJson, RebalanceJson } from '../reports/plan-json.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import { registerFile } from '../reports/review/review-tables.js';
import { Comparison } from '../verification/comparison.js';
import { certificateFile } from '../verification/proof/prove-again.js';
import { assignmentsFile, readAssignment } from '../verification/read-assignment.js';
import { rolesAgain } from '../verification/roles-again.js';
import { readGazetteer } from './references.js';

/** A plan folder and what it was made from, read. */
export interface PlannedFiles {
  /** plan.json as the user would name it, for messages. */
  readonly planName: string;
  readonly plan: PlanJson;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The inputs by what they are, as far as they are there. */
  readonly inputs: ReadonlyMap<keyof PlanInputs, NamedBytes>;
}

/** A plan as its folder and its inputs have it, judged again. */
export interface PlannedEvaluation {
  readonly plan: PlanJson;
  readonly read: ReadProblem;
  readonly evaluation: Evaluation;
  readonly status: PlanStatus;
  readonly proven: Proven | undefined;
  /** What a reader should know of it, one sentence each. */
  readonly notes: readonly string[];
  /** Of a managers' round: its register. */
  readonly register: readonly RegisterRow[] | undefined;
  /** certificate.json, where it is there. */
  readonly certificate: Uint8Array | undefined;
}

const planAgain = 'plan again';

/**
 * Judges the assignments.csv of a plan folder by the very inputs it was made from.
 *
 * @param wholeOpportunities keep their columns that carve does not know, for their export.
 * @param unreadable inputs that could not be read, told with those that have changed.
 * @throws InputError where an input is not there or not as it was, or the assignments do not fit it.
 */
export async function plannedEvaluation(
  { planName, plan, files, inputs }: PlannedFiles,
  wholeOpportunities = false,
  unreadable: readonly InputProblem[] = [],
): Promise<PlannedEvaluation> {
  const changed = changedInputs(plan, inputs);
  if (unreadable.length > 0 || changed.length > 0) {
    throw new InputError([...unreadable, ...changed]);
  }
  const { read, faults } = await readAgain(
    planName,
    plan,
    inputs,
    wholeOpportunities,
    files.get(assignmentsFile),
  );
  if (read === undefined) throw new InputError(faults);
  const bytes = files.get(assignmentsFile);
  if (bytes === undefined) {
    throw new InputError([{ file: assignmentsFile, what: 'is not there', remedy: planAgain }]);
  }
  const comparison = new Comparison();
  const assignment = readAssignment(read.problem, bytes, comparison);
  const disagreements = comparison.disagreements();
  if (assignment === undefined || disagreements.length > 0) {
    throw new InputError(disagreements.map((one) => asProblem(one, `correct it, or ${planAgain}`)));
  }
  const judged = evaluate(read.problem, assignment);
  const evaluation = withRoleEvaluations(judged, rolesAgain(read, judged, bytes, comparison));
  const proven = provenFor(plan.objective.bound ?? undefined, evaluation);
  // A plan that was infeasible has no bound; mended by hand, it is feasible all the same.
  const status = evaluation.feasible && proven === undefined ? 'feasible' : statusOf(proven);
  return {
    plan,
    read,
    evaluation,
    status,
    proven,
    notes: notesOn(plan, bytes),
    register: registerIn(plan, files),
    certificate: files.get(certificateFile),
  };
}

/** The register that a folder of a round has; one that cannot be read is none. */
function registerIn(
  { review }: PlanJson,
  files: PlannedFiles['files'],
): readonly RegisterRow[] | undefined {
  const bytes = review === undefined ? undefined : files.get(registerFile);
  return bytes && readRegister(registerFile, bytes).rows;
}

function changedInputs(plan: PlanJson, inputs: PlannedFiles['inputs']): readonly InputProblem[] {
  return [...inputs].flatMap(([role, { name, bytes }]) => {
    if (plan.inputs[role]?.sha256 === sha256(bytes)) return [];
    const remedy = `${planAgain}, or name the file as it was with --${role} FILE`;
    return [{ file: name, what: 'has changed since the plan was made', remedy }];
  });
}

/**
 * What the inputs come to under the options of the plan; undefined where one is missing or has faults.
 *
 * @param whole keep the columns of opportunities that carve does not know, for their export.
 * @throws InputError where the plan was made as of a day that is none, or names an encoding that is none.
 */
export async function readAgain(
  planName: string,
  plan: PlanJson,
  inputs: PlannedFiles['inputs'],
  whole = false,
  assignments?: Uint8Array,
): Promise<{
  readonly read: ReadProblem | undefined;
  readonly faults: readonly InputProblem[];
}> {
  const { inputs: planned } = plan;
  const options = planOptionsIn(plan.options);
  const asOf = dayOf(planName, plan);
  checkEncodings(planName, plan);
  const accounts = inputs.get('accounts');
  const reps = inputs.get('reps');
  const isWhole = inputRoles.every((role) => planned[role] === undefined || inputs.has(role));
  if (accounts === undefined || reps === undefined || !isWhole) {
    return { read: undefined, faults: [] };
  }
  const gazetteer = options.locate ? await readGazetteer() : undefined;
  try {
    const asRead = readProblem({
      ...Object.fromEntries(inputs),
      accounts,
      reps,
      ownerFrom: options.ownerFrom,
      wholeOpportunities: whole,
      bare: options.bare,
      maxMoves: options.maxMoves,
      relaxations: options.relaxations,
      map: options.map,
      gazetteer,
      samePlaces: options.samePlaces,
      currency: options.currency,
      acceptedStay: options.acceptedStay,
      forms: options.forms,
      assembly: {
        asOf,
        weights: options.weights,
        shareBy: options.shareBy,
        potentialCap: options.potentialCap,
      },
    });
    const { rebalance } = plan;
    // What a rebalance froze, released and was told shapes the problem as the files do.
    const read = rebalance === undefined ? asRead : asRebalanced(asRead, rebalance, assignments);
    return { read, faults: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { read: undefined, faults: error.problems };
  }
}

function asRebalanced(
  read: ReadProblem,
  { frozen, statuses }: RebalanceJson,
  assignments: Uint8Array | undefined,
): ReadProblem {
  const { own } = readAssignments(assignmentsFile, assignments ?? new Uint8Array());
  const changes = own.columns.get('change') ?? [];
  const ids = own.columns.get('account_id') ?? [];
  return patched(read, {
    frozen: new Set(frozen),
    statuses: new Map(Object.entries(statuses)),
    released: new Set(ids.filter((_, row) => changes[row] === 'released')),
  });
}

/** The schema lets days through that no month has. */
function dayOf(planName: string, { options }: PlanJson): DayNumber {
  const day = parseDate(options.as_of);
  if (day !== undefined) return day;
  const place = { file: planName, column: 'options.as_of' };
  const remedy = 'name a folder that carve plan wrote, or plan again';
  throw new InputError([{ ...place, what: 'is no date', value: options.as_of, remedy }]);
}

/** The schema lets any text through. */
function checkEncodings(planName: string, { options }: PlanJson): void {
  for (const role of inputRoles) {
    const encoding = options.reading?.[role]?.encoding;
    if (encoding === undefined || encodingNamed(encoding) === encoding) continue;
    const place = { file: planName, column: `options.reading.${role}.encoding` };
    const remedy = 'name a folder that carve plan wrote, or plan again';
    throw new InputError([{ ...place, what: 'is no encoding', value: encoding, remedy }]);
  }
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
