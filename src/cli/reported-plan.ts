import { join } from 'node:path';
import type { PlannedEvaluation } from '../library/planned.js';
import { notesText } from '../reports/notes-text.js';
import type { ReportFlags } from './flags/report-flags.js';
import { inputNames } from './planned-problem.js';
import type { World } from './world.js';

/** All that was read, which must outlive the report; the plan folder's own page may be made again. */
export function filesRead(
  folder: string,
  { plan }: PlannedEvaluation,
  flags: ReportFlags,
): string[] {
  const own = ['plan.json', ...Object.keys(plan.files)].filter((name) => name !== 'report.html');
  return [...own.map((name) => join(folder, name)), ...inputNames(folder, plan, flags)];
}

/** What a reader should know of the plan, on stderr. */
export function tellNotes(
  world: World,
  { notes }: PlannedEvaluation,
  { quiet }: ReportFlags,
): void {
  if (quiet) return;
  const problem = { assumptions: [], warnings: [], rules: [] };
  world.stderr.write(notesText({ notes, drafted: [], problem, columns: world.stderr.columns }));
}
