import { checkOptions } from '../options.js';
import { type Declare, withInputFiles, withOptions } from './declare.js';

export const declareCheck: Declare = (program, world, done) => {
  const command = withInputFiles(
    program
      .command('check')
      .description("hold today's owners, or an assignments file, against the rules; the CI gate"),
  );
  withOptions(command, checkOptions).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { checkCommand } = await import('../check.js');
      done(await checkCommand(world, accounts, reps, flags));
    },
  );
};
