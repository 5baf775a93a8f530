import { join } from 'node:path';
import { assemble } from '../assembly/assemble.js';
import { draftRules } from '../assembly/draft.js';
import { type Model, modelFits, modelOf, models } from '../assembly/draft-models.js';
import { InputError } from '../model/input-problem.js';
import { ruleColumns } from '../model/rule.js';
import type { ReadProblem } from '../planning/inputs.js';
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
  const flags = await withMapFile(
    world,
    readInputFlags('init', inputOptions, given, world.today()),
  );
  const model = modelAsked(given.model);
  const { read: asRead } = await readInputs(world, { accounts, reps }, flags, folder);
  const read = model === undefined ? asRead : byModel(asRead, model);
  const files = new Map([
    ['map.json', mapText(read.asRead, flags.forms, new Map())],
    ['rules.csv', rulesFileText(read.drafted)],
  ]);
  if (!flags.quiet) {
    const { problem } = read;
    const notes = notesText({ ...read, problem, columns: world.stderr.columns });
    world.stderr.write(notes);
  }
  if (!(await writeNew(world, folder, files))) return exitCodes.interrupted;
  if (!flags.quiet) {
    if (model !== undefined) world.stdout.write(modelWords(model));
    world.stdout.write(nextCommand(accounts, reps, folder, read.drafted.length));
  }
  return exitCodes.done;
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

function nextCommand(accounts: string, reps: string, folder: string, drafted: number): string {
  const [map, rules] = ['map.json', 'rules.csv'].map((name) => join(folder, name));
  const words = ['carve', 'plan', accounts, reps, '--map-file', map, '--rules', rules];
  const count = `${drafted} rule${drafted === 1 ? '' : 's'}`;
  return [
    `Wrote ${map}: which header is which column.`,
    drafted === 0
      ? `Wrote ${rules}: nothing in the data called for a rule; its columns are ${ruleColumns.join(', ')}.`
      : `Wrote ${rules}: ${count} drafted from the data, each with its reason in the column note.`,
    '',
    'Read both, change what is not so, then:',
    `  ${words.map(asWord).join(' ')}`,
    '',
  ].join('\n');
}

/** As a shell takes it for one word. */
function asWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
