import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readReps } from '../inputs/csv/accounts-and-reps.js';
import type { FileForm } from '../inputs/csv/file-form.js';
import { parseMappings, unusedMappings } from '../inputs/csv/mapping.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { type OperandFiles, type OperandReading, readOperand } from '../planning/diff/operand.js';
import { contents, type NamedBytes, noteSentences } from '../planning/inputs.js';
import type { NamedSide } from '../reports/diff/parts.js';
import { contestedStdin } from './files.js';
import type { DiffFlags } from './flags/diff-flags.js';
import { noPlan, readPlanFolder } from './plan-folder.js';
import { readTableFile } from './table-files.js';
import type { World } from './world.js';

const planTables = ['assignments.csv', 'territories.csv', 'moves.csv', 'rules-used.csv'];

/** The sides of a comparison, read. */
export interface SidesRead {
  /** In the order of their names. */
  readonly sides: readonly NamedSide[];
  /** Every file that was read, which no output may overwrite. */
  readonly inputs: readonly string[];
  /** Sentences for stderr: what each side was taken for. */
  readonly notes: readonly string[];
}

/**
 * Reads the sides of a comparison, each a plan folder or a file.
 *
 * @throws InputError with everything that is wrong with any of them.
 */
export async function readSides(
  world: World,
  names: readonly string[],
  flags: Pick<DiffFlags, 'reps' | 'map' | 'forms'>,
): Promise<SidesRead> {
  const repFile = flags.reps;
  const problems = contestedStdin([...names, ...(repFile === undefined ? [] : [repFile])]);
  if (problems.length > 0) throw new InputError(problems);
  const all: OperandFiles[] = [];
  for (const name of names) {
    const files = await collecting(problems, () => operandFiles(world, name, flags.forms.others));
    if (files !== undefined) all.push(files);
  }
  const repBytes =
    repFile === undefined
      ? undefined
      : await collecting(problems, () => readFile(world, repFile, flags.forms.reps ?? {}));
  if (problems.length > 0) throw new InputError(problems);

  const mapping = parseMappings(flags.map);
  const options = { mappings: mapping.mappings };
  const reps = repBytes && readReps(...contents(repBytes), { ...options, form: flags.forms.reps });
  const repTable = reps?.problems.length === 0 ? reps.table : undefined;
  const readings = all.map((files) =>
    readOperand(files, { ...options, reps: repTable, form: flags.forms.others }),
  );
  const headers = readings.map((reading) => reading.header);
  const unused =
    mapping.problems.length > 0 || headers.includes(undefined)
      ? []
      : unusedMappings(mapping.mappings, {
          accounts: [...new Set(headers.flatMap((header) => header ?? []))],
          reps: reps === undefined ? [] : reps.header,
        });
  const faults = [
    mapping.problems,
    unused,
    ...readings.map((reading) => reading.problems),
    reps?.problems ?? [],
  ].flat();
  if (faults.length > 0) throw new InputError(faults);
  return {
    sides: readings.map(({ side }, at) => ({ name: names[at], side })),
    inputs: [...all.flatMap(inputNames), ...(repFile === undefined ? [] : [repFile])],
    notes: [
      ...readings.flatMap(({ notes }: OperandReading) => notes),
      ...(reps === undefined ? [] : noteSentences(reps)),
    ],
  };
}

/** What comes of it, or undefined with its problems told. */
async function collecting<Value>(
  problems: InputProblem[],
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

async function readFile(world: World, name: string, form: FileForm): Promise<NamedBytes> {
  const { file, problems } = await readTableFile(world, name, form);
  if (file === undefined || problems.length > 0) throw new InputError(problems);
  return file;
}

async function operandFiles(world: World, name: string, form: FileForm): Promise<OperandFiles> {
  const isFolder =
    name !== '-' &&
    (await stat(resolve(world.cwd, name)).then(
      (found) => found.isDirectory(),
      () => false,
    ));
  if (!isFolder) return { name, assignments: await readFile(world, name, form) };
  const { plan, files } = await readPlanFolder(world, name, planTables);
  const table = (file: string): NamedBytes | undefined => {
    const bytes = files.get(file);
    return bytes && { name: join(name, file), bytes };
  };
  const [assignments, territories, moves, rulesUsed] = planTables.map(table);
  if (assignments === undefined) {
    const file = join(name, 'assignments.csv');
    throw new InputError([{ file, what: 'is not there', remedy: noPlan }]);
  }
  return { name, assignments, plan: { json: plan, territories, moves, rulesUsed } };
}

function inputNames({ name, assignments, plan }: OperandFiles): string[] {
  return plan === undefined
    ? [assignments.name]
    : ['plan.json', ...planTables].map((file) => join(name, file));
}
