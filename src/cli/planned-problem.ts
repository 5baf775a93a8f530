import { join, resolve } from 'node:path';
import { parseDate } from '../inputs/cells/date.js';
import { encodingNamed } from '../inputs/csv/encodings.js';
import { type InputRole, inputRoles } from '../inputs/csv/file-roles.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { type NamedBytes, type ReadProblem, readProblem } from '../planning/inputs.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import { readInput, readNamedFile, realFolder } from './files.js';
import { readGazetteer } from './references.js';
import { asTable } from './table-files.js';
import type { World } from './world.js';

/** Files to take in place of those that plan.json names. */
export type InputOverrides = { readonly [Role in InputRole]?: string | undefined };

/** What a plan was made from, as far as it is there. */
export interface FoundInputs {
  readonly inputs: ReadonlyMap<keyof PlanInputs, NamedBytes>;
  readonly unreadable: readonly InputProblem[];
}

/**
 * The inputs of a plan by what they are: those named by flags, else where
 * plan.json says, from the plan folder.
 *
 * @throws InputError where a flag names a file that the plan was made without.
 */
export async function findInputs(
  world: World,
  folder: string,
  plan: PlanJson,
  given: InputOverrides,
): Promise<FoundInputs> {
  const inputs = new Map<keyof PlanInputs, NamedBytes>();
  const unreadable: InputProblem[] = [];
  const from = await folderOfPaths(world, folder);
  for (const role of inputRoles) {
    const planned = plan.inputs[role];
    if (planned === undefined) {
      if (given[role] === undefined) continue;
      const remedy = 'leave the flag out';
      throw new InputError([
        { file: `--${role}`, what: 'names a file, and the plan was made without one', remedy },
      ]);
    }
    const remedy = `name it with --${role} FILE`;
    if (planned.path === '-' && given[role] === undefined) {
      unreadable.push({ file: role, what: 'came from standard input', remedy });
      continue;
    }
    const named = given[role];
    const found =
      named === undefined
        ? await readNamedFile(world, join(from, planned.path))
        : await readInput(world, named);
    const { file, problems } = await asTable(found, plan.options.reading?.[role]);
    // A workbook whose sheet cannot be had is still there, and its checksum tells why.
    const there = file ?? found.file;
    if (there !== undefined) inputs.set(role, there);
    unreadable.push(...problems.map((problem) => ({ ...problem, remedy })));
  }
  return { inputs, unreadable };
}

/** Where the inputs of a plan are, as `findInputs` looks for them. */
export function inputNames(folder: string, plan: PlanJson, given: InputOverrides): string[] {
  return inputRoles.flatMap((role) => {
    const name = given[role] ?? plan.inputs[role]?.path;
    if (name === undefined) return [];
    return [given[role] === undefined && name !== '-' ? join(folder, name) : name];
  });
}

/** Where paths in plan.json start: the folder as it was named, unless links stand between it and what lies above. */
async function folderOfPaths(world: World, folder: string): Promise<string> {
  const real = await realFolder(world, folder);
  return real === resolve(world.cwd, folder) ? folder : real;
}

/**
 * What the inputs come to under the options of the plan; undefined where one is missing or has faults.
 *
 * @param whole keep the columns of opportunities that carve does not know, for their export.
 * @throws InputError where the plan was made as of a day that is none, or names an encoding that is none.
 */
export async function readAgain(
  folder: string,
  plan: PlanJson,
  inputs: FoundInputs['inputs'],
  whole = false,
): Promise<{
  readonly read: ReadProblem | undefined;
  readonly faults: readonly InputProblem[];
}> {
  const { inputs: planned } = plan;
  const options = planOptionsIn(plan.options);
  const asOf = dayOf(folder, plan);
  checkEncodings(folder, plan);
  const accounts = inputs.get('accounts');
  const reps = inputs.get('reps');
  const isWhole = inputRoles.every((role) => planned[role] === undefined || inputs.has(role));
  if (accounts === undefined || reps === undefined || !isWhole) {
    return { read: undefined, faults: [] };
  }
  const gazetteer = options.locate ? await readGazetteer() : undefined;
  try {
    const read = readProblem({
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
      forms: options.forms,
      assembly: {
        asOf,
        weights: options.weights,
        shareBy: options.shareBy,
        potentialCap: options.potentialCap,
      },
    });
    return { read, faults: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { read: undefined, faults: error.problems };
  }
}

/** The schema lets days through that no month has. */
function dayOf(folder: string, { options }: PlanJson): number {
  const day = parseDate(options.as_of);
  if (day !== undefined) return day;
  const place = { file: join(folder, 'plan.json'), column: 'options.as_of' };
  const remedy = 'name a folder that carve plan wrote, or plan again';
  throw new InputError([{ ...place, what: 'is no date', value: options.as_of, remedy }]);
}

/** The schema lets any text through. */
function checkEncodings(folder: string, { options }: PlanJson): void {
  for (const role of inputRoles) {
    const encoding = options.reading?.[role]?.encoding;
    if (encoding === undefined || encodingNamed(encoding) === encoding) continue;
    const place = { file: join(folder, 'plan.json'), column: `options.reading.${role}.encoding` };
    const remedy = 'name a folder that carve plan wrote, or plan again';
    throw new InputError([{ ...place, what: 'is no encoding', value: encoding, remedy }]);
  }
}
