import { scenariosOptions } from '../options.js';
import { type Declare, withInputFiles, withOptions } from './declare.js';

export const declareScenarios: Declare = (program, world, done) => {
  const command = withInputFiles(
    program.command('scenarios').description('several plans side by side, with what each gives up'),
  );
  withOptions(command, scenariosOptions).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { scenariosCommand } = await import('../scenarios.js');
      done(await scenariosCommand(world, accounts, reps, flags));
    },
  );
};
