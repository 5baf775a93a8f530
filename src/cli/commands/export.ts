import { crmNames } from '../../crm/crm.js';
import type { Declare } from './declare.js';
import { withFormFlags, withMapFlag, withOutputFlags, withPlanFolder } from './shared-flags.js';

export const declareExport: Declare = (program, world, done) => {
  const command = withPlanFolder(
    program
      .command('export')
      .description("the file that a CRM's loader takes to carry a plan out, and the one back"),
  )
    .requiredOption('--for <crm>', `whose loader: ${crmNames.join(', ')}`)
    .option('--out <dir>', 'folder to write', 'carve-out')
    .option('--owner-column <column>', 'column of the rep file with the owner as the CRM knows it')
    .option('--id-column <column>', "column of the account file with the CRM's ids")
    .option('--house <owner>', 'who gets released accounts; without it they stay as they are')
    .option(
      '--open-opportunities <what>',
      'open ones of the plan: follow their account, or owned (only those of its owner do), or stay (default: follow)',
    )
    .option('--contacts <file>', 'a CRM export of contacts, who follow their account');
  withOutputFlags(withFormFlags(withMapFlag(command))).action(
    async (folder: string, flags: Record<string, unknown>) => {
      const { exportCommand } = await import('../export.js');
      done(await exportCommand(world, folder, flags));
    },
  );
};
