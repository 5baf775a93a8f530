import { Option } from 'commander';
import type { Declare } from './declare.js';
import { withInputFiles, withInputFlags, withOutputFlags } from './shared-flags.js';

export const declareValidate: Declare = (program, world, done) => {
  const command = withInputFiles(
    program
      .command('validate')
      .description('find every problem in the data before anything is planned'),
  )
    .addOption(
      new Option(
        '--format <format>',
        'what goes to stdout: text, json, markdown, or csv (a worklist)',
      ).default('text'),
    )
    .option('--fail-on <severity>', 'exit with 1 on a finding: error, or warning (and errors)');
  withOutputFlags(withInputFlags(command)).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { validateCommand } = await import('../validate.js');
      done(await validateCommand(world, accounts, reps, flags));
    },
  );
};
