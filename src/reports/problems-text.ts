import { type InputProblem, problemSentence } from '../model/input-problem.js';
import { logLines } from './document/terminal.js';
import { visibleText } from './document/visible-text.js';
import { plural } from './document/words.js';

const printedAtMost = 50;

/**
 * Input problems as text (contract 7): a count, then one line a problem, as
 * `FILE:ROW: COLUMN: what is wrong, "the value"; what to do`.
 */
export function problemsText(
  problems: readonly InputProblem[],
  options: {
    readonly all?: boolean;
    /** Width of the terminal; undefined where each problem is to stay on one line. */
    readonly columns?: number | undefined;
  } = {},
): string {
  const count = problems.length;
  const shown = options.all === true ? problems : problems.slice(0, printedAtMost);
  const lines = [`${count} ${plural(count, 'problem', 'problems')} in the input`];
  for (const problem of shown) lines.push(...logLines(problemLine(problem), options.columns, 2));
  if (shown.length < count) {
    lines.push(`… and ${count - shown.length} more`);
  }
  return `${lines.join('\n')}\n`;
}

/** One problem as one line that any screen can show. */
export function problemLine(problem: InputProblem): string {
  return visibleText(problemSentence(problem));
}
