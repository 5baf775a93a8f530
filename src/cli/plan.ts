import { findConflict } from '../planning/conflicts/conflict.js';
import { costsOf, planFilePieces } from '../planning/plan-files.js';
import { planWithCosts } from '../planning/rule-costs/plan-with-costs.js';
import { version } from '../planning/version.js';
import { conflictText } from '../reports/conflict-words.js';
import { notesText } from '../reports/notes-text.js';
import { planFileNames } from '../reports/terminal/file-list.js';
import { summaryText } from '../reports/terminal/summary.js';
import { solveInBackground, stayingSolver } from '../solver/background/in-background.js';
import { exitCodes } from './exit-codes.js';
import { realFolder } from './files.js';
import { readPlanFlags } from './flags/plan-flags.js';
import { problemOptionsFrom } from './flags/problem-options.js';
import { readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { outputProblems } from './output-folder.js';
import { loadPageKit } from './page-kit.js';
import { beginSearch } from './search-run.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** `carve plan ACCOUNTS REPS`: reads, plans, writes the plan folder, says what came of it. */
export async function planCommand(
  world: World,
  accountsName: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = await withMapFile(world, readPlanFlags(given, world.today()));
  const { read, inputs } = await readInputs(
    world,
    {
      accounts: accountsName,
      reps: repsName,
      alsoWrong: (names) =>
        outputProblems(world, { out: flags.out, names: planFileNames, inputs: names }),
    },
    flags,
    await realFolder(world, flags.out),
  );
  const { problem } = read;
  if (!flags.quiet)
    world.stderr.write(notesText({ ...read, problem, columns: world.stderr.columns }));

  const search = await beginSearch(world, flags, 'to write the best plan so far');
  const { options: solveOptions, progress, stop } = search;
  const solver = stayingSolver();
  // This thread only waits while others search: what the page is drawn with is loaded meanwhile.
  const [plan, pageKit] = await Promise.all([
    planWithCosts(problem, read.assembled, solveOptions, solver).finally(solver.end),
    loadPageKit(problem),
  ]).finally(progress.clear);

  const written = planFilePieces({
    plan,
    version,
    inputs,
    options: {
      seed: flags.seed,
      effort: flags.effort,
      ...problemOptionsFrom(flags, read.drafted.length > 0),
      maxMoves: flags.maxMoves,
      timeLimitSeconds: flags.timeLimit,
    },
    assumptions: problem.assumptions,
    drafted: read.drafted,
    pageKit,
  });
  await writeFolder(world, flags.out, written);

  // What the conflict proves, the summary says as well.
  const met = plan.status !== 'infeasible';
  const conflict =
    met || stop.requested()
      ? undefined
      : await findConflict(read.assembled, problem, solveOptions, solveInBackground).finally(
          progress.clear,
        );
  const provenInfeasible = plan.provenInfeasible || conflict?.proven === true;
  if (flags.format === 'json') world.stdout.write([...(written.get('plan.json') ?? [])].join(''));
  else if (!flags.quiet) {
    world.stdout.write(
      summaryText({
        plan: { ...plan, provenInfeasible, costsAtMost: costsOf(plan) },
        problem,
        out: flags.out,
        files: [...written.keys()],
        drafted: read.drafted,
        timeIsUp: !stop.requested(),
        ...terminalOf(world, flags),
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
