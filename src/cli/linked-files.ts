import type { LinkedFile } from '../crm/linked-owners.js';
import { InputError } from '../model/input-problem.js';
import type { ReadProblem } from '../planning/inputs.js';
import { contactsFile, opportunitiesFile } from '../planning/linked-exports.js';
import type { ExportFlags } from './flags/export-flags.js';
import { idleSheets, readTableFile } from './table-files.js';
import type { World } from './world.js';

/**
 * The opportunities of a plan and the contacts of `--contacts`, whose owners go along.
 *
 * @throws InputError where the contacts cannot be read.
 */
export async function linkedFiles(
  world: World,
  read: ReadProblem,
  flags: Pick<ExportFlags, 'openOpportunities' | 'contacts' | 'map' | 'forms'>,
): Promise<{ readonly files: readonly LinkedFile[]; readonly notes: readonly string[] }> {
  const deals = opportunitiesFile(read, flags.openOpportunities);
  const files = deals === undefined ? [] : [deals];
  if (flags.contacts === undefined) {
    if (flags.map.length === 0) return { files, notes: [] };
    const what = 'maps the headers of contacts, and none are given';
    throw new InputError([{ file: '--map', what, remedy: 'give them with --contacts FILE' }]);
  }
  const { map, forms } = flags;
  const form = forms.contacts;
  const { file, problems } = await readTableFile(world, flags.contacts, form);
  if (file === undefined || problems.length > 0) throw new InputError(problems);
  const idle = idleSheets([{ file, form }]);
  if (idle.length > 0) throw new InputError(idle);
  const contacts = contactsFile(read, file, { map, form });
  return { files: [...files, contacts.file], notes: contacts.notes };
}
