import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { visibleText } from '../reports/document/visible-text.js';
import { exampleFiles } from './example.js';
import { exitCodes } from './exit-codes.js';
import { codeOf } from './files.js';
import { interruptible } from './interrupt.js';
import { shippedTemplates } from './letter-templates.js';
import { outputProblems } from './output-folder.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

const otherFolder = 'name a folder that can be written, such as carve init my-example';

/**
 * `carve init [DIR]`: writes an example that `carve plan` runs on, all of it or
 * none, and never over a file that is there.
 */
export async function initCommand(
  world: World,
  folder: string,
  flags: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (flags.model !== undefined) {
    const what = 'needs your files';
    const remedy = `write carve init --from accounts.csv reps.csv --model ${String(flags.model)}`;
    throw new InputError([{ file: '--model', what, value: String(flags.model), remedy }]);
  }
  if (typeof flags.templates === 'string') return initTemplates(world, flags.templates, flags);
  const files = exampleFiles(world.today());
  if (!(await writeNew(world, folder, files))) return exitCodes.interrupted;
  if (flags.quiet !== true) world.stdout.write(nextSteps(world, folder, [...files.keys()]));
  return exitCodes.done;
}

/** `carve init --templates DIR`: the letters of `carve transition`, to be rewritten. */
async function initTemplates(
  world: World,
  folder: string,
  flags: Readonly<Record<string, unknown>>,
): Promise<number> {
  const templates = [...(await shippedTemplates()).values()];
  const files = new Map(templates.map(({ file, text }) => [file, text]));
  if (!(await writeNew(world, folder, files))) return exitCodes.interrupted;
  if (flags.quiet !== true) {
    world.stdout.write(
      `Wrote ${[...files.keys()].join(', ')} to ${folder}.\n\nRewrite them, put other languages into folders of their own (${join(folder, 'de', templates[0].file)}), and use them:\n  carve transition PLAN --templates ${folder}\n`,
    );
  }
  return exitCodes.done;
}

/**
 * Writes files into a folder, all or none, and never over one that is there.
 *
 * @param elsewhere what to do where one is there
 * @returns whether they were written; false where the user broke it off.
 * @throws InputError where one is there, or the system does not let it write.
 */
export async function writeNew(
  world: World,
  folder: string,
  files: ReadonlyMap<string, string>,
  elsewhere = 'name another folder, such as carve init my-example',
): Promise<boolean> {
  const problems = await problemsOf(world, folder, [...files.keys()], elsewhere);
  if (problems.length > 0) throw new InputError(problems);
  const stop = interruptible();
  try {
    await writeFolder(world, folder, files);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map(({ what }) => ofFolder(folder, what)));
  } finally {
    stop.release();
  }
  return !stop.requested();
}

async function problemsOf(
  world: World,
  folder: string,
  names: readonly string[],
  elsewhere: string,
): Promise<InputProblem[]> {
  if (folder.trim() === '') {
    return [{ file: 'carve init', what: 'was given no folder', remedy: otherFolder }];
  }
  const faults = await outputProblems(world, { out: folder, names: [], inputs: [] });
  if (faults.length > 0) return faults.map(({ what }) => ofFolder(folder, what));
  const problems: InputProblem[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const fault = await lstat(resolve(world.cwd, path)).then(
      () => 'is there already',
      (error: unknown) =>
        codeOf(error) === 'ENOENT' ? undefined : `cannot be looked at (${codeOf(error)})`,
    );
    if (fault === undefined) continue;
    problems.push({
      file: path,
      what: fault,
      remedy: `nothing was written; ${elsewhere}`,
    });
  }
  return problems;
}

/** init has no --out: the folder itself is at fault. */
function ofFolder(folder: string, what: string): InputProblem {
  return { file: folder, what, remedy: otherFolder };
}

function nextSteps(world: World, folder: string, names: readonly string[]): string {
  const here = resolve(world.cwd, folder) === resolve(world.cwd);
  const where = /^[\w./\\:-]+$/.test(folder) ? folder : `"${visibleText(folder)}"`;
  return [
    `Wrote ${names.join(', ')} to ${here ? 'this folder' : where}.`,
    '',
    'Next:',
    ...(here ? [] : [`  cd ${where}`]),
    '  carve plan accounts.csv reps.csv --rules rules.csv',
    '',
    'README.md says what to look at.',
    '',
  ].join('\n');
}
