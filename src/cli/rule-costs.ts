import type { NamedRows } from '../assembly/without-rows.js';
import { certifiedPrices } from '../library/certified-prices.js';
import type { PlannedEvaluation } from '../library/planned.js';
import { planWithout, type WithoutRow } from '../planning/rule-costs/without-row.js';
import { logText } from '../reports/document/terminal.js';
import { ruleTitle } from '../reports/rule-words.js';
import { solveFromInBackground } from '../solver/threads/in-background.js';
import { beginSearch } from './search-run.js';
import type { World } from './world.js';

/** Beyond so many accounts one problem beside the plan's takes all the memory there is to spare. */
const mostSideBySide = 100_000;

/**
 * Plans again without each of some rows, from the plan as it is and with its
 * options; as many at a time as there are threads. Announced, with its
 * progress. Undefined where it was interrupted.
 */
export async function ruleCosts(
  world: World,
  { plan, read, evaluation, status, proven, certificate }: PlannedEvaluation,
  rows: readonly NamedRows[],
  flags: { readonly quiet: boolean; readonly threads?: number | undefined },
): Promise<readonly WithoutRow[] | undefined> {
  const { seed, effort, time_limit_s } = plan.options;
  const tell = (text: string): void => {
    if (!flags.quiet) world.stderr.write(logText([text], world.stderr.columns, 2));
  };
  const what =
    rows.length === 1
      ? `without ${ruleTitle(read.problem, rows[0].name)}`
      : `${rows.length} times, each without a row`;
  tell(`Planning again ${what}, from the plan as it is (seed ${seed}, effort ${effort}).`);
  let finished = 0;
  const asked = {
    quiet: flags.quiet,
    seed,
    effort,
    threads: flags.threads,
    timeLimit: time_limit_s ?? undefined,
  };
  const run = await beginSearch(
    world,
    asked,
    'without an answer',
    () => `${finished} of ${rows.length} done`,
  );
  const { threads } = run.options;
  const atOnce = read.problem.accountCount > mostSideBySide ? 1 : Math.min(threads, rows.length);
  const again = {
    plan: { problem: read.problem, evaluation, status, proven },
    inputs: read.assembled,
    options: { ...run.options, threads: Math.max(1, Math.floor(threads / Math.max(1, atOnce))) },
    solveFrom: solveFromInBackground,
    pricesFor: certifiedPrices(certificate),
  };
  const reported: WithoutRow[] = [];
  let next = 0;
  const takeRows = async (): Promise<void> => {
    while (next < rows.length && !run.stop.requested()) {
      const index = next++;
      reported[index] = await planWithout(again, rows[index]);
      finished++;
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, takeRows));
    return run.stop.requested() ? undefined : reported;
  } finally {
    run.progress.clear();
    run.stop.release();
  }
}
