import type { LinkedFile } from '../crm/linked-owners.js';
import type { FileForm } from '../inputs/csv/file-form.js';
import { readLinked } from '../inputs/csv/linked-files.js';
import { parseMappings, unusedMappings } from '../inputs/csv/mapping.js';
import { OpportunityState } from '../inputs/opportunities/states.js';
import { accountsOfRows } from '../inputs/opportunities/whose.js';
import { InputError } from '../model/input-problem.js';
import { noteSentences, type ReadProblem } from './inputs.js';
import { rowAccountNotes } from './linked-notes.js';
import { contents, type NamedBytes } from './named-bytes.js';

/**
 * The opportunities of a plan as an export takes them; undefined where it was
 * made without.
 *
 * @param open whether open ones follow their account, only those that its owner holds, or stay.
 */
export function opportunitiesFile(
  { linked }: ReadProblem,
  open: 'follow' | 'owned' | 'stay',
): LinkedFile | undefined {
  if (linked?.opportunities === undefined) return undefined;
  const { table, account, states } = linked.opportunities;
  const mayMove = states.state.map((state) =>
    state === OpportunityState.open && open !== 'stay' ? 1 : 0,
  );
  return { kind: 'opportunities', table, account, mayMove, ownersOnly: open === 'owned' };
}

/**
 * Contacts, all of whom follow their account.
 *
 * @param how values of `--map` as given, and what the file does not say of itself.
 * @throws InputError with everything that is wrong with the file.
 */
export function contactsFile(
  { assembled }: ReadProblem,
  contacts: NamedBytes,
  how: { readonly map: readonly string[]; readonly form?: FileForm | undefined },
): { readonly file: LinkedFile; readonly notes: readonly string[] } {
  const mapping = parseMappings(how.map);
  const { mappings } = mapping;
  const reading = readLinked(...contents(contacts), 'contacts', {
    mappings,
    whole: true,
    form: how.form,
  });
  const problems = [
    ...mapping.problems,
    ...reading.problems,
    ...unusedMappings(mappings, { contacts: reading.header }),
  ];
  if (problems.length > 0) throw new InputError(problems);
  const { table } = reading;
  const rowAccounts = accountsOfRows(table, assembled.accounts);
  const mayMove = new Uint8Array(table.size).fill(1);
  const notes = rowAccountNotes(assembled.accounts, table, rowAccounts, [
    'contact',
    'contacts',
    'stay as they are',
  ]);
  return {
    file: { kind: 'contacts', table, account: rowAccounts.account, mayMove, ownersOnly: false },
    notes: [...noteSentences(reading), ...notes],
  };
}
