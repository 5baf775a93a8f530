import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { CsvTable } from '../csv/write.js';
import { evaluate } from '../evaluation/evaluate.js';
import { provenFor, statusOf } from '../evaluation/proven.js';
import { objectiveFault } from '../evaluation/terms.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import type {
  Disagreement,
  DisagreementRole,
  Verification,
  VerifiedProofs,
} from '../model/verification.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';
import { planJson } from '../reports/plan-parts.js';
import { planTables } from '../reports/plan-tables.js';
import { sealedPlanText } from '../reports/sealed-plan.js';
import { compareChecksums, compareInput, planFile } from './checksums.js';
import { compareJson, countNumbers } from './compare-json.js';
import { compareTable } from './compare-table.js';
import { type Certificate, certificateSchema } from './proof/certificate.js';
import { certificateFile, proveAgain } from './proof/prove-again.js';
import { assignmentsFile, readAssignment } from './read-assignment.js';
import { readJson } from './read-json.js';
import { restoredAssignments } from './restored.js';
import { Tally } from './tally.js';

/** A plan folder as it is found. */
export interface PlanFolder {
  readonly plan: PlanJson;
  /** plan.json, and those of the files it names that are there. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Why the others cannot be looked at, by file; those not told of are not there. */
  readonly missing?: ReadonlyMap<string, string>;
  /** The inputs that are there, by what they are. */
  readonly inputs: ReadonlyMap<
    keyof PlanInputs,
    { readonly name: string; readonly bytes: Uint8Array }
  >;
  /** What the inputs come to under the plan's options; undefined where they cannot be read. */
  readonly read: ReadInputs | undefined;
  /** What could not be looked at, and why. */
  readonly unreadable: readonly string[];
}

export interface ReadInputs {
  readonly problem: Problem;
  readonly rows: Readonly<Record<keyof PlanInputs, number>>;
  /** Rules that were drafted. */
  readonly drafted: readonly unknown[];
}

/**
 * Works a plan folder out again from its inputs and assignments.csv, proves
 * again what its certificate is for, and says what disagrees.
 *
 * @param version of this carve; another one may have made the plan
 * @param most how many differences of one file are told one by one, 8 unless told
 */
export function verify(folder: PlanFolder, version: string, most?: number): Verification {
  const { plan, files, inputs, read } = folder;
  const tally = new Tally(most);
  const unchecked = [...folder.unreadable];
  const integrity = integrityOf(folder);
  for (const one of integrity) tally.add(one);
  let proofs: VerifiedProofs = { floors: new Map() };
  if (read === undefined) {
    compareKeys(folder, tally);
    unchecked.push('no figure was worked out again, and nothing proven: that takes all inputs');
  } else {
    const isChanged = integrity.some(({ file }) => file === assignmentsFile);
    const written = isChanged ? restoredAssignments(plan, files, read.problem) : undefined;
    const evaluation = derived(folder, read, written, tally, unchecked);
    const certificate = readCertificate(folder, tally, unchecked);
    if (evaluation === undefined) compareKeys(folder, tally);
    else {
      comparePlan(folder, read, evaluation, certificate, tally);
      compareFloors(plan, evaluation, tally);
      const fault = objectiveFault(evaluation.terms);
      if (fault !== undefined) {
        const what = `cannot be worked out: ${fault}`;
        tally.add({ file: planFile, column: 'objective.value', what });
      }
    }
    if (certificate !== undefined) proofs = proven(plan, read.problem, certificate, tally);
  }
  const follows = followsFrom(integrity);
  return {
    disagreements: byRole(tally.disagreements(), follows),
    unchecked,
    notes: notesOn(plan, version),
    counted: {
      files: files.size + inputs.size,
      accounts: read?.problem.accountCount ?? 0,
      figures: tally.figures,
      differences: tally.differences(),
      consequences:
        tally.differences(follows) - integrity.filter(({ file }) => follows(file)).length,
    },
    proofs,
  };
}

