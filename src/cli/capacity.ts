import { capacityOf } from '../analytics/capacity.js';
import { seatsOf } from '../analytics/seats.js';
import { readAccounts, readReps } from '../inputs/csv/accounts-and-reps.js';
import { readHires } from '../inputs/csv/hires.js';
import { parseMappings, unusedMappings } from '../inputs/csv/mapping.js';
import { loadPageKit } from '../library/page-kit.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { dayNumber } from '../model/units.js';
import type { HeadcountAssumed } from '../planning/assumptions.js';
import { contents, noteSentences } from '../planning/inputs.js';
import { version } from '../planning/version.js';
import {
  type CapacityParts,
  capacityFileNames,
  capacityFiles,
} from '../reports/capacity/capacity-files.js';
import { capacityDocument } from '../reports/capacity/capacity-text.js';
import { capacityPage } from '../reports/capacity/page.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import { readAssumed } from './assumptions-file.js';
import { exitCodes } from './exit-codes.js';
import { contestedStdin } from './files.js';
import { capacityOptions } from './flags/capacity-options.js';
import { formsOf } from './flags/forms.js';
import { readOptions, type Values } from './flags/option.js';
import { interruptible } from './interrupt.js';
import { outputProblems } from './output-folder.js';
import { readTableFile } from './table-files.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** `carve capacity REPS --goal AMOUNT`: how many reps, by when; with `--exit-code` 1 where the goal is out of reach. */
export async function capacityCommand(
  world: World,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readOptions('capacity', capacityOptions, given, unpaired(given));
  const forms = formsOf(flags);
  const inputs = [repsName, flags.hires, flags.accounts, flags.assumptions].filter(
    (name) => name !== undefined,
  );
  const problems: InputProblem[] = [...contestedStdin(inputs)];
  const mapping = parseMappings(flags.map);
  const read = async (name: string | undefined, form = forms.others) => {
    if (name === undefined || problems.some(({ file }) => file === '-')) return undefined;
    const reading = await readTableFile(world, name, form);
    problems.push(...reading.problems);
    return reading.file;
  };
  const files = {
    reps: await read(repsName, forms.reps),
    hires: await read(flags.hires),
    accounts: await read(flags.accounts, forms.accounts),
    assumptions: await read(flags.assumptions),
  };
  const { assumed, problems: faults } = readAssumed(files.assumptions);
  const { mappings } = mapping;
  const reps = files.reps && readReps(...contents(files.reps), { mappings, form: forms.reps });
  const hires = files.hires && readHires(...contents(files.hires), forms.others);
  const accounts =
    files.accounts && readAccounts(...contents(files.accounts), { mappings, form: forms.accounts });
  problems.push(
    ...mapping.problems,
    ...(reps?.problems ?? []),
    ...(hires?.problems ?? []),
    ...(accounts?.problems ?? []),
    ...faults,
    ...(mapping.problems.length === 0 && reps !== undefined
      ? unusedMappings(mappings, { accounts: accounts?.header, reps: reps.header })
      : []),
    ...(await outputProblems(world, { out: flags.out, names: capacityFileNames, inputs })),
  );
  if (reps === undefined || problems.length > 0) throw new InputError(problems);

  const asOf = flags.asOf ?? dayNumber(Date.parse(world.today()) / 86_400_000);
  const { seats, noSellers } = seatsOf(reps.table, flags.by);
  const said = { ...flags, ...onlyAssumed(assumed.headcount, given) };
  const assumptions = {
    ...said,
    asOf,
    // Headcount is reckoned by whole months.
    fiscalStart: flags.fiscalStart.month,
    season: fourQuarters(said.season),
  };
  const capacity = capacityOf(seats, hires?.hires ?? [], assumptions);
  if (capacity === undefined) {
    const what = 'has no quota of anybody who is there in the as-of month';
    const remedy = 'fill the column quota, or give the usual one with --quota 600000';
    throw new InputError([{ file: repsName, what, remedy }]);
  }
  const parts: CapacityParts = {
    version,
    capacity,
    assumptions,
    accounts:
      accounts === undefined || flags.perRep === undefined
        ? undefined
        : { count: accounts.table.size, perRep: flags.perRep },
    by: flags.by,
    noSellers,
  };
  const tables = capacityFiles(parts);
  const written = new Map([['capacity.html', capacityPage(parts, await loadPageKit())], ...tables]);
  const stop = interruptible();
  await writeFolder(world, flags.out, written).finally(stop.release);
  if (!flags.quiet) {
    const notes = [reps, accounts].flatMap((one) => (one === undefined ? [] : noteSentences(one)));
    const problem = { assumptions: [], warnings: [], rules: [] };
    world.stderr.write(notesText({ notes, drafted: [], problem, columns: world.stderr.columns }));
  }
  if (stop.requested()) return exitCodes.interrupted;
  if (flags.format === 'text') {
    if (!flags.quiet)
      world.stdout.write(
        terminalText(pageOf(terminalOf(world, flags)), capacityDocument(parts, { out: flags.out })),
      );
  } else {
    world.stdout.write(written.get(`capacity.${flags.format}`) ?? '');
  }
  return flags.exitCode && capacity.shortfall > 0 ? exitCodes.finding : exitCodes.done;
}

/** What the file says and no flag does. */
function onlyAssumed(
  headcount: HeadcountAssumed,
  given: Readonly<Record<string, unknown>>,
): Partial<Values<typeof capacityOptions>> {
  const own = Object.entries(headcount).filter(([name]) => given[name] === undefined);
  return Object.fromEntries(own);
}

/** Flags that say something only together. */
function unpaired(given: Readonly<Record<string, unknown>>): InputProblem[] {
  const [accounts, perRep] = [given.accounts, given.perRep].map((one) => one !== undefined);
  if (accounts === perRep) return [];
  const [has, lacks] = accounts
    ? ['--accounts', '--per-rep 150']
    : ['--per-rep', '--accounts FILE'];
  return [
    { file: has, what: `says nothing without ${lacks.split(' ')[0]}`, remedy: `add ${lacks}` },
  ];
}

function fourQuarters(season: readonly number[]): readonly [number, number, number, number] {
  const [first, second, third, fourth] = season;
  return [first, second, third, fourth];
}
