import type { InputProblem } from '../model/input-problem.js';
import { asWord } from '../reports/document/shell-word.js';
import { visibleText } from '../reports/document/visible-text.js';

/** The command that was given, mended as the problems say; undefined where none of them says how. */
export function commandToPaste(
  args: readonly string[],
  problems: readonly InputProblem[],
): string | undefined {
  const replaced = new Map<string, string>();
  const added: string[] = [];
  for (const { fix } of problems) {
    if (fix === undefined) continue;
    for (const [from, to] of fix.replace ?? []) replaced.set(from, to);
    const flag = fix.add ?? [];
    if (!isIn(added, flag) && !isIn(args, flag)) added.push(...flag);
  }
  const mended = [...args.map((arg) => replaced.get(arg) ?? arg), ...added];
  if (mended.join('\0') === args.join('\0')) return undefined;
  return visibleText(['carve', ...mended.map(asWord)].join(' '));
}

/** Whether words stand somewhere, one after the other. */
function isIn(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((_, at) => wanted.every((word, index) => words[at + index] === word));
}
