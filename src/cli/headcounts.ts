import type { PipelineBasis } from '../analytics/territory-pipeline.js';
import type { InputProblem } from '../model/input-problem.js';
import { isoDate } from '../model/table.js';
import { type HeadcountRange, planHeadcounts } from '../planning/headcount/headcounts.js';
import type { ProblemInputs, ReadProblem } from '../planning/inputs.js';
import { version } from '../planning/version.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { headcountFiles, teamFileName } from '../reports/headcount/headcount-files.js';
import { headcountDocument } from '../reports/headcount/headcount-text.js';
import { stayingSolver } from '../solver/threads/in-background.js';
import { exitCodes } from './exit-codes.js';
import type { ScenariosFlags } from './flags/input-flags.js';
import { flagName } from './flags/option.js';
import { beginSearch } from './search-run.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** What `--reps` writes, by name. */
export function headcountNames({ from, to }: HeadcountRange): string[] {
  const counts = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return [...counts.map(teamFileName), 'headcount.csv', 'headcount.json'];
}

/** Flags that ask for options, which `--reps` plans none of. */
export function besideHeadcounts(given: Readonly<Record<string, unknown>>): InputProblem[] {
  if (given.reps === undefined) return [];
  return ['scenarios', 'preset', 'show', 'frontier']
    .filter((name) => given[name] !== undefined)
    .map((name) => ({
      file: flagName(name),
      what: 'asks for options, and --reps plans numbers of reps in their place',
      remedy: 'run carve scenarios twice, once with each',
    }));
}

/** `carve scenarios --reps 10..14`: plans each number of reps, and names the least that works. */
export async function headcountsCommand(
  world: World,
  flags: ScenariosFlags,
  range: HeadcountRange,
  {
    inputs,
    read,
    basis,
  }: {
    readonly inputs: ProblemInputs;
    readonly read: ReadProblem;
    readonly basis: PipelineBasis;
  },
): Promise<number> {
  let current = '';
  const { options, progress, stop } = await beginSearch(
    world,
    flags,
    'to write what is planned so far',
    () => current,
  );
  const solver = stayingSolver();
  const found = await planHeadcounts(inputs, read, range, basis, options, solver, (name) => {
    current = name;
  })
    .finally(solver.end)
    .finally(progress.clear);
  const files = headcountFiles(found, { version, asOf: isoDate(read.problem.asOf) });
  await writeFolder(world, flags.out, files);
  if (flags.format !== 'text') world.stdout.write(files.get(`headcount.${flags.format}`) ?? '');
  else if (!flags.quiet) {
    const page = pageOf(terminalOf(world, flags));
    world.stdout.write(terminalText(page, headcountDocument(found, flags.out)));
  }
  stop.release();
  return stop.requested() ? exitCodes.interrupted : exitCodes.done;
}
