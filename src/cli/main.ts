import { availableParallelism } from 'node:os';
import { type Argument, Command, CommanderError } from 'commander';
import { InputError } from '../model/input-problem.js';
import { version } from '../planning/version.js';
import { logText } from '../reports/document/terminal.js';
import { visibleText } from '../reports/document/visible-text.js';
import { andList } from '../reports/document/words.js';
import { problemsText } from '../reports/problems-text.js';
import { commandToPaste } from './command-to-paste.js';
import { declareCommands, inGroups } from './commands.js';
import { exitCodeHelp, exitCodes } from './exit-codes.js';
import { withGatedStderr } from './gated-world.js';
import { exampleText, jobsText } from './jobs.js';
import { guardedStreams, type Streams } from './streams.js';
import type { World } from './world.js';

/** Runs carve with the given arguments in the real world and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const written: string[] = [];
  const streams = guardedStreams(process.stdout, process.stderr, () => {
    process.exitCode = exitCodes.badInput;
    return written.length === 0
      ? 'nothing was written'
      : `what was written stands: ${andList(written)}`;
  });
  const code = await run(args, { ...realWorld(streams), wrote: (folder) => written.push(folder) });
  process.exitCode = streams.failed() ? exitCodes.badInput : code;
}

/** Runs carve and returns its exit code. Heavy parts are loaded by the command that needs them. */
export async function run(args: readonly string[], ungated: World): Promise<number> {
  const world = withGatedStderr(ungated);
  let code: number = exitCodes.done;
  const program = commands(world, (result) => {
    code = result;
  });
  if (args.length === 0) {
    world.stderr.write(jobsText);
    return exitCodes.badInput;
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    }
    if (error instanceof InputError) {
      world.stderr.write(problemsText(error.problems, { columns: world.stderr.columns }));
      const mended = commandToPaste(args, error.problems);
      if (mended !== undefined) world.stderr.write(`Try:\n  ${mended}\n`);
      return exitCodes.badInput;
    }
    world.stderr.write(defectText(error));
    return exitCodes.defect;
  }
}

function commands(world: World, done: (code: number) => void): Command {
  const program = new Command('carve')
    .description('Fair, explainable sales territories, with a proof of how good they are.')
    .version(version)
    .addHelpText('after', exitCodeHelp)
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .configureHelp({
      groupItems: inGroups,
      // Short enough to leave room for what the command does: each has options.
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.map(argumentWords)].join(' '),
    })
    .commandsGroup('Help:')
    .helpCommand('help [command]', 'what a command does, and its flags')
    .exitOverride()
    .showHelpAfterError('(carve --help shows what there is)');
  declareCommands(program, world, done);
  for (const command of program.commands) {
    refuseRepeats(command);
    command.addHelpText('after', exampleText(command.name()));
    const wanted = command.registeredArguments
      .map(argumentWords)
      .concat(command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags))
      .join(' ');
    const help = `(it is: carve ${command.name()} ${wanted}; carve ${command.name()} --help shows every flag)`;
    command.showHelpAfterError(logText([help], world.stderr.columns, 1).trimEnd());
  }
  return program;
}

function argumentWords(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** A flag with a value is given once: of two, the laxer might count. Those that gather values say so themselves. */
function refuseRepeats(command: Command): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg !== undefined) continue;
    let given: string | undefined;
    command.on(`option:${option.name()}`, (value: string) => {
      if (given !== undefined) {
        const what = 'is given twice';
        const remedy = 'keep one of the two';
        const file = `--${option.name()}`;
        throw new InputError([{ file, what, value: `${given} and ${value}`, remedy }]);
      }
      given = value;
    });
  }
}

function realWorld({ stdout, stderr }: Streams): World {
  return {
    stdout,
    stderr,
    readStdin: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
    environment: process.env,
    cwd: process.cwd(),
    today: () => {
      const now = new Date();
      const two = (part: number): string => String(part).padStart(2, '0');
      return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    },
    cores: availableParallelism(),
    now: () => performance.now(),
  };
}

function defectText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const where = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : '';
  return `carve ran into a defect of its own: ${visibleText(message)}${where === '' ? '' : ` (${where.replace(/\(.*[/\\]/, '(')})`}\nNothing was written. Please report it with the command and, if you may, the files.\n`;
}
