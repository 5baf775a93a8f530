import { basename, dirname } from 'node:path';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { interruptible } from './interrupt.js';
import { outputProblems } from './output-folder.js';
import type { World } from './world.js';
import { type FileContent, writeFolder } from './write-folder.js';

/** A file to write, and the flag that names it. */
export interface OutputFile {
  readonly flag: '--merge' | '--out' | '--save-map';
  /** As the user named it. */
  readonly name: string;
}

/** Says what is wrong with a file to write before any work is done; nothing where it can be written. */
export async function outputFileProblems(
  world: World,
  file: OutputFile,
  inputs: readonly string[],
): Promise<InputProblem[]> {
  const { name } = file;
  if (/[/\\]$|^-$|^\.{1,2}$|^$/.test(name)) return [faultOf(file, 'is no name of a file')];
  const names = [basename(name)];
  const found = await outputProblems(world, { out: dirname(name), names, inputs });
  return found.map(({ what }) => faultOf(file, what));
}

/** @throws InputError where a file that is asked for cannot be written, before any work is done. */
export async function checkOutputFile(
  world: World,
  file: OutputFile | undefined,
  inputs: readonly string[],
): Promise<void> {
  const problems = file === undefined ? [] : await outputFileProblems(world, file, inputs);
  if (problems.length > 0) throw new InputError(problems);
}

/**
 * Writes one file, whole or not at all.
 *
 * @returns whether it was written; false where the user broke it off.
 * @throws InputError where the system does not let it write.
 */
export async function writeOutputFile(
  world: World,
  file: OutputFile,
  content: FileContent,
): Promise<boolean> {
  const stop = interruptible();
  try {
    await writeFolder(world, dirname(file.name), new Map([[basename(file.name), content]]));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map(({ what }) => faultOf(file, what)));
  } finally {
    stop.release();
  }
  return !stop.requested();
}

/** The folder is named by no flag of its own: the file itself is at fault. */
function faultOf({ flag, name }: OutputFile, what: string): InputProblem {
  return { file: flag, what, value: name, remedy: 'name another file' };
}
