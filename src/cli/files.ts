import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { InputProblem } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';
import type { World } from './world.js';

/** A file's bytes, or what is wrong with it. `-` reads standard input. */
export async function readInput(
  world: World,
  path: string,
  name = path,
): Promise<
  | { readonly file: NamedBytes; readonly problem?: undefined }
  | { readonly file?: undefined; readonly problem: InputProblem }
> {
  try {
    const bytes = path === '-' ? await world.readStdin() : await readFile(resolve(world.cwd, path));
    return { file: { name, bytes } };
  } catch (error) {
    return { problem: { file: name, ...readingFault(codeOf(error)) } };
  }
}

/** What is wrong where standard input is named for several files. */
export function contestedStdin(names: readonly string[]): InputProblem[] {
  if (names.filter((name) => name === '-').length < 2) return [];
  const what = 'is given for more than one file, and standard input can be read once';
  return [{ file: '-', what, remedy: 'name a file for all but one of them' }];
}

/**
 * The same of a path that no user typed but a file names: it may lead anywhere,
 * and what is no file (a device, a pipe) may never end.
 */
export async function readNamedFile(
  world: World,
  name: string,
): Promise<Awaited<ReturnType<typeof readInput>>> {
  const path = resolve(world.cwd, name);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile() || found.isDirectory())
    return readInput(world, path, name);
  const what = 'is no regular file';
  return { problem: { file: name, what, remedy: 'check the path' } };
}

/** What to say of a file that the system does not let carve read. */
export function readingFault(code: string): Pick<InputProblem, 'what' | 'remedy'> {
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

/**
 * A folder as the system knows it, links followed; of one that is not there yet,
 * the folder it will stand in. Only from there does `..` lead where it seems to.
 */
export async function realFolder(world: World, folder: string): Promise<string> {
  const path = resolve(world.cwd, folder);
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await realFolder(world, dirname(path)), basename(path));
}

/** The path of an input as plan.json names it: relative to the plan folder, with forward slashes. */
export function pathFrom(world: World, out: string, name: string): string {
  if (name === '-') return '-';
  return relative(resolve(world.cwd, out), resolve(world.cwd, name)).split(sep).join('/');
}

/** What to say of a path that the system does not let carve write. */
export function writingFault(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'may not be written';
    case 'EROFS':
      return 'is on a read-only file system';
    case 'ENOSPC':
    case 'EDQUOT':
      return `cannot be written: the disk is full (${code})`;
    case 'EISDIR':
      return 'holds a folder where a file must go';
    default:
      return `cannot be written (${code})`;
  }
}

/** The system's code of an error (`ENOENT`), or its message. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.message : String(error);
}
