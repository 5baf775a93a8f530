import { packagedReferences } from '../library/references.js';
import { isoDate } from '../model/table.js';
import type { Survey } from '../planning/inputs.js';
import { type Validation, validate } from '../planning/validate.js';
import { version } from '../planning/version.js';
import { notesText } from '../reports/notes-text.js';
import { validateJson } from '../reports/validate/validate-json.js';
import { validateText } from '../reports/validate/validate-text.js';
import { validateCsv, validateMarkdown } from '../reports/validate/worklist.js';
import { severities } from '../validation/finding.js';
import { continued } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { readInputFlags, type ValidateFlags } from './flags/input-flags.js';
import { surveyInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { validateOptions } from './options.js';
import type { World } from './world.js';

/**
 * `carve validate ACCOUNTS REPS`: tells everything that is wrong, or likely
 * wrong, in the files. What contract 7 refuses exits with 2 like in every other
 * command, but here all of it is told; other findings exit with 1 where
 * `--fail-on` asks for it.
 */
export async function validateCommand(
  world: World,
  accountsNamed: string,
  reps: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const asked = await withMapFile(
    world,
    readInputFlags('validate', validateOptions, given, world.today()),
  );
  const goingOn = await continued(world, accountsNamed, asked, reps);
  const { accounts, flags } = goingOn;
  const surveyed = await surveyInputs(world, { accounts, reps }, flags);
  if (!flags.quiet) {
    const ruleNotes = { assumptions: [], warnings: [], rules: surveyed.assembled.rules };
    const { drafted } = surveyed;
    const notes = [...goingOn.notes, ...surveyed.notes];
    world.stderr.write(
      notesText({ notes, drafted, problem: ruleNotes, columns: world.stderr.columns }),
    );
  }
  const validation = await validate(surveyed, packagedReferences());
  for (const piece of reportOf(validation, surveyed, flags, world)) world.stdout.write(piece);
  return exitCodeOf(validation, surveyed, flags);
}

function reportOf(
  { findings, skipped }: Validation,
  { rows }: Survey,
  flags: ValidateFlags,
  world: World,
): Iterable<string> {
  switch (flags.format) {
    case 'json': {
      const report = validateJson({ version, asOf: isoDate(flags.asOfDay), findings, skipped });
      return [`${JSON.stringify(report, undefined, 2)}\n`];
    }
    case 'csv':
      return validateCsv(findings);
    case 'markdown':
      return validateMarkdown(findings);
    case 'text': {
      const { accounts, reps } = rows;
      const { columns } = world.stdout;
      return [validateText({ findings, skipped, accounts, reps, columns })];
    }
  }
}

function exitCodeOf({ findings }: Validation, { problems }: Survey, { failOn }: ValidateFlags) {
  if (problems.length > 0) return exitCodes.badInput;
  if (failOn === undefined) return exitCodes.done;
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  return findings.some(({ severity }) => failing.includes(severity))
    ? exitCodes.finding
    : exitCodes.done;
}
