import { InputError, type InputProblem } from '../model/input-problem.js';
import { findConflict } from '../planning/conflicts/conflict.js';
import { type NamedBytes, readProblem } from '../planning/inputs.js';
import { makePlan } from '../planning/plan.js';
import { planFilePieces } from '../planning/plan-files.js';
import { version } from '../planning/version.js';
import { conflictText } from '../reports/conflict-words.js';
import { notesText } from '../reports/notes-text.js';
import type { PlanInputs } from '../reports/plan-json.js';
import { planFileNames } from '../reports/terminal/file-list.js';
import { summaryText } from '../reports/terminal/summary.js';
import { solveInBackground } from '../solver/background/solve-in-background.js';
import type { SolveOptions } from '../solver/program.js';
import { exitCodes } from './exit-codes.js';
import { pathFrom, readInput, sha256 } from './files.js';
import { interruptible } from './interrupt.js';
import { outputProblems } from './output-folder.js';
import { readPlanFlags } from './plan-options.js';
import { progressLine } from './progress.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** `carve plan ACCOUNTS REPS`: reads, plans, writes the plan folder, says what came of it. */
export async function planCommand(
  world: World,
  accountsName: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readPlanFlags(given, world.today());
  const files = await readFiles(world, {
    accounts: accountsName,
    reps: repsName,
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
  const { problem } = read;
  if (!flags.quiet)
    world.stderr.write(notesText({ ...read, problem, columns: world.stderr.columns }));

  const progress = await progressLine(world, flags.quiet);
  const stop = interruptible();
  const solveOptions: SolveOptions = {
    seed: flags.seed,
    effort: flags.effort,
    threads: flags.threads ?? world.cores,
    timeLimit: flags.timeLimit,
    now: world.now,
    onProgress: progress.report,
    shouldStop: stop.requested,
  };
  const plan = await makePlan(problem, solveOptions, solveInBackground).finally(progress.clear);

  const written = planFilePieces({
    plan,
    version,
    inputs: inputsOf(world, flags.out, files, read.rows),
    options: {
      seed: flags.seed,
      effort: flags.effort,
      bare: flags.bare,
      drafted: read.drafted.length > 0,
      weights: flags.weightByName,
      shareBy: flags.shareBy,
      potentialCap: flags.potentialCap === 'p95',
      map: flags.map,
      timeLimitSeconds: flags.timeLimit,
    },
    assumptions: problem.assumptions,
  });
  await writeFolder(world, flags.out, written);

  // What the conflict proves, the summary says as well.
  const met = plan.status !== 'infeasible';
  const conflict =
    met || stop.requested()
      ? undefined
      : await findConflict(read.assembled, problem, solveOptions).finally(progress.clear);
  const provenInfeasible = plan.provenInfeasible || conflict?.proven === true;
  if (flags.format === 'json') world.stdout.write([...(written.get('plan.json') ?? [])].join(''));
  else if (!flags.quiet) {
    world.stdout.write(
      summaryText({
        plan: { ...plan, provenInfeasible },
        problem,
        out: flags.out,
        files: [...written.keys()],
        drafted: read.drafted,
        columns: world.stdout.columns ?? 80,
        colour: flags.color && world.stdout.isTerminal && !world.environment.NO_COLOR,
      }),
    );
  }
  if (!met && !stop.requested()) {
    world.stderr.write(
      conflictText(problem, conflict, { proven: provenInfeasible, columns: world.stderr.columns }),
    );
  }
  stop.release();
  if (stop.requested()) return exitCodes.interrupted;
  return met ? exitCodes.done : exitCodes.rulesNotMet;
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
