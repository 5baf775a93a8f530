import { z } from 'zod';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import { diffViews } from '../../reports/diff/parts.js';
import { type FormsGiven, formFlagsShape, readForms } from './form-flags.js';
import { flagProblems } from './input-flags.js';

const formats = ['text', 'csv', 'json', 'markdown'] as const;
const file = z.string().min(1).optional();

const shape = z.object({
  base: file,
  merge: file,
  prefer: z.enum(['mine', 'theirs']).optional(),
  by: z.enum(diffViews).optional(),
  reps: file,
  map: z.array(z.string()).default([]),
  ...formFlagsShape.shape,
  mapFile: file,
  format: z.enum(formats).default('text'),
  exitCode: z.boolean().default(false),
  quiet: z.boolean().default(false),
  color: z.boolean().default(true),
});

/** The flags of `carve diff`. */
export type DiffFlags = z.infer<typeof shape> & { readonly forms: FormsGiven };

const remedies: Readonly<Record<string, string>> = {
  base: 'name a plan folder or a file',
  merge: 'name a file to write',
  prefer: 'use mine or theirs',
  by: 'use rep, account or rule',
  reps: 'name a rep file',
  mapFile: 'name a file that --save-map wrote',
  format: 'use text, csv, json or markdown',
};

/**
 * Checks the flags of `carve diff`.
 *
 * @throws InputError with every flag that does not fit, or does not fit another.
 */
export function readDiffFlags(given: Readonly<Record<string, unknown>>): DiffFlags {
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    throw new InputError(flagProblems(parsed.error, given, remedies, 'diff'));
  }
  const problems = contradictions(parsed.data);
  const forms = readForms(parsed.data, problems);
  if (problems.length > 0) throw new InputError(problems);
  return { ...parsed.data, forms };
}

function contradictions({
  base,
  merge,
  prefer,
  by,
  format,
}: z.infer<typeof shape>): InputProblem[] {
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
