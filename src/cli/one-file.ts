import { basename, dirname } from 'node:path';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { interruptible } from './interrupt.js';
import { outputProblems } from './output-folder.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** A single file to be written, and the flag that names it. */
export interface OneFile {
  readonly flag: '--merge' | '--save-map';
  readonly path: string;
}

/** Says what is wrong with the file before any work is done; nothing where it can be written. */
export async function oneFileProblems(
  world: World,
  file: OneFile,
  inputs: readonly string[],
): Promise<InputProblem[]> {
  const { path } = file;
  if (/[/\\]$|^-$|^\.{1,2}$|^$/.test(path)) return [ofFile(file, 'is no name of a file')];
  const names = [basename(path)];
  const found = await outputProblems(world, { out: dirname(path), names, inputs });
  return found.map(({ what }) => ofFile(file, what));
}

/**
 * Writes the file, whole or not at all.
 *
 * @returns whether it was written; false where the user broke it off.
 * @throws InputError where the system does not let it write.
 */
export async function writeOneFile(
  world: World,
  file: OneFile,
  text: string | Iterable<string>,
): Promise<boolean> {
  const stop = interruptible();
  try {
    await writeFolder(world, dirname(file.path), new Map([[basename(file.path), text]]));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map(({ what }) => ofFile(file, what)));
  } finally {
    stop.release();
  }
  return !stop.requested();
}

/** The folder is named by no flag of its own: the file itself is at fault. */
function ofFile({ flag, path }: OneFile, what: string): InputProblem {
  return { file: flag, what, value: path, remedy: 'name another file' };
}