/** Every file that is not the one it was, inputs first. */
function integrityOf({ plan, files, missing = new Map(), inputs }: PlanFolder) {
  const tally = new Tally(Number.POSITIVE_INFINITY);
  for (const [role, { name, bytes }] of inputs) {
    const planned = plan.inputs[role];
    if (planned !== undefined) compareInput(name, bytes, planned.sha256, tally);
  }
  compareChecksums(plan, files, missing, tally);
  return tally.disagreements();
}

/** Which files' figures differ for a change elsewhere: all where an input is another, else those that were not changed. */
function followsFrom(integrity: readonly Disagreement[]): (file: string) => boolean {
  if (integrity.some(({ role }) => role === 'input')) return () => true;
  const changed = new Set(integrity.map(({ file }) => file));
  return (file) => changed.size > 0 && !changed.has(file);
}

/** What was changed first, then what was edited in it, then what follows. */
function byRole(
  disagreements: readonly Disagreement[],
  follows: (file: string) => boolean,
): readonly Disagreement[] {
  const told = disagreements.map(
    (one): Disagreement =>
      one.role === undefined && follows(one.file) ? { ...one, role: 'consequence' } : one,
  );
  const isIn = (...roles: (DisagreementRole | undefined)[]) =>
    told.filter(({ role }) => roles.includes(role));
  return [
    ...isIn('input', 'input-line-ends'),
    ...isIn('changed', 'line-ends', 'missing'),
    ...isIn('edit'),
    ...isIn(undefined),
    ...isIn('consequence'),
  ];
}

function notesOn(plan: PlanJson, version: string): string[] {
  if (plan.carve === version) return [];
  return [
    `the plan was made by carve ${plan.carve} and is verified by carve ${version}; where they word or work something out differently, it disagrees`,
  ];
}

/**
 * The evaluation of assignments.csv; its tables are held against the files.
 *
 * @param written assignments.csv as it was written, where that is known: what differs was edited
 */
function derived(
  { files }: PlanFolder,
  { problem }: ReadInputs,
  written: CsvTable | undefined,
  tally: Tally,
  unchecked: string[],
): Evaluation | undefined {
  const bytes = files.get(assignmentsFile);
  if (bytes !== undefined && written !== undefined) {
    compareTable(assignmentsFile, bytes, written, tally, 'edit');
  }
  const assignment = bytes && readAssignment(problem, bytes, tally);
  if (assignment === undefined) {
    unchecked.push(`no figure was worked out again: that takes ${assignmentsFile}`);
    return undefined;
  }
  const evaluation = evaluate(problem, assignment);
  for (const [file, table] of planTables(problem, evaluation)) {
    if (file === assignmentsFile && written !== undefined) continue;
    const found = files.get(file);
    if (found !== undefined) compareTable(file, found, table, tally);
    else if (!tally.has(file)) tally.add({ file, what: 'is not there' });
  }
  return evaluation;
}

function readCertificate(
  { files }: PlanFolder,
  tally: Tally,
  unchecked: string[],
): Certificate | undefined {
  const bytes = files.get(certificateFile);
  if (bytes === undefined && !tally.has(certificateFile)) {
    tally.add({ file: certificateFile, what: 'is not there' });
  }
  const reading = bytes && readJson(certificateFile, bytes, certificateSchema);
  if (reading !== undefined && 'value' in reading) return reading.value;
  for (const fault of reading?.faults ?? []) tally.add(fault);
  unchecked.push(`nothing was proven again: that takes ${certificateFile}`);
  return undefined;
}

/** plan.json as it is written: the schema lets go of what it does not know. */
function writtenPlan({ files }: PlanFolder): { readonly [key: string]: unknown } {
  return writtenSchema.parse(JSON.parse(String(files.get(planFile) ?? '{}')));
}

const writtenSchema = z.record(z.string(), z.unknown());

/** Names what a plan.json holds besides a plan, where its figures cannot be worked out. */
function compareKeys(folder: PlanFolder, tally: Tally): void {
  compareJson(planFile, writtenPlan(folder), folder.plan, tally);
}

