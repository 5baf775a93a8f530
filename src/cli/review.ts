import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { settleReview } from '../evaluation/review/review.js';
import { reviewSheets } from '../evaluation/review/sheets.js';
import { mapInputs } from '../inputs/csv/file-roles.js';
import { readAnswers } from '../inputs/csv/review-answers.js';
import { loadPageKit } from '../library/page-kit.js';
import type { PlannedEvaluation } from '../library/planned.js';
import { reviewedPlanFiles } from '../library/reviewed-plan.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { dayNumber } from '../model/units.js';
import { contents, type NamedBytes } from '../planning/inputs.js';
import { readAgainstPlan } from '../planning/review/answers.js';
import { version } from '../planning/version.js';
import { logText, terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { andList } from '../reports/document/words.js';
import type { PlanInputs } from '../reports/plan-json.js';
import { reviewFileNames, sheetCsv } from '../reports/review/review-tables.js';
import { reviewDocument, sheetsDocument } from '../reports/review/review-text.js';
import { sheetWorkbook } from '../reports/review/sheet-workbook.js';
import type { SheetsJson } from '../reports/review/sheets-json.js';
import { ruleTitle } from '../reports/rule-words.js';
import { planFileNames } from '../reports/summary.js';
import { planNamed, planSourceFrom } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { contestedStdin, pathFrom, realFolder } from './files.js';
import { formsOf } from './flags/forms.js';
import { readOptions, type Values } from './flags/option.js';
import { interruptible } from './interrupt.js';
import { reviewOptions } from './options.js';
import { isNewFolder, outputProblems } from './output-folder.js';
import { planFolderNamed, readPlanFolder, writePlanFolder } from './plan-folder.js';
import { carriedOn } from './plan-sources.js';
import { findInputs, inputNames, readPlannedEvaluation } from './planned-problem.js';
import { replanned } from './review-replan.js';
import { readTableFile } from './table-files.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

type Flags = Values<typeof reviewOptions>;

/** `carve review PLAN [FILES…]`: a sheet for each manager out, their decisions back in. */
export async function reviewCommand(
  world: World,
  named: string,
  files: readonly string[],
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readOptions('review', reviewOptions, given, sheetsFaults(files, given));
  const planned = await readPlannedEvaluation(world, named, flags);
  if (!flags.quiet) {
    for (const text of planned.notes) world.stderr.write(logText([text], world.stderr.columns, 2));
  }
  return files.length === 0
    ? writeSheets(world, named, planned, flags)
    : readBack(world, named, planned, files, flags);
}

/** Flags that say something of answers alone. */
function sheetsFaults(
  files: readonly string[],
  given: Readonly<Record<string, unknown>>,
): InputProblem[] {
  if (files.length > 0) return contestedStdin(files);
  return ['cap', 'silence', 'expires', 'replan']
    .filter((name) => given[name] !== undefined && given[name] !== false)
    .map((name) => ({
      file: `--${name}`,
      what: "says how managers' answers are taken, and none are given",
      remedy: 'name the answered sheets behind the plan',
    }));
}

async function writeSheets(
  world: World,
  named: string,
  planned: PlannedEvaluation,
  flags: Flags,
): Promise<number> {
  const { problem } = planned.read;
  const { evaluation } = planned;
  const sheets = reviewSheets(problem, evaluation, (row) => ruleTitle(problem, row));
  const written = new Map<string, string | Uint8Array>();
  for (const sheet of sheets) {
    written.set(`${sheet.name}.xlsx`, await sheetWorkbook(problem, evaluation, sheet));
    written.set(`${sheet.name}.csv`, sheetCsv(problem, evaluation, sheet));
  }
  const names = [...written.keys()];
  await checkOutput(world, named, planned, flags, { names, answers: [], isPlan: false });
  const stop = interruptible();
  await writeFolder(world, flags.out, written).finally(stop.release);
  if (stop.requested()) return exitCodes.interrupted;
  if (flags.format === 'json') {
    const json: SheetsJson = {
      carve: version,
      sheets: sheets.map(({ manager, name, rows }) => ({
        manager,
        files: [`${name}.xlsx`, `${name}.csv`],
        accounts: rows.length,
      })),
    };
    world.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
  } else if (!flags.quiet) {
    const document = sheetsDocument(problem, evaluation, sheets, { plan: named, out: flags.out });
    world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), document));
  }
  return exitCodes.done;
}

