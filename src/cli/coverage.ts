import { join } from 'node:path';
import type { CoverageAnalysis } from '../analytics/analysis.js';
import type { EarlierCoverage } from '../analytics/changes.js';
import { type Assumptions, noAssumptions } from '../analytics/rates.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import { parseMappings, unusedMappings } from '../inputs/csv/mapping.js';
import { readMarket } from '../inputs/csv/market.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import { lineOfRow } from '../inputs/csv/row-lines.js';
import { csvPieces } from '../inputs/csv/write.js';
import { loadPageKit } from '../library/page-kit.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Table } from '../model/table.js';
import { asProblem } from '../model/verification.js';
import { coverageAnalysis } from '../planning/coverage.js';
import { contents, noteSentences } from '../planning/inputs.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import {
  type CoverageJson,
  coverageJson,
  coverageSchema,
  earlierOf,
} from '../reports/coverage/coverage-json.js';
import { coverageDocument } from '../reports/coverage/document.js';
import { coverageGithub } from '../reports/coverage/github.js';
import { coveragePage } from '../reports/coverage/page.js';
import { coverageFileNames, coverageTables } from '../reports/coverage/tables.js';
import { documentMarkdown } from '../reports/document/markdown.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import { readJson } from '../verification/read-json.js';
import { readAssumed } from './assumptions-file.js';
import { continued } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { pathFrom, readInput, realFolder } from './files.js';
import { coverageOptions } from './flags/coverage-options.js';
import { type InputMeaning, readInputFlags } from './flags/input-flags.js';
import type { Values } from './flags/option.js';
import { type FurtherInputs, readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { outputProblems, removeEarlier } from './output-folder.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { terminalOf } from './terminal.js';
import { toldStatuses } from './told-statuses.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

export type CoverageFlags = Values<typeof coverageOptions> & InputMeaning;

/** `carve coverage ACCOUNTS REPS`: how the books are worked, in files and on stdout; 1 where a rep is below what is asked. */
export async function coverageCommand(
  world: World,
  accountsNamed: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const asked = await withMapFile(
    world,
    readInputFlags('coverage', coverageOptions, given, world.today()),
  );
  const goingOn = await continued(world, accountsNamed, asked, repsName);
  const { flags, plan, notes: toldBefore } = await withPlan(world, goingOn.flags, repsName);
  const names = { accounts: goingOn.accounts, reps: repsName };
  const { map, market: marketMap } = mapsApart(flags.map);
  const { read, inputs, further } = await readInputs(
    world,
    {
      ...names,
      alsoWrong: (files) =>
        outputProblems(world, { out: flags.out, names: coverageFileNames, inputs: files }),
    },
    { ...flags, map },
    await realFolder(world, flags.out),
    coverageFiles({ ...flags, map: marketMap }),
  );
  const { market, assumptions = noAssumptions, earlier, sums, notes = [] } = further ?? {};
  const { analysis, notes: told } = coverageAnalysis(read, {
    window: flags.window,
    icp: flags.icp,
    least: flags.min,
    fiscalStart: flags.fiscalStart,
    by: flags.by,
    involve: flags.involve,
    plan,
    market,
    assumptions,
    earlier,
  });
  if (!flags.quiet) {
    const all = [...goingOn.notes, ...toldBefore, ...read.notes, ...notes, ...told];
    world.stderr.write(notesText({ ...read, notes: all, columns: world.stderr.columns }));
  }
  const json = coverageJson(analysis, {
    version,
    owners: plan === undefined ? 'today' : 'plan',
    filter: flags.icp,
    inputs: { ...inputs, ...(await withPaths(world, flags.out, sums)) } as CoverageJson['inputs'],
  });
  const jsonText = `${JSON.stringify(json, undefined, 2)}\n`;
  await writeCoverage(world, flags, analysis, jsonText);
  world.stdout.write(await stdoutText(world, flags, analysis, jsonText, repsName));
  return analysis.reps.some(({ isBelow }) => isBelow) ? exitCodes.finding : exitCodes.done;
}

/** The plan that `--plan` names: who has what, and its rules where none are given. */
async function withPlan(
  world: World,
  flags: CoverageFlags,
  reps: string,
): Promise<{
  readonly flags: CoverageFlags;
  readonly plan: OwnFile | undefined;
  readonly notes: readonly string[];
}> {
  if (flags.plan === undefined) return { flags, plan: undefined, notes: [] };
  const folder = planFolderNamed(flags.plan);
  const table = 'assignments.csv';
  const rulesFile = 'rules-used.csv';
  const { plan, files, missing } = await readPlanFolder(world, folder, [table, rulesFile]);
  const name = join(folder, table);
  const bytes = files.get(table);
  if (bytes === undefined) {
    const what = missing.get(table) ?? 'is not there';
    throw new InputError([{ file: name, what, remedy: 'plan again, or name another folder' }]);
  }
  const { own, problems } = readAssignments(name, bytes);
  if (problems.length > 0) throw new InputError(problems);
  const ownRules = flags.rules !== undefined || flags.bare || !files.has(rulesFile);
  const { statuses, notes } = await toldStatuses(world, flags.plan, plan, reps);
  const rules = ownRules ? flags.rules : join(folder, rulesFile);
  return { flags: { ...flags, rules, statuses }, plan: own, notes };
}

/** Mappings of the market file, and those of all others. */
function mapsApart(map: readonly string[]): {
  readonly map: readonly string[];
  readonly market: readonly string[];
} {
  const isMarkets = (text: string): boolean => /^\s*market\./.test(text);
  return { map: map.filter((text) => !isMarkets(text)), market: map.filter(isMarkets) };
}

interface CoverageFiles {
  readonly market: Table | undefined;
  readonly assumptions: Assumptions | undefined;
  readonly earlier: EarlierCoverage | undefined;
  /** What was read, as coverage.json names it. */
  readonly sums: ReadonlyMap<string, { readonly name: string; readonly sha256: string }>;
  readonly notes: readonly string[];
}

/** The files behind `--market`, `--assumptions` and `--baseline`. */
function coverageFiles(flags: CoverageFlags): FurtherInputs<CoverageFiles> {
  const names = new Map<string, string>();
  for (const file of ['market', 'assumptions', 'baseline'] as const) {
    const name = flags[file];
    if (name !== undefined) names.set(file, name);
  }
  return {
    names,
    read: (files) => {
      const problems: InputProblem[] = [];
      const notes: string[] = [];
      const [market, assumed, baseline] = ['market', 'assumptions', 'baseline'].map((file) =>
        files.get(file),
      );
      const mapping = parseMappings(flags.map);
      problems.push(...mapping.problems);
      const form = flags.forms.market;
      const reading =
        market && readMarket(...contents(market), { mappings: mapping.mappings, form });
      problems.push(
        ...(reading?.problems ?? []),
        ...unusedMappings(
          mapping.mappings,
          reading === undefined ? {} : { market: reading.header },
        ),
      );
      if (reading !== undefined) notes.push(...noteSentences(reading));
      const taken = readAssumed(assumed);
      problems.push(...taken.problems);
      const json = baseline && readJson(baseline.name, baseline.bytes, coverageSchema);
      if (json !== undefined && 'faults' in json) {
        const remedy = 'name a coverage.json that carve coverage wrote';
        problems.push(...json.faults.map((fault) => asProblem(fault, remedy)));
      }
      const sums = new Map(
        [...files].map(([file, { name, bytes }]) => [file, { name, sha256: sha256(bytes) }]),
      );
      const value = {
        market: reading?.table,
        assumptions: taken.assumed.rates,
        earlier: json !== undefined && 'value' in json ? earlierOf(json.value) : undefined,
        sums,
        notes,
      };
      return { value, problems };
    },
  };
}

async function withPaths(
  world: World,
  out: string,
  sums: CoverageFiles['sums'] = new Map(),
): Promise<Record<string, { path: string; sha256: string }>> {
  const from = await realFolder(world, out);
  return Object.fromEntries(
    [...sums].map(([file, { name, sha256: sum }]) => [
      file,
      { path: pathFrom(world, from, name), sha256: sum },
    ]),
  );
}

/** Writes the folder, all files or none, and takes away those of an earlier run that this one has not. */
async function writeCoverage(
  world: World,
  { out, icp }: CoverageFlags,
  analysis: CoverageAnalysis,
  json: string,
): Promise<void> {
  const tables = coverageTables(analysis);
  const kit = await loadPageKit(analysis.books.problem);
  const files = new Map<string, string | Iterable<string>>(
    [...tables].map(([name, { columns, rows }]) => [name, csvPieces(columns, rows())]),
  );
  files.set('coverage.html', coveragePage(analysis, { filter: icp }, kit));
  files.set('coverage.json', json);
  await writeFolder(world, out, files);
  for (const [name, firstLines] of occasional) {
    if (files.has(name)) continue;
    for (const firstLine of firstLines) await removeEarlier(world, out, { name, firstLine });
  }
}

const marketLine =
  'segment,industry,region,companies,average_deal,tam,customers,arr,penetration_pct,arr_pct,untapped';

/** Files that not every run writes, by their first lines. */
const occasional: readonly (readonly [string, readonly string[]])[] = [
  ['market.csv', ['', ',territory', ',rep_id', ',territory,rep_id'].map((end) => marketLine + end)],
  ['role-coverage.csv', ['role,rep_id,rep_name,accounts,accounts_touched,']],
  ['role-book.csv', ['role,rep_id,rank,account_id,']],
  ['family-deals.csv', ['opportunity_id,account_id,rep_id,parent_id,parent_rep_id,amount,stage']],
];

async function stdoutText(
  world: World,
  flags: CoverageFlags,
  analysis: CoverageAnalysis,
  json: string,
  repsName: string,
): Promise<string> {
  const telling = { filter: flags.icp, out: flags.out };
  switch (flags.format) {
    case 'json':
      return json;
    case 'markdown':
      return documentMarkdown('carve coverage', coverageDocument(analysis, telling));
    case 'github':
      return coverageGithub(analysis, repsName, await repLines(world, repsName));
    case 'text':
      if (flags.quiet) return '';
      return terminalText(pageOf(terminalOf(world, flags)), coverageDocument(analysis, telling));
  }
}

/** Where the reps' rows stand in their file; of standard input, rows stand in for lines. */
async function repLines(world: World, name: string): Promise<(row: number) => number> {
  if (name === '-') return (row) => row;
  const { file } = await readInput(world, name);
  return file === undefined ? (row) => row : lineOfRow(name, file.bytes);
}
