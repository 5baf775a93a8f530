import type { Progress } from '../solver/model/program.js';
import type { World } from './world.js';

/** A line of progress on a terminal's stderr for anything over a second; nothing on a pipe. */
export interface ProgressLine {
  readonly report: (progress: Progress) => void;
  readonly clear: () => void;
}

/** Room for the shortest line of progress. */
const leastColumns = 20;

const silent: ProgressLine = { report: () => {}, clear: () => {} };

export async function progressLine(world: World, quiet: boolean): Promise<ProgressLine> {
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
      spinner.text = `${phase} ${Math.round(100 * done)} %${gap}`;
      shown = true;
      spinner.render();
    },
    clear: () => {
      if (shown) spinner.clear();
      spinner.stop();
    },
  };
}
