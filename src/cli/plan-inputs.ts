import { InputError, type InputProblem } from '../model/input-problem.js';
import { type NamedBytes, type ReadProblem, readProblem } from '../planning/inputs.js';
import type { PlanInputs } from '../reports/plan-json.js';
import { planFileNames } from '../reports/terminal/file-list.js';
import { pathFrom, readInput, sha256 } from './files.js';
import { outputProblems } from './output-folder.js';
import type { PlanFlags } from './plan-options.js';
import type { World } from './world.js';

/** Reads the files into a problem, and tells what they were; their bytes, perhaps a hundred megabytes, are let go. */
export async function readInputs(
  world: World,
  accounts: string,
  reps: string,
  flags: PlanFlags,
): Promise<{ readonly read: ReadProblem; readonly inputs: PlanInputs }> {
  const files = await readFiles(world, {
    accounts,
    reps,
    ...(flags.rules !== undefined && { rules: flags.rules }),
    ...(flags.distances !== undefined && { distances: flags.distances }),
    out: flags.out,
  });
  const read = readProblem({
    ...files,
    bare: flags.bare,
    map: flags.map,
    assembly: {
      asOf: flags.asOfDay,
      weights: flags.weightByName,
      shareBy: flags.shareBy,
      potentialCap: flags.potentialCap === 'p95',
    },
  });
  return { read, inputs: inputsOf(world, flags.out, files, read.rows) };
}

interface PlanFileNames {
  readonly accounts: string;
  readonly reps: string;
  readonly rules?: string;
  readonly distances?: string;
  readonly out: string;
}

interface PlanFilesRead {
  readonly accounts: NamedBytes;
  readonly reps: NamedBytes;
  readonly rules: NamedBytes | undefined;
  readonly distances: NamedBytes | undefined;
}

/** Reads every file; all that cannot be read or written is told at once. */
async function readFiles(world: World, names: PlanFileNames): Promise<PlanFilesRead> {
  const inputs = [names.accounts, names.reps, names.rules, names.distances].filter(
    (name) => name !== undefined,
  );
  const problems: InputProblem[] = [];
  const contested = inputs.filter((name) => name === '-').length > 1;
  if (contested) {
    problems.push({
      file: '-',
      what: 'is given for more than one file, and standard input can be read once',
      remedy: 'name a file for all but one of them',
    });
  }
  const read = async (name: string): Promise<NamedBytes> => {
    if (contested && name === '-') return { name, bytes: new Uint8Array() };
    const reading = await readInput(world, name);
    if (reading.problem === undefined) return reading.file;
    problems.push(reading.problem);
    return { name, bytes: new Uint8Array() };
  };
  const accounts = await read(names.accounts);
  const reps = await read(names.reps);
  const rules = names.rules === undefined ? undefined : await read(names.rules);
  const distances = names.distances === undefined ? undefined : await read(names.distances);
  problems.push(...(await outputProblems(world, { out: names.out, names: planFileNames, inputs })));
  if (problems.length > 0) throw new InputError(problems);
  return { accounts, reps, rules, distances };
}

function inputsOf(
  world: World,
  out: string,
  files: PlanFilesRead,
  rows: Readonly<Record<'accounts' | 'reps' | 'rules' | 'distances', number>>,
): PlanInputs {
  const entry = (file: NamedBytes, count: number) => ({
    path: pathFrom(world, out, file.name),
    sha256: sha256(file.bytes),
    rows: count,
  });
  return {
    accounts: entry(files.accounts, rows.accounts),
    reps: entry(files.reps, rows.reps),
    ...(files.rules && { rules: entry(files.rules, rows.rules) }),
    ...(files.distances && { distances: entry(files.distances, rows.distances) }),
  };
}
