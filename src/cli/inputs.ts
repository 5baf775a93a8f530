import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileForm } from '../inputs/csv/file-form.js';
import {
  byRole,
  type GivenInputs,
  inputRoles,
  isMappedFile,
  mapInputs,
  type OptionalRole,
  optionalRoles,
} from '../inputs/csv/file-roles.js';
import { takeStageWords } from '../inputs/csv/stage-mapping.js';
import { readGazetteer } from '../library/references.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import {
  type InputFiles,
  type NamedBytes,
  type ProblemInputs,
  type ReadProblem,
  readProblem,
  type Survey,
  survey,
} from '../planning/inputs.js';
import { unlocatedNotes } from '../planning/located.js';
import { sha256 } from '../reports/checksums.js';
import { mapText } from '../reports/map-json.js';
import type { PlanInputs } from '../reports/plan-json.js';
import { nearest } from '../rules/nearest.js';
import { contestedStdin, pathFrom, readingFault } from './files.js';
import type { InputFlags } from './flags/input-flags.js';
import { outputFileProblems, writeOutputFile } from './output-file.js';
import { idleSheets, readTableFile } from './table-files.js';
import type { World } from './world.js';

/** The files a command was given, and what else could be wrong with its outset. */
export interface InputNames {
  readonly accounts: string;
  readonly reps: string;
  /** Faults found elsewhere (an output folder), to be told with the rest; given the names of all inputs. */
  readonly alsoWrong?: (inputs: readonly string[]) => Promise<readonly InputProblem[]>;
  /** Takes what the problem was read from, for a command that reads it again with other people. */
  readonly keep?: (inputs: ProblemInputs) => void;
}

/** Files that a command reads besides, each under what it is to the command. */
export interface FurtherInputs<Read> {
  readonly names: ReadonlyMap<string, string>;
  /** Files that lie beside another: where that cannot be read, they are not asked for. */
  readonly after?: ReadonlyMap<string, string>;
  /** Makes sense of them; what is wrong is told with all other problems. */
  readonly read: (files: ReadonlyMap<string, NamedBytes>) => {
    readonly value: Read;
    readonly problems: readonly InputProblem[];
  };
}

/**
 * Reads the files into a problem, and tells what they were, with paths relative
 * to `from`; their bytes, perhaps a hundred megabytes, are let go.
 *
 * @throws InputError with all that cannot be read, or all that is wrong in what could be.
 */
export async function readInputs<Read = undefined>(
  world: World,
  names: InputNames,
  flags: InputFlags,
  from: string,
  further?: FurtherInputs<Read>,
): Promise<{
  readonly read: ReadProblem;
  readonly inputs: PlanInputs;
  /** Undefined where nothing further was asked for. */
  readonly further: Read | undefined;
}> {
  const { files, further: others } = await readFiles(
    world,
    names,
    flags,
    further?.names ?? new Map(),
    further?.after,
  );
  const besides = further?.read(others);
  const asked = await problemInputs(files, flags);
  names.keep?.(asked);
  const read = withNoteOnPlaces(readBeside(besides?.problems ?? [], asked), flags);
  await saveMap(world, flags, read);
  return { read, inputs: inputsOf(world, from, files, read.rows), further: besides?.value };
}

/**
 * Reads the files as far as they go: what is wrong in them is part of the answer.
 *
 * @throws InputError with all files that cannot be read at all.
 */
export async function surveyInputs(
  world: World,
  names: InputNames,
  flags: InputFlags,
): Promise<Survey> {
  const { files } = await readFiles(world, names, flags, new Map());
  const surveyed = withNoteOnPlaces(survey(await problemInputs(files, flags)), flags);
  if (surveyed.identified) await saveMap(world, flags, surveyed);
  return surveyed;
}

/** Writes what `--save-map` asks for: which header was taken for which column. */
async function saveMap(
  world: World,
  flags: InputFlags,
  { asRead }: Pick<ReadProblem, 'asRead'>,
): Promise<void> {
  if (flags.saveMap === undefined) return;
  const file = { flag: '--save-map', name: flags.saveMap } as const;
  await writeOutputFile(world, file, mapText(asRead, flags.forms, takeStageWords(flags.map).words));
}

/** Says where `--locate` would have something to look up. */
function withNoteOnPlaces<Read extends Survey | ReadProblem>(read: Read, flags: InputFlags): Read {
  if (flags.locate) return read;
  const { accounts } = read.assembled;
  const hasDistances = flags.distances !== undefined;
  const notes = unlocatedNotes({ accounts, problem: read.problem, hasDistances });
  return { ...read, notes: [...read.notes, ...notes] };
}

