import { planOptions } from '../options.js';
import { type Declare, withInputFiles, withOptions } from './declare.js';

export const declarePlan: Declare = (program, world, done) => {
  const command = withInputFiles(
    program.command('plan').description('score, solve, and write a plan folder'),
  );
  withOptions(command, planOptions).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { planCommand } = await import('../plan.js');
      done(await planCommand(world, accounts, reps, flags));
    },
  );
};
