import { basename, dirname } from 'node:path';
import { type CsvTable, csvPieces } from '../csv/write.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { interruptible } from './interrupt.js';
import { outputProblems } from './output-folder.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** Says what is wrong with the file of `--merge` before any work is done; nothing where it can be written. */
export async function mergeProblems(
  world: World,
  out: string,
  inputs: readonly string[],
): Promise<InputProblem[]> {
  if (/[/\\]$|^-$|^\.{1,2}$/.test(out)) return [ofMerge(out, 'is no name of a file')];
  const names = [basename(out)];
  const found = await outputProblems(world, { out: dirname(out), names, inputs });
  return found.map(({ what }) => ofMerge(out, what));
}

/**
 * Writes the merge, whole or not at all.
 *
 * @returns whether it was written; false where the user broke it off.
 * @throws InputError where the system does not let it write.
 */
export async function writeMerge(world: World, out: string, table: CsvTable): Promise<boolean> {
  const stop = interruptible();
  try {
    const pieces = csvPieces(table.columns, table.rows());
    await writeFolder(world, dirname(out), new Map([[basename(out), pieces]]));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map(({ what }) => ofMerge(out, what)));
  } finally {
    stop.release();
  }
  return !stop.requested();
}

/** The folder is named by no flag of its own: the file itself is at fault. */
function ofMerge(out: string, what: string): InputProblem {
  return { file: '--merge', what, value: out, remedy: 'name another file' };
}
