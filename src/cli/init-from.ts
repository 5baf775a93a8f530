import { join } from 'node:path';
import { assemble } from '../assembly/assemble.js';
import { draftRules } from '../assembly/draft.js';
import { type Model, modelFits, modelOf, models } from '../assembly/draft-models.js';
import { InputError } from '../model/input-problem.js';
import { ruleColumns } from '../model/rule.js';
import { filledColumn } from '../model/table.js';
import type { ReadProblem } from '../planning/inputs.js';
import { asWord } from '../reports/document/shell-word.js';
import { mapText } from '../reports/map-json.js';
import { notesText } from '../reports/notes-text.js';
import { rulesFileText } from '../reports/plan-tables.js';
import { parseRules } from '../rules/parse.js';
import { exitCodes } from './exit-codes.js';
import { readInputFlags } from './flags/input-flags.js';
import { inputOptions } from './flags/shared-options.js';
import { writeNew } from './init.js';
import { readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import type { World } from './world.js';

/** The folder where none is named. */
export const draftFolder = 'carve-draft';

/** The files that a draft is made for, by name. */
export interface DraftSources {
  readonly accounts: string;
  readonly reps: string;
  /** What the draft is read with besides, by the flag that names it. */
  readonly beside?: ReadonlyMap<string, string>;
  /** Rules that are there already: none are drafted then. */
  readonly rules?: string | undefined;
  /** Where owners are taken from, if accounts have none. */
  readonly ownersOf?: 'opportunities';
  /** Flags that say which sheets are meant, as a shell takes them. */
  readonly sheets?: readonly string[];
}

/**
 * `carve init --from ACCOUNTS REPS`: drafts the mapping and the rules for a pair
 * of exports, and says how to plan with them.
 */
export async function initFromCommand(
  world: World,
  from: readonly string[],
  folder: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const [accounts, reps] = from;
  if (from.length !== 2) {
    const what = 'takes two files';
    const remedy =
      'write carve init --from accounts.csv reps.csv, and a folder after them if you like';
    throw new InputError([{ file: '--from', what, value: from.join(' '), remedy }]);
  }
  const sheets = Array.isArray(given.sheet) ? given.sheet.map(String) : [];
  const asFlags = sheets.flatMap((sheet) => ['--sheet', asWord(sheet)]);
  return draftInto(world, { accounts, reps, sheets: asFlags }, folder, given);
}

/** Writes map.json and rules.csv for some exports into a folder, and says how to go on. */
export async function draftInto(
  world: World,
  sources: DraftSources,
  folder: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { accounts, reps, beside = new Map<string, string>(), rules } = sources;
  const named = { ...given, ...Object.fromEntries(beside), rules };
  const flags = await withMapFile(
    world,
    readInputFlags('init', inputOptions, named, world.today()),
  );
  const model = modelAsked(given.model);
  const { read: asRead } = await readInputs(world, { accounts, reps }, flags, folder);
  const read = model === undefined ? asRead : byModel(asRead, model);
  if (lacksOwners(read) && flags.opportunities !== undefined && flags.ownerFrom === undefined) {
    const owned = { ...sources, ownersOf: 'opportunities' } as const;
    return draftInto(world, owned, folder, { ...given, ownerFrom: 'opportunities' });
  }
  const files = new Map([['map.json', mapText(read.asRead, flags.forms, new Map())]]);
  if (rules === undefined) files.set('rules.csv', rulesFileText(read.drafted));
  if (!flags.quiet) {
    const { problem } = read;
    const notes = notesText({ ...read, problem, columns: world.stderr.columns });
    world.stderr.write(notes);
  }
  const elsewhere = `name another folder: carve init --from ${asWord(accounts)} ${asWord(reps)} my-draft`;
  if (!(await writeNew(world, folder, files, elsewhere))) return exitCodes.interrupted;
  if (!flags.quiet) {
    if (model !== undefined) world.stdout.write(modelWords(model));
    world.stdout.write(nextCommand(sources, folder, read.drafted.length));
  }
  return exitCodes.done;
}

/** Whether accounts say nothing of who has them. */
function lacksOwners({ assembled }: ReadProblem): boolean {
  return filledColumn(assembled.accounts, 'owner') === undefined;
}

/** @throws InputError where there is no model of that name. */
function modelAsked(given: unknown): Model | undefined {
  if (given === undefined) return undefined;
  const model = modelOf(String(given));
  if (model !== undefined) return model;
  const what = 'is no model';
  const remedy = `name one of ${models.join(', ')}`;
  throw new InputError([{ file: '--model', what, value: String(given), remedy }]);
}

/** The same files with the rules of a model; what was said of other drafts is not so then. */
function byModel(read: ReadProblem, model: Model): ReadProblem {
  const { accounts, reps } = read.assembled;
  const other = new Set(draftRules(accounts, reps).leftOut);
  const { rows, leftOut } = draftRules(accounts, reps, model);
  const notes = [...read.notes.filter((note) => !other.has(note)), ...leftOut];
  const { rules } = parseRules(read.assembled.rulesFile, rows);
  const assembled = { ...read.assembled, rules };
  return { ...read, assembled, problem: assemble(assembled), drafted: rows, notes };
}

function modelWords(model: Model): string {
  const lines = models.map((one) => `  ${one === model ? '*' : ' '} ${one}: ${modelFits[one]}`);
  return `${['Models:', ...lines, ''].join('\n')}\n`;
}

function nextCommand(sources: DraftSources, folder: string, drafted: number): string {
  const { accounts, reps, beside, rules, ownersOf, sheets = [] } = sources;
  const map = join(folder, 'map.json');
  const usedRules = rules ?? join(folder, 'rules.csv');
  const files = [
    accounts,
    reps,
    ...[...(beside ?? [])].flatMap(([role, name]) => [`--${role}`, name]),
  ];
  const owners = ownersOf === undefined ? [] : ['--owner-from', ownersOf];
  const reading = [...[...files, ...owners, '--map-file', map].map(asWord), ...sheets];
  const command = (name: string, ...more: readonly string[]): string =>
    `  ${['carve', name, ...reading, ...more].join(' ')}`;
  const count = `${drafted} rule${drafted === 1 ? '' : 's'}`;
  const aboutRules =
    drafted === 0
      ? `Wrote ${usedRules}: nothing in the data called for a rule; its columns are ${ruleColumns.join(', ')}.`
      : `Wrote ${usedRules}: ${count} drafted from the data, each with its reason in the column note.`;
  return [
    `Wrote ${map}: which header is which column.`,
    ...(rules === undefined ? [aboutRules] : []),
    '',
    `Read ${rules === undefined ? 'both' : 'it'}, change what is not so, then:`,
    ...(beside === undefined ? [] : [command('validate')]),
    command('plan', '--rules', asWord(usedRules)),
    '',
  ].join('\n');
}
