import { type BigIntStats, constants } from 'node:fs';
import { access, lstat, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { InputProblem } from '../model/input-problem.js';
import { andList } from '../reports/document/words.js';
import { codeOf, writingFault } from './files.js';
import type { World } from './world.js';

/** What a command means to write, and what it read. */
export interface OutputPlan {
  /** The folder as the user named it. */
  readonly out: string;
  /** Files to be written into it. */
  readonly names: readonly string[];
  /** Inputs of the same run, which must outlive it. */
  readonly inputs: readonly string[];
  /**
   * The file by which a folder that carve wrote is known; where it is not there, files
   * of these names are somebody else's and are not written over. Undefined: they are.
   */
  readonly knownBy?: string | undefined;
}

/** Says what is wrong with an output folder before any work is done; nothing where it can be written. */
export async function outputProblems(world: World, plan: OutputPlan): Promise<InputProblem[]> {
  const target = resolve(world.cwd, plan.out);
  const fault = await folderFault(target);
  if (fault !== undefined) return [outFault(plan.out, fault)];
  const inputs = await identitiesOf(world, plan.inputs);
  const problems: InputProblem[] = [];
  const others: string[] = [];
  const isOurs = plan.knownBy === undefined || (await isCarves(join(target, plan.knownBy)));
  for (const name of plan.names) {
    const entry = await lstat(join(target, name), { bigint: true }).catch(() => undefined);
    if (entry === undefined) continue;
    if (entry.isDirectory()) {
      problems.push(outFault(plan.out, `holds a folder where ${name} must go`));
    }
    const input = inputs.get(identity(entry));
    if (input === undefined && !entry.isDirectory() && !isOurs) others.push(name);
    if (input !== undefined) {
      problems.push({
        file: '--out',
        what: `would overwrite the input ${input}`,
        value: plan.out,
        remedy: 'name another folder',
      });
    }
  }
  if (others.length > 0) problems.push(notOurs(plan, others));
  return problems;
}

/** Whether the folder is still to be made. */
export async function isNewFolder(world: World, out: string): Promise<boolean> {
  return lstat(resolve(world.cwd, out)).then(
    () => false,
    () => true,
  );
}

/** What carve writes for programs begins with its version. */
async function isCarves(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^\{\s*"carve":\s*"/.test(text);
}

function notOurs({ out, knownBy }: OutputPlan, names: readonly string[]): InputProblem {
  const many = names.length > 1;
  return {
    file: '--out',
    what: `holds ${andList(names)} and no ${knownBy} of carve, so ${many ? 'they are' : 'it is'} not carve's to write over`,
    value: out,
    remedy: `name another folder, or move ${many ? 'them' : 'it'} away; --force writes over ${many ? 'them' : 'it'}`,
  };
}

/** Takes away a file that an earlier run wrote and this one has nothing to put in: it is known by its first line. */
export async function removeEarlier(
  world: World,
  out: string,
  { name, firstLine }: { readonly name: string; readonly firstLine: string },
): Promise<void> {
  const path = join(resolve(world.cwd, out), name);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text?.split(/\r?\n/, 1)[0].startsWith(firstLine)) await rm(path, { force: true });
}

/** A problem of the output folder as a whole. */
export function outFault(out: string, what: string): InputProblem {
  return { file: '--out', what, value: out, remedy: 'name a folder that can be written' };
}

async function folderFault(target: string): Promise<string | undefined> {
  for (let folder = target; ; folder = dirname(folder)) {
    const found = await stat(folder).catch((error: unknown) => codeOf(error));
    const itself = folder === target;
    if (typeof found !== 'string') {
      if (!found.isDirectory()) return itself ? 'is a file' : 'lies under a file';
      return access(folder, constants.W_OK | constants.X_OK).then(
        () => undefined,
        (error: unknown) => writingFault(codeOf(error)),
      );
    }
    if (found !== 'ENOENT' && found !== 'ENOTDIR') return writingFault(found);
    const link = await lstat(folder).catch(() => undefined);
    if (link !== undefined) return `${itself ? 'is' : 'lies under'} a link to nowhere`;
    if (dirname(folder) === folder) return 'has no folder to stand in';
  }
}

/** Inputs by what the file system knows them as, both the entry and what a link leads to. */
export async function identitiesOf(
  world: World,
  inputs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const name of inputs) {
    if (name === '-') continue;
    const path = resolve(world.cwd, name);
    for (const look of [lstat, stat]) {
      const found = await look(path, { bigint: true }).catch(() => undefined);
      if (found !== undefined) names.set(identity(found), name);
    }
  }
  return names;
}

/** What the file system knows an entry as, whatever its name. */
export function identity({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
