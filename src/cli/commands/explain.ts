import { explainOptions } from '../options.js';
import { type Declare, withOptions, withPlanFolder } from './declare.js';

export const declareExplain: Declare = (program, world, done) => {
  const command = withPlanFolder(
    program
      .command('explain')
      .description('why an account is where it is, what moving it would cost, what a rule costs'),
  ).argument('[who]', 'an account (id or name) or a rep (rep_id, e-mail or name); none: the plan');
  withOptions(command, explainOptions).action(
    async (folder: string, who: string | undefined, flags: Record<string, unknown>) => {
      const { explainCommand } = await import('../explain.js');
      done(await explainCommand(world, folder, who, flags));
    },
  );
};