async function readBack(
  world: World,
  named: string,
  planned: PlannedEvaluation,
  files: readonly string[],
  flags: Flags,
): Promise<number> {
  const { problem } = planned.read;
  const { evaluation } = planned;
  const sheets = reviewSheets(problem, evaluation, (row) => ruleTitle(problem, row));
  const rows = await readRows(world, files, flags);
  const { answers, problems } = readAgainstPlan(problem, evaluation, sheets, rows.answers);
  const faults = [...rows.problems, ...problems];
  if (faults.length > 0) throw new InputError(faults);
  await checkOutput(world, named, planned, flags, {
    names: [...planFileNames, ...reviewFileNames],
    answers: files,
    isPlan: true,
  });
  const isNew = await isNewFolder(world, flags.out);
  const day = flags.asOf ?? dayNumber(Date.parse(world.today()) / 86_400_000);
  const review = settleReview(problem, evaluation, sheets, answers, {
    silenceAccepts: flags.silence === 'accept',
    expires: flags.expires,
    asOf: day,
    ruleWords: (row) => ruleTitle(problem, row),
  });
  const from = await planNamed(world, named);
  if (from === undefined) throw new Error('a plan that was read is no plan');
  const folder = planFolderNamed(named);
  const carried =
    flags.replan || planned.plan.rebalance === undefined
      ? undefined
      : await carriedOn(
          world,
          named,
          { folder, ...planned, ...(await foundAgain(world, folder, flags)) },
          flags.out,
        );
  const parts = {
    planned,
    review,
    ...carried,
    inputs: await inputsFrom(world, named, planned, flags),
    from: await planSourceFrom(world, flags.out, from),
    day,
  };
  if (problem.roles !== undefined && !flags.replan) throw new InputError([needsReplan(named)]);
  const anew = flags.replan ? await replanned(world, { ...parts, named, flags }) : undefined;
  const written =
    anew?.written ?? reviewedPlanFiles({ ...parts, pageKit: await loadPageKit(problem) });
  const stop = interruptible();
  await writePlanFolder(world, flags.out, written, isNew).finally(stop.release);
  if (stop.requested()) return exitCodes.interrupted;
  if (flags.format === 'json') {
    world.stdout.write([...(written.get('plan.json') ?? [])].join(''));
  } else if (!flags.quiet) {
    const document = reviewDocument({
      problem,
      before: evaluation,
      review,
      sheets,
      cap: flags.cap,
      out: flags.out,
      replanned: anew?.evaluation,
    });
    world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), document));
  }
  if (anew?.interrupted === true) return exitCodes.interrupted;
  if (anew?.feasible === false) return exitCodes.rulesNotMet;
  const isDone = review.open.length === 0 && review.conflicts.length === 0;
  return isDone && review.byHand <= flags.cap ? exitCodes.done : exitCodes.finding;
}

/** The rows of all answers; what is wrong in any of them is told at once. */
async function readRows(world: World, files: readonly string[], flags: Flags) {
  const form = formsOf(flags).others;
  const read = await Promise.all(
    files.map(async (name) => {
      const { file, problems } = await readTableFile(world, name, form);
      if (file === undefined || problems.length > 0) return { answers: [], problems };
      const read = readAnswers(...contents(file));
      return { ...read, problems: [...read.problems, ...mergedAnswers(file)] };
    }),
  );
  return {
    answers: read.flatMap(({ answers }) => answers),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** One answer over several accounts would be that of the first alone. */
function mergedAnswers(file: NamedBytes): readonly InputProblem[] {
  const [name] = contents(file);
  return (file.sheet?.merged ?? []).map(({ row, through, column }) => ({
    file: name,
    row,
    column,
    what: `is merged with the cells down to row ${through}, and would be that of row ${row} alone`,
    remedy: 'unmerge the cells, and fill each',
  }));
}

/** A plan's files and its inputs. */
async function foundAgain(world: World, folder: string, flags: Flags) {
  const { plan, files } = await readPlanFolder(world, folder);
  const { inputs } = await findInputs(world, folder, plan, flags);
  return { files, inputs };
}

/** The inputs of the plan as plan.json of the new folder names them. */
async function inputsFrom(
  world: World,
  named: string,
  { plan }: PlannedEvaluation,
  flags: Flags,
): Promise<PlanInputs> {
  const out = await realFolder(world, flags.out);
  const from = await realFolder(world, planFolderNamed(named));
  return mapInputs(plan.inputs, (file, role) => {
    const given = flags[role];
    const name = given ?? (file.path === '-' ? '-' : join(from, file.path));
    return { ...file, path: pathFrom(world, out, name) };
  });
}

async function checkOutput(
  world: World,
  named: string,
  { plan }: PlannedEvaluation,
  flags: Flags,
  {
    names,
    answers,
    isPlan,
  }: {
    readonly names: readonly string[];
    readonly answers: readonly string[];
    /** Whether it is a plan folder, which is known by its plan.json. */
    readonly isPlan: boolean;
  },
): Promise<void> {
  const folder = planFolderNamed(named);
  const own = ['plan.json', ...Object.keys(plan.files)].map((name) => join(folder, name));
  const problems = await outputProblems(world, {
    out: flags.out,
    names,
    inputs: [...own, ...inputNames(folder, plan, flags), ...answers],
    knownBy: flags.force || !isPlan ? undefined : 'plan.json',
  });
  if (!flags.force && !isPlan) problems.push(...(await sheetsThere(world, flags.out, names)));
  if (problems.length > 0) throw new InputError(problems);
}

/** Sheets that are there already: they may hold answers. */
async function sheetsThere(
  world: World,
  out: string,
  names: readonly string[],
): Promise<InputProblem[]> {
  const there: string[] = [];
  for (const name of names) {
    const isThere = await stat(resolve(world.cwd, out, name)).then(
      () => true,
      () => false,
    );
    if (isThere) there.push(name);
  }
  if (there.length === 0) return [];
  const what = `holds ${andList(there, 3)}, which may have been answered`;
  const remedy = 'name another folder; --force writes over them';
  return [{ file: '--out', what, value: out, remedy }];
}

/** Pods and shares of a role go by who has which account: what managers decide plans it anew. */
function needsReplan(named: string): InputProblem {
  return {
    file: named,
    what: 'has roles, whose holders go by who has which account',
    remedy: 'add --replan, which plans them after what was decided',
  };
}
