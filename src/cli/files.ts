import { createHash, randomBytes } from 'node:crypto';
import {
  access,
  constants,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';
import type { World } from './world.js';

/** A file's bytes, or what is wrong with it. `-` reads standard input. */
export async function readInput(
  world: World,
  name: string,
): Promise<
  { readonly file: NamedBytes; readonly problem?: undefined } | { readonly problem: InputProblem }
> {
  if (name === '-') return { file: { name, bytes: await world.readStdin() } };
  try {
    return { file: { name, bytes: await readFile(resolve(world.cwd, name)) } };
  } catch (error) {
    return { problem: { file: name, ...readingFault(codeOf(error)) } };
  }
}

function readingFault(code: string): Pick<InputProblem, 'what' | 'remedy'> {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { what: 'is not there', remedy: 'check the path' };
    case 'EISDIR':
      return { what: 'is a directory', remedy: 'name a CSV file' };
    case 'EACCES':
    case 'EPERM':
      return { what: 'may not be read', remedy: 'check its permissions' };
    default:
      return { what: `cannot be read (${code})`, remedy: 'check the file' };
  }
}

/** Says what is wrong with an output folder before any work is done; undefined where it can be written. */
export async function outputProblem(world: World, out: string): Promise<InputProblem | undefined> {
  const target = resolve(world.cwd, out);
  for (let folder = target; ; folder = dirname(folder)) {
    const found = await stat(folder).catch((error: unknown) => codeOf(error));
    if (typeof found !== 'string') {
      if (!found.isDirectory()) {
        return outFault(out, folder === target ? 'is a file' : 'lies under a file');
      }
      const parts = folder === target ? [folder, dirname(await realpath(folder))] : [folder];
      for (const part of parts) {
        if (
          !(await access(part, constants.W_OK).then(
            () => true,
            () => false,
          ))
        ) {
          return outFault(out, 'may not be written');
        }
      }
      return undefined;
    }
    if (found !== 'ENOENT' && found !== 'ENOTDIR')
      return outFault(out, `cannot be written (${found})`);
    if (dirname(folder) === folder) return outFault(out, 'has no folder to stand in');
  }
}

function outFault(out: string, what: string): InputProblem {
  return { file: '--out', what, value: out, remedy: 'name a folder that can be written' };
}

/**
 * Writes files into a folder, all or none: they are written and flushed beside
 * it first and then renamed into place, so that a run that fails or is killed
 * leaves the earlier files as they were.
 *
 * @throws InputError where the system does not let it write (a full disk, say).
 */
export async function writeFolder(
  world: World,
  out: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const target = await realpath(resolve(world.cwd, out)).catch(() => resolve(world.cwd, out));
  const staging = join(
    dirname(target),
    `.${basename(target)}.carve-${randomBytes(6).toString('hex')}`,
  );
  staged.add(staging);
  try {
    await mkdir(dirname(target), { recursive: true });
    await mkdir(staging);
    for (const [name, text] of files) await writeFlushed(join(staging, name), text);
    const exists = await stat(target).then(
      () => true,
      () => false,
    );
    if (!exists) {
      await rename(staging, target);
      return;
    }
    for (const name of files.keys()) await rename(join(staging, name), join(target, name));
  } catch (error) {
    throw new InputError([outFault(out, `cannot be written (${codeOf(error)})`)]);
  } finally {
    await rm(staging, { recursive: true, force: true });
    staged.delete(staging);
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

const staged = new Set<string>();

/** Removes what an interrupted run had half written. */
export async function removeStaged(): Promise<void> {
  for (const folder of staged) await rm(folder, { recursive: true, force: true });
}

/** The path of an input as plan.json names it: relative to the plan folder, with forward slashes. */
export function pathFrom(world: World, out: string, name: string): string {
  if (name === '-') return '-';
  return relative(resolve(world.cwd, out), resolve(world.cwd, name)).split(sep).join('/');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The system's code of an error (`ENOENT`), or its message. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.message : String(error);
}
