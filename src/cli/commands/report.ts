import type { Declare } from './declare.js';
import { threadsOption, withOutputFlags, withPlanInputs } from './shared-flags.js';

export const declareReport: Declare = (program, world, done) => {
  const command = withPlanInputs(
    program
      .command('report')
      .description('the plan to show and to send: a page, Markdown, a workbook, a PDF, or text')
      .argument('<plan>', 'the plan folder, or its plan.json; or a folder of carve scenarios'),
  )
    .option('--out <file>', 'file to write; - or none for stdout')
    .option(
      '--format <format>',
      'html, markdown, xlsx, pdf or text (default: by the ending of --out, else text)',
    )
    .option('--mask', 'stand-ins for names and amounts, the same each time')
    .option('--rules-cost', 'work out first what each rule costs, by planning again without it')
    .addOption(threadsOption());
  withOutputFlags(command).action(async (folder: string, flags: Record<string, unknown>) => {
    const { reportCommand } = await import('../report.js');
    done(await reportCommand(world, folder, flags));
  });
};
