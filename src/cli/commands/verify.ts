import { Option } from 'commander';
import type { Declare } from './declare.js';
import { withOutputFlags } from './shared-flags.js';

export const declareVerify: Declare = (program, world, done) => {
  const command = program
    .command('verify')
    .description('work every figure of a plan folder out again, and prove its bound again')
    .argument('<plan>', 'the plan folder')
    .option('--accounts <file>', 'the account file, where it is no longer where plan.json says')
    .option('--reps <file>', 'the rep file, likewise')
    .option('--rules <file>', 'the rules file, likewise')
    .option('--distances <file>', 'the distances file, likewise')
    .addOption(
      new Option('--format <format>', 'what goes to stdout: text or json').default('text'),
    );
  withOutputFlags(command).action(async (folder: string, flags: Record<string, unknown>) => {
    const { verifyCommand } = await import('../verify.js');
    done(await verifyCommand(world, folder, flags));
  });
};
