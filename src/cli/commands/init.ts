import type { Declare } from './declare.js';

export const declareInit: Declare = (program, world, done) => {
  program
    .command('init')
    .description('write a working example to start from')
    .argument('[folder]', 'where to write it', 'carve-example')
    .option('--quiet', 'say nothing but errors')
    .action(async (folder: string, flags: Record<string, unknown>) => {
      const { initCommand } = await import('../init.js');
      done(await initCommand(world, folder, flags));
    });
};
