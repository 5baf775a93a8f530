import type { NamedRows } from '../assembly/without-rows.js';
import { planWithout, type WithoutRow } from '../planning/rule-costs/without-row.js';
import { rowLabel } from '../reports/row-words.js';
import { solveInBackground } from '../solver/background/in-background.js';
import type { PlannedEvaluation } from './planned-evaluation.js';
import { beginSearch } from './search-run.js';
import type { World } from './world.js';

/**
 * Plans again without each of some rows, as the plan was made; announced, with
 * its progress. Undefined where it was interrupted.
 */
export async function ruleCosts(
  world: World,
  { plan, read, evaluation, status, proven }: PlannedEvaluation,
  rows: readonly NamedRows[],
  flags: { readonly quiet: boolean; readonly threads?: number | undefined },
): Promise<readonly WithoutRow[] | undefined> {
  const { seed, effort, time_limit_s } = plan.options;
  const tell = (text: string): void => {
    if (!flags.quiet) world.stderr.write(`${text}\n`);
  };
  const what =
    rows.length === 1
      ? `without ${rowLabel(rows[0].name)}`
      : `${rows.length} times, each without a row`;
  tell(`Planning again ${what}, as the plan was made (seed ${seed}, effort ${effort}).`);
  let current = '';
  const asked = {
    quiet: flags.quiet,
    seed,
    effort,
    threads: flags.threads,
    timeLimit: time_limit_s ?? undefined,
  };
  const run = await beginSearch(world, asked, 'without an answer', () => current);
  const told: WithoutRow[] = [];
  try {
    for (const [index, row] of rows.entries()) {
      current = `${index + 1} of ${rows.length}, without ${rowLabel(row.name)}`;
      const compared = { problem: read.problem, evaluation, status, proven };
      const again = {
        plan: compared,
        inputs: read.assembled,
        options: run.options,
        solve: solveInBackground,
      };
      told.push(await planWithout(again, row));
      if (run.stop.requested()) return undefined;
    }
    return told;
  } finally {
    run.progress.clear();
    run.stop.release();
  }
}
