import { readAccounts } from '../inputs/csv/accounts-and-reps.js';
import { csvOfJson, isJson } from '../inputs/csv/json-rows.js';
import { parseMappings } from '../inputs/csv/mapping.js';
import type { TableReading } from '../inputs/csv/table-reader.js';
import { loaderPieces } from '../inputs/csv/write.js';
import { InputError } from '../model/input-problem.js';
import { cellText } from '../model/table.js';
import { contents, type NamedBytes } from '../planning/inputs.js';
import { idsIn, withNewAccounts } from '../planning/new-accounts.js';
import { readNamedFile } from './files.js';
import type { InputFlags } from './flags/input-flags.js';
import { asTable, readTableFile } from './table-files.js';
import type { World } from './world.js';

/** The file of new accounts as a plan folder can name it. */
export const keptName = 'new.csv';

/** New accounts, read. */
export interface NewFile {
  /** As the user named it. */
  readonly name: string;
  /** Their ids, in the order of the file. */
  readonly ids: readonly string[];
  /**
   * What the folder keeps of them where the file itself will not do: it came
   * from standard input or was JSON, or accounts were given out before.
   */
  readonly kept: Uint8Array | undefined;
}

/**
 * Reads new accounts: CSV as accounts are read, or JSON.
 *
 * @param before the file of those that were given out before, which the plan goes on from
 * @throws InputError with all that is wrong with them.
 */
export async function readNewFile(
  world: World,
  name: string,
  flags: Pick<InputFlags, 'map' | 'forms'>,
  before: string | undefined,
): Promise<NewFile> {
  const form = flags.forms.new ?? flags.forms.accounts;
  const { file, problems } = await readTableFile(world, name, form);
  if (file === undefined) throw new InputError(problems);
  const json = file.sheet === undefined && isJson(file.bytes);
  const converted = json ? csvOfJson(file.name, file.bytes) : undefined;
  const faults = [...problems, ...(converted?.problems ?? [])];
  if (faults.length > 0) throw new InputError(faults);
  const rows: NamedBytes = converted === undefined ? file : { name, bytes: converted.bytes };
  const { mappings } = parseMappings(flags.map);
  const reading = readAccounts(...contents(rows), { mappings, form });
  if (reading.problems.length > 0) throw new InputError(reading.problems);
  const ids = idsIn(reading.table);
  if (before === undefined) {
    return { name, ids, kept: name === '-' || json ? rows.bytes : undefined };
  }
  const earlier = await asTable(await readNamedFile(world, before), flags.forms.new);
  if (earlier.file === undefined) throw new InputError(earlier.problems);
  const first = readAccounts(...contents(earlier.file), { mappings, form: flags.forms.new });
  return { name, ids, kept: written(withNewAccounts(first, reading)) };
}

/** A table as a file whose headers are the columns' own names. */
function written({ table, problems }: TableReading): Uint8Array {
  if (problems.length > 0) throw new InputError(problems);
  const columns = [...table.columns.values()];
  const rows = Array.from({ length: table.size }, (_, row) =>
    columns.map((column) => cellText(column, row)),
  );
  const header = columns.map(({ name }) => name);
  return new TextEncoder().encode([...loaderPieces(header, rows)].join(''));
}