async function problemInputs(files: InputFiles, flags: InputFlags): Promise<ProblemInputs> {
  return {
    ...files,
    bare: flags.bare,
    ownerFrom: flags.ownerFrom,
    opportunitiesAt: flags.at,
    maxMoves: flags.maxMoves,
    map: flags.map,
    gazetteer: flags.locate ? await readGazetteer() : undefined,
    samePlaces: flags.samePlaces,
    currency: flags.currency,
    forms: flags.forms,
    assembly: {
      asOf: flags.asOfDay,
      weights: flags.weights,
      shareBy: flags.shareBy,
      potentialCap: flags.potentialCap,
    },
  };
}

/** Reads the problem; what is wrong with it is told with the faults found elsewhere. */
function readBeside(faults: readonly InputProblem[], inputs: ProblemInputs): ReadProblem {
  if (faults.length === 0) return readProblem(inputs);
  try {
    readProblem(inputs);
  } catch (error) {
    if (error instanceof InputError) throw new InputError([...error.problems, ...faults]);
    throw error;
  }
  throw new InputError(faults);
}

interface FilesRead {
  readonly files: InputFiles;
  readonly further: ReadonlyMap<string, NamedBytes>;
}

/** A file that is not there, with the one beside it that was likely meant. */
async function likelyName(world: World, problem: InputProblem): Promise<InputProblem> {
  const { file } = problem;
  if (problem.what !== readingFault('ENOENT').what) return problem;
  const beside = await readdir(resolve(world.cwd, dirname(file))).catch(() => []);
  const meant = nearest(basename(file), beside);
  if (meant === undefined)
    return { ...problem, remedy: `${problem.remedy}; carve init looks for exports here` };
  const name = join(dirname(file), meant);
  return { ...problem, remedy: `did you mean ${name}?`, fix: { replace: [[file, name]] } };
}

/** Reads every file; all that cannot be read or written is told at once. */
async function readFiles(
  world: World,
  names: InputNames,
  flags: InputFlags,
  asked: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string> = new Map(),
): Promise<FilesRead> {
  const { forms } = flags;
  const given: GivenInputs<string> = {
    accounts: names.accounts,
    reps: names.reps,
    ...byRole(optionalRoles, (role) => flags[role]),
  };
  const inputs = [
    ...inputRoles.map((role) => given[role]),
    flags.mapFile,
    ...asked.values(),
  ].filter((name) => name !== undefined);
  const problems = contestedStdin(inputs);
  if (
    names.accounts === names.reps &&
    names.accounts !== '-' &&
    forms.accounts.sheet === undefined
  ) {
    const what = 'is given for the accounts and for the reps';
    throw new InputError([
      { file: names.reps, what, remedy: 'name the file of reps behind that of accounts' },
    ]);
  }
  const contested = problems.length > 0;
  const unread = new Set<string>();
  const read = async (name: string, form: FileForm | undefined): Promise<NamedBytes> => {
    if (contested && name === '-') return { name, bytes: new Uint8Array() };
    const reading = await readTableFile(world, name, form);
    problems.push(...(await Promise.all(reading.problems.map((one) => likelyName(world, one)))));
    if (reading.file !== undefined) return reading.file;
    unread.add(name);
    return { name, bytes: new Uint8Array() };
  };
  const optional: { [Role in OptionalRole]?: NamedBytes } = {};
  const files = {
    accounts: await read(names.accounts, forms.accounts),
    reps: await read(names.reps, forms.reps),
  };
  for (const role of optionalRoles) {
    const name = flags[role];
    if (name !== undefined) optional[role] = await read(name, forms[role]);
  }
  const found: InputFiles = { ...files, ...optional };
  const further = new Map<string, NamedBytes>();
  for (const [what, name] of asked) {
    const first = asked.get(after.get(what) ?? '');
    if (first === undefined || !unread.has(first))
      further.set(what, await read(name, isMappedFile(what) ? forms[what] : forms.others));
  }
  if (unread.size === 0) {
    problems.push(
      ...idleSheets(inputRoles.map((role) => ({ file: found[role], form: forms[role] }))),
    );
  }
  if (flags.saveMap !== undefined) {
    const file = { flag: '--save-map', name: flags.saveMap } as const;
    problems.push(...(await outputFileProblems(world, file, inputs)));
  }
  problems.push(...((await names.alsoWrong?.(inputs)) ?? []));
  if (problems.length > 0) throw new InputError(problems);
  return { files: found, further };
}

function inputsOf(
  world: World,
  from: string,
  files: InputFiles,
  rows: ReadProblem['rows'],
): PlanInputs {
  return mapInputs(files, ({ name, bytes }, role) => ({
    path: pathFrom(world, from, name),
    sha256: sha256(bytes),
    rows: rows[role],
  }));
}
