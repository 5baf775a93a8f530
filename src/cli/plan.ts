import { pipelineByTerritory } from '../analytics/territory-pipeline.js';
import type { Ladder } from '../evaluation/ladder.js';
import { loadPageKit } from '../library/page-kit.js';
import type { Problem } from '../model/problem.js';
import type { Plan } from '../planning/plan.js';
import { costsOf, planFilePieces } from '../planning/plan-files.js';
import { type ConflictsFound, planOrExplain } from '../planning/plan-or-explain.js';
import { keepsMustRules } from '../planning/role-plans.js';
import { climbLadder } from '../planning/scenarios/ladder.js';
import { version } from '../planning/version.js';
import { conflictsText } from '../reports/conflict-words.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import { pipelineJson } from '../reports/plan-parts.js';
import { planScreen } from '../reports/plan-screen.js';
import { planFileNames, summaryDocument } from '../reports/summary.js';
import type { SolveOptions } from '../solver/model/program.js';
import { solverOfMany } from '../solver/threads/in-background.js';
import { assumptionsFile, basisOf, idleBasis } from './assumptions-file.js';
import { continued, planSourceFrom } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { realFolder } from './files.js';
import { problemOptionsFrom, readInputFlags } from './flags/input-flags.js';
import { readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { planOptions } from './options.js';
import { isNewFolder, outputProblems } from './output-folder.js';
import { writePlanFolder } from './plan-folder.js';
import { tellRoleConflicts } from './role-conflicts.js';
import { beginSearch } from './search-run.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

/** Warnings that one screen has room for. */
const notesOnScreen = 2;

/** `carve plan ACCOUNTS REPS`: reads, plans, writes the plan folder, says what came of it. */
export async function planCommand(
  world: World,
  accountsNamed: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const begun = world.now();
  const asked = await withMapFile(world, readInputFlags('plan', planOptions, given, world.today()));
  const {
    accounts: accountsName,
    flags,
    from,
    notes,
  } = await continued(world, accountsNamed, asked, repsName);
  const isNew = await isNewFolder(world, flags.out);
  const { read, inputs, further } = await readInputs(
    world,
    {
      accounts: accountsName,
      reps: repsName,
      alsoWrong: (names) =>
        outputProblems(world, {
          out: flags.out,
          names: planFileNames,
          inputs: names,
          knownBy: flags.force ? undefined : 'plan.json',
        }),
    },
    flags,
    await realFolder(world, flags.out),
    assumptionsFile(flags),
  );
  const { problem } = read;
  const basis = basisOf(flags, further);
  if (!flags.quiet)
    world.stderr.write(
      notesText({
        ...read,
        notes: [...notes, ...read.notes, ...idleBasis(given, read)],
        problem,
        columns: world.stderr.columns,
        most: world.stderr.isTerminal && !flags.verbose ? notesOnScreen : undefined,
      }),
    );

  const timeLimit = searchLimit(flags.timeLimit, (world.now() - begun) / 1000, problem);
  const timed = { ...flags, timeLimit };
  const search = await beginSearch(world, timed, 'to write the best plan so far');
  const { progress, stop } = search;
  let isReported = false;
  const tell = (found: ConflictsFound): void => {
    world.stderr.write(conflictsText(problem, { ...found, columns: world.stderr.columns }));
  };
  // This thread only waits while others search: what the page is drawn with is loaded meanwhile.
  const [outcome, pageKit] = await Promise.all([
    planOrExplain(read, {
      options: search.options,
      relax: flags.relax,
      searched: progress.clear,
      impossible: (found) => {
        isReported = true;
        tell(found);
      },
    }),
    loadPageKit(problem),
  ]).finally(progress.clear);
  const { plan, conflicts } = outcome;
  const { assignment } = plan.evaluation;
  const pipeline = pipelineByTerritory({ ...read, problem: plan.problem }, assignment, basis);
  const isTold = flags.format !== 'json' && !flags.quiet;
  const asks = read.drafted.length > 0 && isTold && flags.timeLimit === undefined;
  const ladder = asks ? await ladderBeside(plan, search.options) : undefined;

  const written = planFilePieces({
    plan,
    version,
    inputs,
    from: from && (await planSourceFrom(world, flags.out, from)),
    options: {
      seed: flags.seed,
      effort: flags.effort,
      ...problemOptionsFrom(flags, read.drafted.length > 0),
      maxMoves: flags.maxMoves,
      timeLimitSeconds: flags.timeLimit,
      relaxations: outcome.relaxations,
    },
    assumptions: plan.problem.assumptions,
    drafted: read.drafted,
    pipeline,
    pageKit,
  });
  await writePlanFolder(world, flags.out, written, isNew);

  if (flags.format === 'json') world.stdout.write([...(written.get('plan.json') ?? [])].join(''));
  else if (!flags.quiet) {
    world.stdout.write(
      terminalText(
        pageOf(terminalOf(world, flags)),
        (flags.verbose ? summaryDocument : planScreen)({
          plan: { ...plan, costsAtMost: costsOf(plan) },
          problem: plan.problem,
          pipeline: pipeline && pipelineJson(plan.problem, pipeline),
          out: flags.out,
          files: [...written.keys()],
          drafted: read.drafted,
          ladder,
        }),
      ),
    );
  }
  if (conflicts !== undefined && !isReported) tell(conflicts);
  for (const of of outcome.roleConflicts ?? []) tellRoleConflicts(world, of, flags);
  stop.release();
  if (stop.requested()) return exitCodes.interrupted;
  return keepsMustRules(plan) ? exitCodes.done : exitCodes.rulesNotMet;
}

/** What moves would buy beside a first plan, worked out in a thread of its own. */
async function ladderBeside(plan: Plan, options: SolveOptions): Promise<Ladder | undefined> {
  const solver = solverOfMany();
  const { onProgress: _, ...quietly } = options;
  return climbLadder(plan, quietly, solver.solve).finally(solver.end);
}

/** Seconds an account that judging and writing take once the search is over. */
const secondsPerAccount = 1.5e-5;
/** And with each limit, an account or a rep. */
const secondsPerLimit = 6e-7;

/** What is left to search of a limit on the whole command: reading is over, and writing needs its part. */
function searchLimit(
  limit: number | undefined,
  elapsed: number,
  { accountCount, repCount, limits }: Problem,
): number | undefined {
  if (limit === undefined) return undefined;
  const judging =
    secondsPerAccount * accountCount + secondsPerLimit * limits.length * (accountCount + repCount);
  return Math.max(0, limit - elapsed - judging);
}
