import { Option } from 'commander';
import type { Declare } from './declare.js';
import {
  withInputFiles,
  withInputFlags,
  withOutputFlags,
  withSearchFlags,
} from './shared-flags.js';

export const declareScenarios: Declare = (program, world, done) => {
  const command = withInputFiles(
    program.command('scenarios').description('several plans side by side, with what each gives up'),
  )
    .option('--out <dir>', 'folder to write the plans to (default: carve-out)')
    .option('--scenarios <file>', 'options of your own: name, weights, rules, note')
    .option('--frontier <n>', 'n plans between the fewest moves and the most evenness')
    .option('--assumptions <file>', 'what the estimate of revenue rests on, as JSON')
    .addOption(
      new Option('--format <format>', 'what goes to stdout: text, json or csv').default('text'),
    );
  withOutputFlags(withSearchFlags(withInputFlags(command))).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { scenariosCommand } = await import('../scenarios.js');
      done(await scenariosCommand(world, accounts, reps, flags));
    },
  );
};
