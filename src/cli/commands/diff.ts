import { diffOptions } from '../options.js';
import { type Declare, withOptions } from './declare.js';

export const declareDiff: Declare = (program, world, done) => {
  const command = program
    .command('diff')
    .description('what differs between two plan folders, assignment files or CRM exports')
    .argument('<a>', 'a plan folder, a file with account_id and rep_id, or a CRM export')
    .argument('<b>', 'the same; with --base, <a> is mine and <b> is theirs');
  withOptions(command, diffOptions).action(
    async (a: string, b: string, flags: Record<string, unknown>) => {
      const { diffCommand } = await import('../diff.js');
      done(await diffCommand(world, a, b, flags));
    },
  );
};