/** plan.json as it should be: what was done is taken from it, every figure is worked out. */
function comparePlan(
  folder: PlanFolder,
  { problem, rows, drafted }: ReadInputs,
  evaluation: Evaluation,
  certificate: Certificate | undefined,
  tally: Tally,
): void {
  const { plan, files } = folder;
  const bound = plan.objective.bound ?? certificate?.bound ?? 0;
  const proven = provenFor(bound, evaluation);
  const { options } = plan;
  const expected = planJson({
    version: plan.carve,
    status: statusOf(proven),
    interrupted: plan.interrupted === true,
    inputs: withRows(plan.inputs, rows),
    options: {
      seed: options.seed,
      effort: options.effort,
      bare: options.bare,
      drafted: drafted.length > 0,
      weights: new Map(Object.entries(options.weights)),
      shareBy: options.share_by === 'capacity' ? undefined : options.share_by,
      potentialCap: options.potential_cap === 'p95',
      map: options.map,
      maxMoves: options.max_moves ?? undefined,
      timeLimitSeconds: options.time_limit_s ?? undefined,
    },
    problem,
    evaluation,
    proven,
    unavoidable: evaluation.feasible ? floorsOf(plan) : new Map(),
  });
  const { objective, before, after, unavoidable } = expected;
  tally.figures += countNumbers([objective, before, after, unavoidable]);
  const sums = { files: plan.files, sha256: plan.sha256 };
  const differences = tally.differences;
  compareJson(planFile, writtenPlan(folder), { ...expected, ...sums }, tally);
  if (tally.differences > differences) return;
  const text = sealedPlanText(expected, new Map(Object.entries(plan.files)));
  if (files.get(planFile)?.equals(Buffer.from(text)) === true || tally.has(planFile)) return;
  const what = 'has these figures, and is not written as carve writes them (a key twice, say)';
  tally.add({ file: planFile, what });
}

/** A floor is of a metric that the plan balances, and the plan itself does not lie below it. */
function compareFloors(plan: PlanJson, { after }: Evaluation, tally: Tally): void {
  for (const [metric, floor] of floorsOf(plan)) {
    const column = `unavoidable.${metric}`;
    const reached = after.evenness.get(metric)?.mean_abs_deviation_pct;
    if (reached === undefined) {
      tally.add({ file: planFile, column, what: 'is of no metric that the plan balances' });
    } else if (floor < 0 || floor > reached + floorTolerance * Math.max(1, reached)) {
      const what = 'is no floor: after.mean_abs_deviation_pct lies below, or 0 does';
      tally.add({ file: planFile, column, found: floor, expected: reached, what });
    }
  }
}

/** Rounding of percentages. */
const floorTolerance = 1e-9;

function withRows(inputs: PlanInputs, rows: ReadInputs['rows']): PlanInputs {
  const { accounts, reps, rules, distances } = inputs;
  return {
    accounts: { ...accounts, rows: rows.accounts },
    reps: { ...reps, rows: rows.reps },
    ...(rules && { rules: { ...rules, rows: rows.rules } }),
    ...(distances && { distances: { ...distances, rows: rows.distances } }),
  };
}

function floorsOf({ unavoidable = {} }: PlanJson): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(unavoidable).map(([metric, floor]) => [metric, floor.mean_abs_deviation_pct]),
  );
}

/** Proves again what plan.json claims; the certificate must claim the same. */
function proven(
  plan: PlanJson,
  problem: Problem,
  certificate: Certificate,
  tally: Tally,
): VerifiedProofs {
  const { bound } = plan.objective;
  const floors = floorsOf(plan);
  const infeasible = plan.status === 'infeasible';
  const stated = {
    ...(certificate.bound !== undefined && { bound: certificate.bound }),
    floors: Object.fromEntries(
      (certificate.floors ?? []).map((floor) => [floor.metric, floor.mean_abs_deviation_pct]),
    ),
  };
  compareJson(certificateFile, stated, { bound, floors: Object.fromEntries(floors) }, tally);
  const { disagreements, proofs } = proveAgain(problem, certificate, { bound, infeasible, floors });
  for (const disagreement of disagreements) tally.add(disagreement);
  return proofs;
}
