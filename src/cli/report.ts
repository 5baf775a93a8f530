import { join } from 'node:path';
import { storyOf } from '../evaluation/story/story.js';
import { InputError } from '../model/input-problem.js';
import { allRows } from '../planning/rule-costs/rows.js';
import type { WithoutRow } from '../planning/rule-costs/without-row.js';
import { notesText } from '../reports/notes-text.js';
import { maskedParts } from '../reports/report/masked-parts.js';
import type { ReportParts } from '../reports/report/parts.js';
import { findBrowser } from './browser.js';
import { exitCodes } from './exit-codes.js';
import { type ReportFlags, readReportFlags } from './flags/report-flags.js';
import { outputFileProblems, writeOutputFile } from './output-file.js';
import { type PlannedEvaluation, readPlannedEvaluation } from './planned-evaluation.js';
import { inputNames } from './planned-problem.js';
import { printPdf } from './print-pdf.js';
import { reportContent, reportPage } from './report-content.js';
import { ruleCosts } from './rule-costs.js';
import type { World } from './world.js';

/** `carve report PLAN`: the plan as people are shown it. */
export async function reportCommand(
  world: World,
  folder: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readReportFlags(given);
  refuseTerminal(world, flags);
  const browser = flags.format === 'pdf' ? await findBrowser(world) : undefined;
  const planned = await readPlannedEvaluation(world, folder, flags);
  if (flags.out !== undefined) {
    const file = { flag: '--out', name: flags.out } as const;
    const problems = await outputFileProblems(world, file, filesRead(folder, planned, flags));
    if (problems.length > 0) throw new InputError(problems);
  }
  tell(world, planned, flags);
  const costs = flags.rulesCost
    ? await ruleCosts(world, planned, allRows(planned.read.problem), flags)
    : [];
  if (costs === undefined) return exitCodes.interrupted;
  const parts = partsOf(planned, costs);
  const shown = flags.mask ? maskedParts(parts) : parts;
  const content =
    browser === undefined
      ? await reportContent(world, flags, shown)
      : await printPdf(browser, await reportPage(shown));
  if (content === undefined) return exitCodes.interrupted;
  if (flags.out === undefined) {
    world.stdout.write(content);
    return exitCodes.done;
  }
  const written = await writeOutputFile(world, { flag: '--out', name: flags.out }, content);
  if (!written) return exitCodes.interrupted;
  if (!flags.quiet) world.stderr.write(`wrote ${flags.out}\n`);
  return exitCodes.done;
}

/** @throws InputError where bytes would go to a terminal. */
function refuseTerminal(world: World, { format, out }: ReportFlags): void {
  if ((format !== 'xlsx' && format !== 'pdf') || out !== undefined || !world.stdout.isTerminal)
    return;
  const what = `is no text, and ${format} would fill the terminal with signs`;
  throw new InputError([
    { file: '--format', what, value: format, remedy: 'name a file with --out' },
  ]);
}

function partsOf(
  { plan, read, evaluation, status, proven, notes }: PlannedEvaluation,
  costs: readonly WithoutRow[],
): ReportParts {
  const { problem, drafted } = read;
  const unavoidable = new Map(
    Object.entries(plan.unavoidable ?? {}).map(([metric, floor]) => [
      metric,
      floor.mean_abs_deviation_pct,
    ]),
  );
  const prices = costs.flatMap((one) => ('cost' in one ? [one.cost] : []));
  return {
    plan: { status, evaluation, proven, unavoidable },
    problem,
    drafted,
    story: storyOf({ problem, evaluation, status, proven, unavoidable, prices }),
    made: plan,
    notes,
    masked: false,
  };
}

/** All that was read, which must outlive the report; the plan folder's own page may be made again. */
function filesRead(folder: string, { plan }: PlannedEvaluation, flags: ReportFlags): string[] {
  const own = ['plan.json', ...Object.keys(plan.files)].filter((name) => name !== 'report.html');
  return [...own.map((name) => join(folder, name)), ...inputNames(folder, plan, flags)];
}

function tell(world: World, { notes }: PlannedEvaluation, { quiet }: ReportFlags): void {
  if (quiet) return;
  const problem = { assumptions: [], warnings: [], rules: [] };
  world.stderr.write(notesText({ notes, drafted: [], problem, columns: world.stderr.columns }));
}
