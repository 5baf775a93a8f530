import type { InputProblem } from '../model/input-problem.js';
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

/** One problem as one line; what is absent is left out. */
export function problemLine(problem: InputProblem): string {
  const { file, row, column, what, value, remedy } = problem;
  const place = row === undefined ? `${file}:` : `${file}:${row}:`;
  const named = column === undefined || column === '' ? '' : `${column}: `;
  const quoted = value === undefined || value === '' ? '' : `, "${value}"`;
  const advice = remedy === '' ? '' : `; ${remedy}`;
  return visibleText(`${place} ${named}${what}${quoted}${advice}`);
}
