import { type Command, Option as CommanderOption } from 'commander';
import type { Option, Options } from '../flags/option.js';
import type { World } from '../world.js';

/** Takes a command's exit code. */
export type Done = (code: number) => void;

/**
 * Adds one command to the program: its words, arguments and flags. What it does
 * is loaded when it is called, so that no command waits for the others' parts.
 */
export type Declare = (program: Command, world: World, done: Done) => void;

/** The two files that most commands begin with. */
export function withInputFiles(command: Command): Command {
  return command
    .argument('<accounts>', 'accounts.csv or a CRM export; - for standard input')
    .argument('<reps>', 'reps.csv or a CRM export');
}

/** The plan folder of a command that reads one again. */
export function withPlanFolder(command: Command): Command {
  return command.argument('<plan>', 'the plan folder, or its plan.json');
}

/** The flags of a command, in the order in which --help shows them. */
export function withOptions(command: Command, options: Options): Command {
  for (const option of Object.values(options)) command.addOption(declared(option));
  return command;
}

function declared(option: Option): CommanderOption {
  const shown = new CommanderOption(option.flag, option.help);
  switch (option.kind) {
    case 'switch':
      return shown;
    case 'repeated':
      return shown.argParser((value: string, all: string[] = []) => [...all, value]);
    case 'single':
      if (option.required) shown.makeOptionMandatory();
      return option.shown ? shown.default(option.absent) : shown;
  }
}
