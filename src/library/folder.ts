import { type InputRole, inputRoles } from '../inputs/csv/file-roles.js';
import { InputError } from '../model/input-problem.js';
import { asProblem } from '../model/verification.js';
import type { NamedBytes } from '../planning/inputs.js';
import { type PlanJson, planSchema } from '../reports/plan-json.js';
import { readJson } from '../verification/read-json.js';
import { type PlannedEvaluation, plannedEvaluation } from './planned.js';
import { namedBytes, type Source } from './source.js';

/** The tables of a problem, by what they are. */
export type Sources = { readonly accounts: Source; readonly reps: Source } & {
  readonly [Role in InputRole]?: Source | undefined;
};

/**
 * A plan as its folder holds it, with what it was made from: what `plan`
 * returns, or the same read from disk.
 */
export interface PlanFolder {
  /** Text or bytes by file name: plan.json, assignments.csv and the others. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly inputs: Sources;
}

/** A plan folder, its plan.json read. */
export interface FolderRead {
  readonly plan: PlanJson;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly inputs: ReadonlyMap<InputRole, NamedBytes>;
}

const planFile = 'plan.json';

/** @throws InputError where it has no plan.json, or one that is none of carve's. */
export function readFolder({ files = {}, inputs }: PlanFolder): FolderRead {
  const bytes = new Map(Object.entries(files).map(([name, held]) => [name, Buffer.from(held)]));
  const json = bytes.get(planFile);
  const remedy = 'hand over what carve plan made';
  if (json === undefined) {
    throw new InputError([{ file: planFile, what: 'is not there', remedy }]);
  }
  const reading = readJson(planFile, json, planSchema);
  if (!('value' in reading)) {
    throw new InputError(reading.faults.map((fault) => asProblem(fault, remedy)));
  }
  const given = new Map<InputRole, NamedBytes>();
  for (const role of inputRoles) {
    const source = inputs[role];
    if (source !== undefined) given.set(role, namedBytes(`${role}.csv`, source));
  }
  return { plan: reading.value, files: bytes, inputs: given };
}

/** The plan judged again. @throws InputError where it does not fit its inputs. */
export function plannedFolder(folder: PlanFolder): Promise<PlannedEvaluation> {
  return plannedEvaluation({ planName: planFile, ...readFolder(folder) });
}
