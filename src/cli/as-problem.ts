import type { InputProblem } from '../model/input-problem.js';
import type { Disagreement } from '../model/verification.js';

/** What is wrong with a JSON file or a plan folder, with what to do. */
export function asProblem({ file, row, column, what }: Disagreement, remedy: string): InputProblem {
  return {
    file,
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    what: what ?? 'does not fit',
    remedy,
  };
}
