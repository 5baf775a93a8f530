import { dirname, join } from 'node:path';
import { checkHeld, judgedChecks } from '../evaluation/check/check.js';
import { ownersHeld } from '../evaluation/check/held.js';
import type { Baseline, CheckResult, Policy } from '../evaluation/check/types.js';
import { nothingPlanned } from '../evaluation/planned.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import { lineOfRow } from '../inputs/csv/row-lines.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { type Assumed, nothingAssumed } from '../planning/assumptions.js';
import { backtestOn } from '../planning/backtest.js';
import { readBaseline } from '../planning/baseline.js';
import { booksAsked } from '../planning/book-checks.js';
import { givenAssignment } from '../planning/given-assignment.js';
import { contents, type ReadProblem } from '../planning/inputs.js';
import { withRoleChecks } from '../planning/role-checks.js';
import { sincePlan } from '../planning/since-plan.js';
import { version } from '../planning/version.js';
import { checkGithub } from '../reports/check/github.js';
import { checkJsonText } from '../reports/check/json.js';
import { checkJunit } from '../reports/check/junit.js';
import { checkMarkdown } from '../reports/check/markdown.js';
import type { CheckParts, LineOf, PlacedFile } from '../reports/check/places.js';
import { checkSarif } from '../reports/check/sarif.js';
import { checkDocument } from '../reports/check/text.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import type { PlanInputs } from '../reports/plan-json.js';
import { readAssumed } from './assumptions-file.js';
import { type ContinuedInputs, continued, planNamed } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { readInput } from './files.js';
import { bookOptions } from './flags/book-options.js';
import { type CheckFlags, problemOptionsFrom, readInputFlags } from './flags/input-flags.js';
import { flagName, type Options } from './flags/option.js';
import { type FurtherInputs, readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { checkOptions } from './options.js';
import { terminalOf } from './terminal.js';
import { type ToldStatuses, toldStatuses } from './told-statuses.js';
import type { World } from './world.js';

/** `carve check ACCOUNTS REPS`: holds who has what against every rule and threshold; 1 where one fails. */
export async function checkCommand(
  world: World,
  accountsNamed: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const asked = await withMapFile(
    world,
    readInputFlags('check', checkOptions, given, world.today(), sayingNothing(given)),
  );
  const goingOn = await continued(world, accountsNamed, asked, repsName);
  const accountsName = goingOn.accounts;
  const gone = await goneSince(world, goingOn, repsName);
  const flags = asOfThatDay({ ...goingOn.flags, statuses: gone.statuses });
  const names = { accounts: accountsName, reps: repsName };
  const { read, inputs, further } = await readInputs(world, names, flags, '.', checkFiles(flags));
  const nobody = nothingPlanned(read.problem);
  if (nobody !== undefined) throw new InputError([nobody]);
  const since = further?.baseline && sincePlan(read, further.baseline);
  const problem = since?.problem ?? read.problem;
  const assigned = further?.assigned && givenAssignment(problem, further.assigned);
  const held = assigned?.held ?? since?.held ?? ownersHeld(problem);
  const backtest = backtestOn(read, problem, held, flags.quarters);
  const { books, notes: told } = booksAsked(read, problem, held, {
    ...flags,
    assumptions: (further?.assumed ?? nothingAssumed).rates,
  });
  const policy = { ...policyOf(flags, read), books };
  const result = withRoleChecks(
    checkHeld(problem, held, policy, further?.baseline),
    { problem, assembled: read.assembled },
    policy,
    further?.assigned,
  );
  if (!flags.quiet) {
    const notes = [
      ...goingOn.notes,
      ...gone.notes,
      ...read.notes,
      ...(assigned?.notes ?? []),
      ...told,
      ...gateNotes(read, result),
    ];
    world.stderr.write(notesText({ ...read, notes, problem, columns: world.stderr.columns }));
  }
  const { rules, assignments, baseline } = flags;
  const parts: CheckParts = {
    problem,
    result,
    drafted: read.drafted,
    backtest,
    files: { ...names, rules, assignments, baseline },
  };
  world.stdout.write(await reportText(world, flags, parts, inputs));
  return result.passed ? exitCodes.done : exitCodes.finding;
}

/**
 * Where opportunities are taken as of a day, all days are counted from it unless `--as-of` says otherwise.
 *
 * @throws InputError where there are none to take.
 */
function asOfThatDay(flags: CheckFlags): CheckFlags {
  const { at } = flags;
  if (at === undefined) return flags;
  if (flags.opportunities === undefined) {
    const what = 'asks what was won after a day, and no opportunities are given';
    throw new InputError([
      { file: '--at', what, remedy: 'give them with --opportunities FILE, lost and open ones too' },
    ]);
  }
  return { ...flags, asOfDay: flags.asOf ?? at };
}

/** Who is gone or on leave as the plan was told that is gone on from, or whose assignments or standing are judged. */
async function goneSince(
  world: World,
  { flags }: ContinuedInputs<CheckFlags>,
  reps: string,
): Promise<ToldStatuses> {
  if (flags.statuses !== undefined) return { statuses: flags.statuses, notes: [] };
  const named = flags.assignments ?? flags.baseline;
  const plan = named === undefined ? undefined : await planNamed(world, named);
  return plan === undefined ? { notes: [] } : toldStatuses(world, plan.named, plan.plan, reps);
}

/** Flags that say something of another flag alone, which is not given. */
function sayingNothing(given: Readonly<Record<string, unknown>>): InputProblem[] {
  const typed = new Set(typedOf(checkOptions, given));
  const idle = (names: readonly string[], needed: string, example: string): InputProblem[] =>
    names
      .filter((name) => typed.has(name))
      .map((name) => ({
        file: flagName(name),
        what: `says nothing without ${needed}`,
        remedy: `add ${example}, or leave it out`,
      }));
  const asksBooks = given.minCoverage !== undefined || given.minCover !== undefined;
  return [
    ...(given.noise === undefined
      ? idle(['draws', 'seed', 'failUnder'], '--noise', '--noise 20%')
      : []),
    ...(given.at === undefined ? idle(['quarters'], '--at', '--at 2026-01-01') : []),
    ...(asksBooks
      ? []
      : idle(Object.keys(bookOptions), '--min-coverage or --min-cover', '--min-coverage 60%')),
  ];
}

/** The flags that somebody typed: a value that help shows stands there anyhow. */
function typedOf(table: Options, given: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(table).flatMap(([name, option]) => {
    const shown = option.kind === 'single' && option.shown === true ? option.absent : undefined;
    return given[name] === shown ? [] : [name];
  });
}

function policyOf(flags: CheckFlags, read: ReadProblem): Omit<Policy, 'books'> {
  const { maxDeviation, against, maxGini, maxUnowned, strict, noise: share } = flags;
  const { draws, seed, failUnder } = flags;
  const noise = share === undefined ? undefined : { share, draws, seed, failUnder };
  const draftedRows = new Set(read.drafted.map(({ row }) => row));
  return { maxDeviation, against, maxGini, maxUnowned, noise, strict, draftedRows };
}

/** What a gate does not do, which must not pass in silence: fail on rules nobody wrote, or fail at all. */
function gateNotes({ drafted }: ReadProblem, result: CheckResult): string[] {
  return [
    ...(drafted.length === 0
      ? []
      : [
          'no --rules: the rules below are drafted from your data and only warn (--strict makes them fail, --bare leaves them out); write your own to --rules FILE, or take the rules-used.csv of carve plan',
        ]),
    ...(judgedChecks(result).some(({ grade }) => grade === 'failure')
      ? []
      : [
          'warning: nothing that is checked can fail; give must rules in --rules FILE, or a threshold such as --max-deviation 10%',
        ]),
  ];
}

async function reportText(
  world: World,
  flags: CheckFlags,
  parts: CheckParts,
  inputs: PlanInputs,
): Promise<string> {
  switch (flags.format) {
    case 'text':
      return terminalText(pageOf(terminalOf(world, flags)), checkDocument(parts, flags));
    case 'json':
      return checkJsonText(parts, {
        version,
        inputs,
        options: problemOptionsFrom(flags, parts.drafted.length > 0),
      });
    case 'junit':
      return checkJunit(parts);
    case 'sarif':
      return checkSarif(parts, await linesOfFiles(world, parts), version);
    case 'github':
      return checkGithub(parts, await linesOfFiles(world, parts));
    case 'markdown':
      return checkMarkdown(parts);
  }
}

/**
 * Where rows stand in the files, read once more: their bytes were let go, and
 * few formats ask. Of standard input, rows stand in for lines.
 */
async function linesOfFiles(world: World, { files }: CheckParts): Promise<LineOf> {
  const lines = new Map<PlacedFile, (row: number) => number>();
  for (const file of ['accounts', 'reps', 'rules'] as const) {
    const name = files[file];
    if (name === undefined || name === '-') continue;
    const { file: read } = await readInput(world, name);
    if (read !== undefined) lines.set(file, lineOfRow(name, read.bytes));
  }
  return (file, row) => lines.get(file)?.(row) ?? row;
}

/** What a check reads besides accounts, reps and rules. */
export interface CheckFiles {
  readonly assigned: OwnFile | undefined;
  readonly baseline: Baseline | undefined;
  readonly assumed: Assumed;
}

/** The files behind `--assignments`, `--assumptions` and `--baseline`: of a plan, its folder's tables as well. */
export function checkFiles(
  flags: Pick<CheckFlags, 'assignments' | 'baseline' | 'assumptions'>,
): FurtherInputs<CheckFiles> {
  const names = new Map<string, string>();
  if (flags.assignments !== undefined) names.set('assigned', flags.assignments);
  if (flags.assumptions !== undefined) names.set('assumptions', flags.assumptions);
  if (flags.baseline !== undefined) {
    const named = /\.json$/i.test(flags.baseline);
    const folder = named ? dirname(flags.baseline) : flags.baseline;
    names.set('plan', named ? flags.baseline : join(folder, 'plan.json'));
    names.set('planned', join(folder, 'assignments.csv'));
    names.set('territories', join(folder, 'territories.csv'));
  }
  return {
    names,
    after: new Map([
      ['planned', 'plan'],
      ['territories', 'plan'],
    ]),
    read: (files) => {
      const problems: InputProblem[] = [];
      const [given, plan, planned, territories] = [
        'assigned',
        'plan',
        'planned',
        'territories',
      ].map((name) => files.get(name));
      const assigned = given && readAssignments(...contents(given));
      const adopted =
        plan && planned && territories && readBaseline({ plan, assignments: planned, territories });
      const { assumed, problems: faults } = readAssumed(files.get('assumptions'));
      problems.push(...(assigned?.problems ?? []), ...(adopted?.problems ?? []), ...faults);
      const value = { assigned: assigned?.own, baseline: adopted?.baseline, assumed };
      return { value, problems };
    },
  };
}
