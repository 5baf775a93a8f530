import { exportOptions } from '../options.js';
import { type Declare, withOptions, withPlanFolder } from './declare.js';

export const declareExport: Declare = (program, world, done) => {
  const command = withPlanFolder(
    program
      .command('export')
      .description("the file that a CRM's loader takes to carry a plan out, and the one back"),
  );
  withOptions(command, exportOptions).action(
    async (folder: string, flags: Record<string, unknown>) => {
      const { exportCommand } = await import('../export.js');
      done(await exportCommand(world, folder, flags));
    },
  );
};
