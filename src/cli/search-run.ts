import type { Effort, Progress, SolveOptions } from '../solver/model/program.js';
import { type Interruptible, interruptible } from './interrupt.js';
import { type ProgressLine, progressLine } from './progress.js';
import type { World } from './world.js';

/** What a search is asked for. */
export interface SearchAsked {
  readonly quiet: boolean;
  readonly seed: number;
  readonly effort: Effort;
  readonly threads?: number | undefined;
  readonly timeLimit?: number | undefined;
}

/** A search that shows its progress and stops at the first SIGINT. */
export interface SearchRun {
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
