import { Option } from 'commander';
import type { Declare } from './declare.js';
import { withFormFlags, withMapFlags, withOutputFlags } from './shared-flags.js';

export const declareDiff: Declare = (program, world, done) => {
  const command = program
    .command('diff')
    .description('what differs between two plan folders, assignment files or CRM exports')
    .argument('<a>', 'a plan folder, a file with account_id and rep_id, or a CRM export')
    .argument('<b>', 'the same; with --base, <a> is mine and <b> is theirs')
    .option('--by <view>', 'all there is by rep, account or rule, in place of an overview')
    .option(
      '--base <base>',
      'what both started from: tells what each changed, and where they collide',
    )
    .option('--merge <file>', 'with --base: write the merge here; exits 1 while conflicts are left')
    .option('--prefer <side>', 'with --base: settle conflicts for mine or theirs')
    .option('--exit-code', 'exit 1 where they differ; with --base, where a conflict is left')
    .option('--reps <file>', 'rep file that turns the owners of CRM exports into rep_ids')
    .addOption(
      new Option('--format <format>', 'what goes to stdout: text, csv, json or markdown').default(
        'text',
      ),
    );
  withOutputFlags(withFormFlags(withMapFlags(command))).action(
    async (a: string, b: string, flags: Record<string, unknown>) => {
      const { diffCommand } = await import('../diff.js');
      done(await diffCommand(world, a, b, flags));
    },
  );
};
