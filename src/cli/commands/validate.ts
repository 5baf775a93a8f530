import { validateOptions } from '../options.js';
import { type Declare, withInputFiles, withOptions } from './declare.js';

export const declareValidate: Declare = (program, world, done) => {
  const command = withInputFiles(
    program
      .command('validate')
      .description('find every problem in the data before anything is planned'),
  );
  withOptions(command, validateOptions).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { validateCommand } = await import('../validate.js');
      done(await validateCommand(world, accounts, reps, flags));
    },
  );
};
