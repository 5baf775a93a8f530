import { Option } from 'commander';
import type { Declare } from './declare.js';
import { withInputFiles, withInputFlags, withOutputFlags } from './shared-flags.js';

export const declareCheck: Declare = (program, world, done) => {
  const command = withInputFiles(
    program
      .command('check')
      .description("hold today's owners, or an assignments file, against the rules; the CI gate"),
  )
    .option(
      '--assignments <file>',
      "check this file, carve's or one edited by hand, in place of today's owners",
    )
    .option('--max-deviation <share>', 'nobody further off in potential or workload, such as 10%')
    .addOption(
      new Option(
        '--against <yardstick>',
        'what --max-deviation is measured from: target, or the median or mean of the pool',
      ).default('target'),
    )
    .option('--max-gini <number>', 'no Gini coefficient of potential or workload above this')
    .option('--max-unowned <n>', 'at most this many accounts without a live rep, such as 5 or 2%')
    .option(
      '--baseline <plan.json>',
      'the plan that was adopted: keep, locked and budget rows are judged, and drift is told, since then',
    )
    .option('--strict', 'warnings fail too')
    .addOption(
      new Option(
        '--format <format>',
        'what goes to stdout: text, json, junit, sarif, github or markdown',
      ).default('text'),
    );
  withInputFlags(command);
  withOutputFlags(command, 'no notes on stderr; the report on stdout stays').action(
    async (accounts: string, reps: string, flags: Record<string, unknown>) => {
      const { checkCommand } = await import('../check.js');
      done(await checkCommand(world, accounts, reps, flags));
    },
  );
};
