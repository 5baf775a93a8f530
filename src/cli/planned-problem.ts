import { join, resolve } from 'node:path';
import { type InputRole, inputRoles } from '../inputs/csv/file-roles.js';
import { type PlannedEvaluation, plannedEvaluation } from '../library/planned.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';
import { readInput, readNamedFile, realFolder } from './files.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { asTable } from './table-files.js';
import type { World } from './world.js';

/** Files to take in place of those that plan.json names. */
type InputOverrides = { readonly [Role in InputRole]?: string | undefined };

/** What a plan was made from, as far as it is there. */
interface FoundInputs {
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
  const planName = join(folder, 'plan.json');
  const { inputs, unreadable } = await findInputs(world, folder, plan, given);
  return plannedEvaluation({ planName, plan, files, inputs }, wholeOpportunities, unreadable);
}
