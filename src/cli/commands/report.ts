import { reportOptions } from '../options.js';
import { type Declare, withOptions } from './declare.js';

export const declareReport: Declare = (program, world, done) => {
  const command = program
    .command('report')
    .description('the plan to show and to send: a page, Markdown, a workbook, a PDF, or text')
    .argument('<plan>', 'the plan folder, or its plan.json; or a folder of carve scenarios');
  withOptions(command, reportOptions).action(
    async (folder: string, flags: Record<string, unknown>) => {
      const { reportCommand } = await import('../report.js');
      done(await reportCommand(world, folder, flags));
    },
  );
};
