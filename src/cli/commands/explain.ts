import type { Declare } from './declare.js';
import { threadsOption, withOutputFlags, withPlanFolder } from './shared-flags.js';

export const declareExplain: Declare = (program, world, done) => {
  const command = withPlanFolder(
    program
      .command('explain')
      .description('why an account is where it is, what moving it would cost, what a rule costs'),
  )
    .argument('[who]', 'an account (id or name) or a rep (rep_id, e-mail or name); none: the plan')
    .option('--account <account>', 'an account, where a rep has that name too')
    .option('--rep <rep>', 'a rep, where an account has that name too')
    .option('--to <rep>', 'what would change if the account went to this rep')
    .option(
      '--rule <row>',
      'what a row costs, by planning again without it: 7, accounts.csv:12, reps.csv:3',
    )
    .option('--rules-cost', 'the same for every row, in a table')
    .addOption(threadsOption());
  withOutputFlags(command).action(
    async (folder: string, who: string | undefined, flags: Record<string, unknown>) => {
      const { explainCommand } = await import('../explain.js');
      done(await explainCommand(world, folder, who, flags));
    },
  );
};
