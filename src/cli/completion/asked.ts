import type { Command, Option as CommanderOption } from 'commander';
import { DeclaredOption } from '../declared-option.js';
import { shells } from './scripts.js';

// What may stand at the cursor, told by the commands and tables of flags alone: a new flag needs
// nothing here.

/** A word that would do, and what it means. */
export interface Candidate {
  readonly value: string;
  readonly meaning: string;
}

/** Something that stands in a plan folder. */
export type OfPlan = 'accounts' | 'reps' | 'rules';

/** What may stand in one place. */
export type Slot =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  | { readonly kind: 'path'; readonly only: 'files' | 'folders' }
  /** Of the plan that the command line names. */
  | { readonly kind: 'of plan'; readonly what: readonly OfPlan[] }
  /** A column of the files that the command line names; `mapped`: to be given one that carve knows. */
  | { readonly kind: 'column'; readonly mapped: boolean };

/** What is asked for at the end of a command line. */
export interface Asked {
  readonly slots: readonly Slot[];
  /** What is typed of it. */
  readonly typed: string;
  /** What stands before it in the same word, such as `--format=`. */
  readonly before: string;
  /** The arguments of the command so far, and the values of its flags by their names. */
  readonly named: readonly string[];
  readonly given: ReadonlyMap<string, string>;
}

const file: Slot = { kind: 'path', only: 'files' };
const folder: Slot = { kind: 'path', only: 'folders' };

/** Slots by what the tables call a value; any other is free text. */
const slotsByPlaceholder: Readonly<Record<string, readonly Slot[]>> = {
  dir: [folder],
  folder: [folder],
  file: [file],
  files: [file],
  'plan.json': [file],
  'coverage.json': [file],
  base: [file],
  a: [file],
  b: [file],
  accounts: [file],
  reps: [file],
  new: [file],
  plan: [folder, file],
  who: [{ kind: 'of plan', what: ['reps', 'accounts'] }],
  account: [{ kind: 'of plan', what: ['accounts'] }],
  rep: [{ kind: 'of plan', what: ['reps'] }],
  row: [{ kind: 'of plan', what: ['rules'] }],
  column: [{ kind: 'column', mapped: false }],
  filter: [{ kind: 'column', mapped: false }],
  shell: [wordsSlot(shells)],
  'column=header': [{ kind: 'column', mapped: true }],
};

/** @param words what follows `carve` up to the cursor; the last may be empty. */
export function askedFor(program: Command, words: readonly string[]): Asked {
  const typed = words.at(-1) ?? '';
  const said = words.slice(0, -1);
  const nothing = { typed, before: '', named: [], given: new Map<string, string>() };
  const isHelp = said[0] === 'help';
  const command = program.commands.find((one) => one.name() === said[0]);
  if (command === undefined) {
    if (said.length > (isHelp ? 1 : 0)) return { slots: [], ...nothing };
    const slots = typed.startsWith('-') ? [flagsOf(program, new Set())] : [commandsOf(program)];
    return { slots, ...nothing };
  }
  return askedOf(command, said.slice(1), typed);
}

function askedOf(command: Command, said: readonly string[], typed: string): Asked {
  const named: string[] = [];
  const given = new Map<string, string>();
  let waiting: CommanderOption | undefined;
  let flagsEnded = false;
  for (const word of said) {
    if (!flagsEnded && word === '--') {
      flagsEnded = true;
      waiting = undefined;
    } else if (!flagsEnded && word.startsWith('--')) {
      const { option, value } = flagIn(command, word);
      if (option !== undefined) given.set(option.name(), value ?? '');
      waiting = option?.required === true && value === undefined ? option : undefined;
    } else if (waiting !== undefined) {
      given.set(waiting.name(), word);
      if (!waiting.variadic) waiting = undefined;
    } else {
      named.push(word);
    }
  }
  const asked = { typed, before: '', named, given };
  if (!flagsEnded && typed.startsWith('--') && typed.includes('=')) {
    const { option, value } = flagIn(command, typed);
    const before = typed.slice(0, typed.indexOf('=') + 1);
    const slots = option === undefined ? [] : valuesOf(option);
    return { ...asked, slots, typed: value ?? '', before };
  }
  if (waiting !== undefined && !(waiting.variadic && typed.startsWith('-'))) {
    return { ...asked, slots: valuesOf(waiting) };
  }
  if (!flagsEnded && typed.startsWith('-'))
    return { ...asked, slots: [flagsOf(command, new Set(given.keys()))] };
  const { registeredArguments: all } = command;
  const last = all.at(-1);
  const argument = all[named.length] ?? (last?.variadic ? last : undefined);
  if (argument === undefined) return { ...asked, slots: [flagsOf(command, new Set(given.keys()))] };
  return { ...asked, slots: slotsByPlaceholder[argument.name()] ?? [] };
}

function flagIn(
  command: Command,
  word: string,
): { readonly option: CommanderOption | undefined; readonly value: string | undefined } {
  const equals = word.indexOf('=');
  const name = equals === -1 ? word : word.slice(0, equals);
  const option = command.options.find(({ long }) => long === name);
  return { option, value: equals === -1 ? undefined : word.slice(equals + 1) };
}

function valuesOf(option: CommanderOption): readonly Slot[] {
  const words = option instanceof DeclaredOption ? option.words : undefined;
  if (words !== undefined) return [wordsSlot(words)];
  const placeholder = /[<[]([^>\].]+(?:\.json)?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1] ?? '';
  return slotsByPlaceholder[placeholder] ?? [];
}

/** The flags of a command but those that were given and may be given once. */
function flagsOf(command: Command, given: ReadonlySet<string>): Slot {
  const words = command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => !given.has(option.name()) || isRepeatable(option))
    .map(({ long, flags, description }) => ({ value: long ?? flags, meaning: description }));
  return { kind: 'words', words };
}

function isRepeatable(option: CommanderOption): boolean {
  return option instanceof DeclaredOption && option.table.kind === 'repeated';
}

function commandsOf(program: Command): Slot {
  const words = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => ({ value: command.name(), meaning: command.description() }));
  return { kind: 'words', words };
}

function wordsSlot(words: readonly string[]): Slot {
  return { kind: 'words', words: words.map((value) => ({ value, meaning: '' })) };
}
