import { assemblyContextOf } from '../assembly/ground.js';
import type { Finding } from '../validation/finding.js';
import { inspect } from '../validation/inspect.js';
import type { References } from '../validation/inspection.js';
import type { Survey } from './inputs.js';

/** What validation found, and what it could not look at. */
export interface Validation {
  readonly findings: readonly Finding[];
  /** Sentences about what could not be judged; empty when all was. */
  readonly skipped: readonly string[];
}

/** Judges what could be read of the files: everything contract 7 refuses, and likely mistakes. */
export async function validate(surveyed: Survey, references: References): Promise<Validation> {
  const { assembled, problem, problems, drafted, identified, linked } = surveyed;
  const ignore = (): void => {};
  const context = identified
    ? assemblyContextOf(assembled, { problems: [], assume: ignore, warn: ignore })
    : undefined;
  const found = await inspect(
    {
      accounts: assembled.accounts,
      reps: assembled.reps,
      rules: assembled.rules,
      rulesFile: assembled.rulesFile,
      drafted: drafted.length > 0,
      asOf: assembled.options.asOf,
      context,
      problem,
      linked,
      problems,
    },
    references,
  );
  const called = new Map(
    assembled.rules.flatMap(({ row, name }): [number, string][] =>
      name === '' ? [] : [[row, name]],
    ),
  );
  const findings = called.size === 0 ? found : found.map((finding) => ({ ...finding, called }));
  const skipped = [
    ...(identified
      ? []
      : ['Owners and filters were not judged: the accounts or the reps have no usable ids.']),
    ...(findings.some(({ kind }) => kind === 'wrong-file')
      ? ['What makes no sense of such a file was not looked for, duplicates above all.']
      : []),
    ...(problem === undefined ? ['Who may take what was not judged: the errors come first.'] : []),
  ];
  return { findings, skipped };
}
