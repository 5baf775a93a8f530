import { initOptions } from '../options.js';
import { type Declare, withOptions } from './declare.js';

export const declareInit: Declare = (program, world, done) => {
  const command = program
    .command('init')
    .description('write a working example to start from, or a draft for your own exports')
    .argument('[folder]', 'where to write it (default: carve-example, with --from carve-draft)');
  withOptions(command, initOptions).action(
    async (named: string | undefined, flags: Record<string, unknown>) => {
      if (!Array.isArray(flags.from)) {
        const { initCommand } = await import('../init.js');
        done(await initCommand(world, named ?? 'carve-example', flags));
        return;
      }
      const { draftFolder, initFromCommand } = await import('../init-from.js');
      // The flag takes all words that follow it; the third is the folder.
      const words = flags.from.map(String);
      const last = named === undefined && words.length === 3 ? words.pop() : undefined;
      done(await initFromCommand(world, words, named ?? last ?? draftFolder, flags));
    },
  );
};
