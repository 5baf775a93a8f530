import { fitted } from '../reports/document/text-width.js';
import type { Effort, Progress, SolveOptions } from '../solver/model/program.js';
import { type Interruptible, interruptible } from './interrupt.js';
import type { World } from './world.js';

/** A line of progress on a terminal's stderr for anything over a second; nothing on a pipe. */
interface ProgressLine {
  readonly report: (progress: Progress) => void;
  readonly clear: () => void;
}

/** Room for the shortest line of progress. */
const leastColumns = 20;

/** The spinner before the text, and a column that stays free. */
const spinnerColumns = 3;

const silent: ProgressLine = { report: () => {}, clear: () => {} };

async function progressLine(world: World, quiet: boolean): Promise<ProgressLine> {
  // A terminal that does not tell its width cannot be drawn on line by line.
  if (quiet || !world.stderr.isTerminal || (world.stderr.columns ?? 0) < leastColumns)
    return silent;
  const { default: ora } = await import('ora');
  const spinner = ora({ stream: process.stderr, discardStdin: false });
  const start = world.now();
  let shown = false;
  return {
    report: ({ phase, done, objective, bound }) => {
      if (world.now() - start < 1000) return;
      const gap =
        objective !== undefined && bound !== undefined && objective > 0
          ? `, at most ${(100 * Math.max(0, (objective - bound) / objective)).toFixed(2)} % from the best possible`
          : '';
      const seconds = Math.round((world.now() - start) / 1000);
      const text = `${phaseWords(phase)}, ${Math.round(100 * done)} %, ${seconds} s${gap}`;
      spinner.text = fitted(text, (world.stderr.columns ?? 0) - spinnerColumns);
      shown = true;
      spinner.render();
    },
    clear: () => {
      if (shown) spinner.clear();
      spinner.stop();
    },
  };
}

const doing: Readonly<Record<string, string>> = {
  prices: 'working out what the best plan could be',
  search: 'searching for better plans',
  proof: 'proving how good it is',
  conflicts: 'finding which rules rule each other out',
  relaxations: 'finding the least change that lets all rules hold',
};

/** What is being done, behind what it is done for where a run has several searches. */
function phaseWords(phase: string): string {
  const [, of = '', name] = /^(.*: )?(.*)$/.exec(phase) ?? [];
  return `${of}${doing[name] ?? name}`;
}

/** What a search is asked for. */
interface SearchAsked {
  readonly quiet: boolean;
  readonly seed: number;
  readonly effort: Effort;
  readonly threads?: number | undefined;
  readonly timeLimit?: number | undefined;
}

/** A search that shows its progress and stops at the first SIGINT. */
interface SearchRun {
  readonly options: SolveOptions;
  readonly progress: ProgressLine;
  readonly stop: Interruptible;
}

/**
 * Begins a search.
 *
 * @param stopping what a SIGINT leads to, said on stderr
 * @param name names what is being searched for, where a run has several searches
 */
export async function beginSearch(
  world: World,
  asked: SearchAsked,
  stopping: string,
  name?: () => string,
): Promise<SearchRun> {
  const { quiet, seed, effort, threads, timeLimit } = asked;
  const progress = await progressLine(world, quiet);
  const stop = interruptible(() => {
    progress.clear();
    if (!quiet) world.stderr.write(`Stopping ${stopping}; again leaves at once.\n`);
  });
  const onProgress = (at: Progress): void =>
    progress.report(name === undefined ? at : { ...at, phase: `${name()}: ${at.phase}` });
  const options = {
    seed,
    effort,
    threads: threads ?? world.cores,
    timeLimit,
    now: world.now,
    onProgress,
    shouldStop: stop.requested,
  };
  return { options, progress, stop };
}
