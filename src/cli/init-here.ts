import type { RecognisedRole } from '../inputs/csv/told-by-headers.js';
import { InputError } from '../model/input-problem.js';
import { visibleText } from '../reports/document/visible-text.js';
import { andList } from '../reports/document/words.js';
import {
  type ExportsHere,
  exportsHere,
  type FoundTable,
  sheetFlags,
  tableName,
} from './exports-here.js';
import { initCommand } from './init.js';
import { type DraftSources, draftFolder, draftInto } from './init-from.js';
import type { World } from './world.js';

/** Where the example goes where no folder is named. */
const exampleFolder = 'carve-example';

/** Files that a draft is the better for, and can do without. */
const besides = ['opportunities', 'activities', 'relationships'] as const;

/** `carve init` alone: drafts for the exports in this folder; where there are none, the example. */
export async function initHereCommand(
  world: World,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const found = await exportsHere(world);
  if (found !== undefined) return draftHere(world, found, given);
  if (given.quiet !== true) {
    world.stderr.write(
      'No accounts or reps among the files of this folder (by their headers), so here is an example.\n',
    );
  }
  return initCommand(world, exampleFolder, given);
}

async function draftHere(
  world: World,
  { taken, passedOver }: ExportsHere,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const [accounts, reps] = [taken.get('accounts'), taken.get('reps')];
  if (accounts === undefined || reps === undefined) throw new Error('exports without a pair');
  const beside = besides.flatMap((role) => taken.get(role) ?? []);
  const rules = taken.get('rules');
  if (given.quiet !== true) {
    const used = [accounts, reps, ...beside, ...(rules === undefined ? [] : [rules])];
    world.stdout.write(foundText(used, passedOver));
  }
  const sources = (tables: readonly FoundTable[]): DraftSources => ({
    accounts: accounts.name,
    reps: reps.name,
    beside: new Map(tables.map(({ role, name }) => [role, name])),
    rules: rules?.name,
    sheets: sheetFlags([accounts, reps, ...tables]),
  });
  const draft = (tables: readonly FoundTable[]): Promise<number> =>
    draftInto(world, sources(tables), draftFolder, {
      ...given,
      sheet: sheetsOf(given, [accounts, reps, ...tables]),
    });
  try {
    return await draft(beside);
  } catch (error) {
    // What a draft can do without must not stop it.
    const faulty = beside.filter(({ name }) => isOnlyOf(error, name, beside));
    if (!(error instanceof InputError) || faulty.length === 0) throw error;
    world.stderr.write(leftOutText(faulty, error));
    return draft(beside.filter((one) => !faulty.includes(one)));
  }
}

/** Whether that file is at fault, and no other than such as a draft can do without. */
function isOnlyOf(error: unknown, name: string, beside: readonly FoundTable[]): boolean {
  if (!(error instanceof InputError)) return false;
  const files = error.problems.map(({ file }) => file);
  return files.includes(name) && files.every((file) => beside.some((one) => one.name === file));
}

function sheetsOf(
  { sheet }: Readonly<Record<string, unknown>>,
  tables: readonly FoundTable[],
): readonly string[] {
  const given = Array.isArray(sheet) ? sheet.map(String) : [];
  if (given.length > 0) return given;
  return tables.flatMap(({ role, sheet: name }) => (name === undefined ? [] : [`${role}=${name}`]));
}

function foundText(used: readonly FoundTable[], passedOver: readonly string[]): string {
  const names = used.map((one) => visibleText(tableName(one)));
  const width = Math.max(...names.map((name) => name.length));
  const lines = used.map(({ role, headers }, at) =>
    `  ${roleWords[role].padEnd(14)} ${names[at].padEnd(width)}  ${bySigns(headers)}`.trimEnd(),
  );
  const others = passedOver.map(visibleText);
  return [
    'Found here:',
    ...lines,
    ...(others.length === 0 ? [] : [`  not used:      ${andList(others, 3)}`]),
    '',
    '',
  ].join('\n');
}

/** Headers are named as far as they fit a line with the names. */
const mostSigns = 36;

const roleWords: Readonly<Record<RecognisedRole, string>> = {
  accounts: 'accounts',
  reps: 'reps',
  opportunities: 'opportunities',
  activities: 'activities',
  contacts: 'contacts',
  relationships: 'relationships',
  rules: 'your rules',
  assignments: 'assignments',
};

function bySigns(headers: readonly string[]): string {
  const [first = '', ...others] = headers.slice(0, 3).map((header) => visibleText(header));
  return others.reduce(
    (line, sign) => (line.length + sign.length > mostSigns ? line : `${line}, ${sign}`),
    `by ${first}`,
  );
}

function leftOutText(faulty: readonly FoundTable[], { problems }: InputError): string {
  return faulty
    .map(({ name }) => {
      const [first] = problems.filter(({ file }) => file === name);
      const where = first?.row === undefined ? '' : `, row ${first.row}`;
      return `left out: ${name}${where}: ${first?.what ?? 'cannot be read'}; ${first?.remedy ?? 'check the file'}\n`;
    })
    .join('');
}
