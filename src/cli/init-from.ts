import { join } from 'node:path';
import { InputError } from '../model/input-problem.js';
import { ruleColumns } from '../model/rule.js';
import { mapText } from '../reports/map-json.js';
import { notesText } from '../reports/notes-text.js';
import { rulesFileText } from '../reports/plan-tables.js';
import { exitCodes } from './exit-codes.js';
import { readInputFlags } from './flags/input-flags.js';
import { writeNew } from './init.js';
import { readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { inputOptions } from './options.js';
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
  const { read } = await readInputs(world, { accounts, reps }, flags, folder);
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
  if (!flags.quiet) world.stdout.write(nextCommand(accounts, reps, folder, read.drafted.length));
  return exitCodes.done;
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
