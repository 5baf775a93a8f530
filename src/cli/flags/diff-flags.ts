import { InputError, type InputProblem } from '../../model/input-problem.js';
import { diffOptions } from '../options.js';
import { type FormsGiven, formsOf } from './forms.js';
import { readOptions, type Values } from './option.js';

/** The flags of `carve diff`. */
export type DiffFlags = Values<typeof diffOptions> & { readonly forms: FormsGiven };

/**
 * Checks the flags of `carve diff`.
 *
 * @throws InputError with every flag that does not fit, or does not fit another.
 */
export function readDiffFlags(given: Readonly<Record<string, unknown>>): DiffFlags {
  const flags = readOptions('diff', diffOptions, given);
  const problems = contradictions(flags);
  if (problems.length > 0) throw new InputError(problems);
  return { ...flags, forms: formsOf(flags) };
}

function contradictions({
  base,
  merge,
  prefer,
  by,
  format,
}: Values<typeof diffOptions>): InputProblem[] {
  const problems: InputProblem[] = [];
  if (base === undefined) {
    const remedy = 'name what both sides started from with --base';
    const what = 'is for three sides';
    if (merge !== undefined) problems.push({ file: '--merge', what, value: merge, remedy });
    if (prefer !== undefined) problems.push({ file: '--prefer', what, value: prefer, remedy });
  } else if (format === 'csv' && by !== undefined && by !== 'account') {
    const what = 'is not for three sides as CSV';
    const remedy = 'leave it out, or use another --format';
    problems.push({ file: '--by', what, value: by, remedy });
  }
  return problems;
}
