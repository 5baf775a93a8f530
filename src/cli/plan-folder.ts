import { lstat, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/input-problem.js';
import { asProblem } from '../model/verification.js';
import { type PlanJson, planSchema } from '../reports/plan-json.js';
import { planFileNames } from '../reports/summary.js';
import { readJson } from '../verification/read-json.js';
import { readNamedFile, realFolder } from './files.js';
import { identitiesOf, identity } from './output-folder.js';
import type { World } from './world.js';
import { type FileContent, writeFolder } from './write-folder.js';

export const noPlan = 'name a folder that carve plan wrote';

const planFile = 'plan.json';

/** The folder that is meant: its plan.json names it as well. */
export function planFolderNamed(name: string): string {
  return basename(name) === planFile ? dirname(name) : name;
}

/**
 * Reads a plan folder: plan.json, and those of the files it names that can be
 * read; why the others cannot is told.
 *
 * @param wanted the files that are read, where not all are.
 * @throws InputError where the folder is no plan.
 */
export async function readPlanFolder(
  world: World,
  folder: string,
  wanted?: readonly string[],
): Promise<{
  readonly plan: PlanJson;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly missing: ReadonlyMap<string, string>;
}> {
  const isFolder = await stat(resolve(world.cwd, folder)).then(
    (found) => found.isDirectory(),
    () => undefined,
  );
  if (isFolder !== true) {
    const what = isFolder === undefined ? 'is not there' : 'is no folder';
    throw new InputError([{ file: folder, what, remedy: noPlan }]);
  }
  const name = join(folder, planFile);
  const reading = await readNamedFile(world, name);
  if (reading.problem !== undefined) {
    throw new InputError([{ ...reading.problem, remedy: noPlan }]);
  }
  const { bytes } = reading.file;
  const json = readJson(name, bytes, planSchema);
  if (!('value' in json)) {
    throw new InputError(json.faults.map((fault) => asProblem(fault, `${noPlan}, or plan again`)));
  }
  const files = new Map([[planFile, Buffer.from(bytes)]]);
  const missing = new Map<string, string>();
  for (const file of Object.keys(json.value.files)) {
    if (wanted?.includes(file) === false) continue;
    const found = await readNamedFile(world, join(folder, file));
    if (found.file === undefined) missing.set(file, found.problem.what);
    else files.set(file, Buffer.from(found.file.bytes));
  }
  return { plan: json.value, files, missing };
}

/** Files in a plan folder that have names of a plan's files, and that its plan.json does not list. */
export async function unlistedFiles(
  world: World,
  folder: string,
  { files }: PlanJson,
): Promise<readonly string[]> {
  const unlisted: string[] = [];
  for (const name of planFileNames) {
    if (name === planFile || files[name] !== undefined) continue;
    const isThere = await stat(resolve(world.cwd, folder, name)).then(
      () => true,
      () => false,
    );
    if (isThere) unlisted.push(name);
  }
  return unlisted;
}

/**
 * Writes a plan folder, all files or none, and takes away what the plan that was there lists and
 * this one neither writes nor reads: a report.html of other figures, say, or an earlier relaxations.csv.
 *
 * @param isNew whether the folder was not there when the run began
 * @throws InputError where the system does not let it write.
 */
export async function writePlanFolder(
  world: World,
  out: string,
  written: ReadonlyMap<string, FileContent>,
  isNew = false,
): Promise<void> {
  const earlier = isNew ? undefined : await planThere(world, out);
  await writeFolder(world, out, written, isNew);
  const leftOver = Object.keys(earlier?.files ?? {}).filter(
    // No plan lists a file of another folder; whatever says so is no plan of carve's.
    (name) => !written.has(name) && basename(name) === name,
  );
  if (leftOver.length === 0) return;
  // The plan names what it was made from as seen from where the folder really is.
  const target = await realFolder(world, out);
  const plan = await planThere(world, out);
  // Of a plan that cannot be read back nothing is known of what it was made from.
  if (plan === undefined) return;
  const read = await identitiesOf(
    world,
    pathsRead(plan).map((path) => join(target, path)),
  );
  for (const name of leftOver) {
    const entry = await lstat(join(target, name), { bigint: true }).catch(() => undefined);
    if (entry === undefined || entry.isDirectory() || read.has(identity(entry))) continue;
    await rm(join(target, name), { force: true });
  }
}

async function planThere(world: World, folder: string): Promise<PlanJson | undefined> {
  try {
    return (await readPlanFolder(world, folder, [])).plan;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** What a plan was made from, relative to its folder. */
function pathsRead({ inputs, rebalance, route }: PlanJson): readonly string[] {
  return [inputs, rebalance?.files ?? {}, route?.files ?? {}].flatMap((files) =>
    Object.values(files).flatMap((file) => (file === undefined ? [] : [file.path])),
  );
}
