import { Option } from 'commander';
import type { Declare } from './declare.js';
import {
  withInputFiles,
  withInputFlags,
  withOutputFlags,
  withSearchFlags,
} from './shared-flags.js';

export const declarePlan: Declare = (program, world, done) => {
  const command = withInputFiles(
    program.command('plan').description('score, solve, and write a plan folder'),
  )
    .option('--out <dir>', 'folder to write the plan to (default: carve-out)')
    .option(
      '--relax',
      'where the must rules cannot all hold, plan with the least changes that let them',
    )
    .addOption(
      new Option('--format <format>', 'what goes to stdout: text or json').default('text'),
    );
  withOutputFlags(withSearchFlags(withInputFlags(command))).action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { planCommand } = await import('../plan.js');
      done(await planCommand(world, accounts, reps, flags));
    },
  );
};
