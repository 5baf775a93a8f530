import { availableParallelism } from 'node:os';
import { Command, CommanderError, Option } from 'commander';
import { InputError } from '../model/input-problem.js';
import { version } from '../planning/version.js';
import { problemsText } from '../reports/problems-text.js';
import { exitCodeHelp, exitCodes } from './exit-codes.js';
import { guardedStreams, type Streams } from './streams.js';
import type { World } from './world.js';

/** Runs carve with the given arguments in the real world and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const streams = guardedStreams(process.stdout, process.stderr, () => {
    process.exitCode = exitCodes.badInput;
  });
  const code = await run(args, realWorld(streams));
  process.exitCode = streams.failed() ? exitCodes.badInput : code;
}

/** Runs carve and returns its exit code. Heavy parts are loaded by the command that needs them. */
export async function run(args: readonly string[], world: World): Promise<number> {
  let code: number = exitCodes.done;
  const program = commands(world, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    }
    if (error instanceof InputError) {
      world.stderr.write(problemsText(error.problems, { columns: world.stderr.columns }));
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
    .exitOverride()
    .showHelpAfterError('(carve --help shows what there is)');

  withPlanFlags(
    program
      .command('plan')
      .description('score, solve, and write a plan folder')
      .argument('<accounts>', 'accounts.csv or a CRM export; - for standard input')
      .argument('<reps>', 'reps.csv or a CRM export'),
  ).action(async (accounts: string, reps: string, flags: Record<string, unknown>) => {
    const { planCommand } = await import('./plan.js');
    done(await planCommand(world, accounts, reps, flags));
  });

  program
    .command('init')
    .description('write a working example to start from')
    .argument('[folder]', 'where to write it', 'carve-example')
    .option('--quiet', 'say nothing but errors')
    .action(async (folder: string, flags: Record<string, unknown>) => {
      const { initCommand } = await import('./init.js');
      done(await initCommand(world, folder, flags));
    });
  return program;
}

/** The flags that mean the same everywhere (contract 1). */
function withPlanFlags(command: Command): Command {
  return command
    .option('--rules <file>', 'rules.csv; without it, safe rules are drafted from the data')
    .option('--bare', 'no drafted rules')
    .option('--out <dir>', 'folder to write the plan to (default: carve-out)')
    .addOption(new Option('--format <format>', 'what goes to stdout: text or json').default('text'))
    .option('--as-of <date>', 'the day that dates are counted from, YYYY-MM-DD (default: today)')
    .option(
      '--map <column=header>',
      'take a header for a column; repeatable',
      (value: string, all: string[] = []) => [...all, value],
    )
    .option(
      '--weights <name=w,…>',
      'weights by term, such as potential=4,disruption=1',
      (value, all: string[] = []) => [...all, value],
    )
    .option(
      '--share-by <column>',
      'share territories by this column of the rep file instead of capacity',
    )
    .option('--distances <file>', 'account_id, rep_id, km for every pair the rules allow')
    .option(
      '--potential-cap <p95|none>',
      'whether potential from revenue or employees is capped (default: p95)',
    )
    .option('--seed <n>', 'seed of the search (default: 1)')
    .option('--effort <effort>', 'quick, normal or thorough (default: normal)')
    .option('--time-limit <seconds>', 'stop the search after this time')
    .option('--threads <n>', 'threads to use; never changes the plan (default: all cores)')
    .option('--quiet', 'say nothing but errors')
    .option('--no-color', 'no colour (also NO_COLOR)');
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
  return `carve ran into a defect of its own: ${message}${where === '' ? '' : ` (${where.replace(/\(.*[/\\]/, '(')})`}\nNothing was written. Please report it with the command and, if you may, the files.\n`;
}
