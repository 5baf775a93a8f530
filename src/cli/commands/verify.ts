import { verifyOptions } from '../options.js';
import { type Declare, withOptions, withPlanFolder } from './declare.js';

export const declareVerify: Declare = (program, world, done) => {
  const command = withPlanFolder(
    program
      .command('verify')
      .description('work every figure of a plan folder out again, and prove its bound again'),
  );
  withOptions(command, verifyOptions).action(
    async (folder: string, flags: Record<string, unknown>) => {
      const { verifyCommand } = await import('../verify.js');
      done(await verifyCommand(world, folder, flags));
    },
  );
};
