import type { InputProblem } from '../../model/input-problem.js';
import { filledColumn } from '../../model/table.js';
import { fileRoles, type LinkedKind } from './file-roles.js';
import { identityProblems } from './identity.js';
import { inRowOrder } from './records.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

/**
 * Reads a file whose rows each belong to an account. Only the columns that
 * carve knows are kept unless `whole`: a million rows must stay small.
 */
export function readLinked(
  file: string,
  bytes: Uint8Array,
  kind: LinkedKind,
  options: Pick<TableOptions, 'mappings' | 'form'> & {
    readonly whole?: boolean | undefined;
    /** In place of those that a file of its kind needs: one column of each group. */
    readonly needs?: readonly (readonly string[])[];
  },
): TableReading {
  const { columns = [], linked } = fileRoles[kind];
  const { id, needs } = { ...linked, ...(options.needs && { needs: options.needs }) };
  const { mappings = [], whole = false, form } = options;
  const asked = { mappings, onlyKnown: !whole, mayBeEmpty: true, form };
  const reading = readTable(file, bytes, kind, columns, asked);
  const { table, header } = reading;
  if (header === undefined) return reading;
  const missing = needs
    .filter((names) => table.size > 0 && names.every((name) => !filledColumn(table, name)))
    .map((names) => missingColumn(file, kind, names, header));
  const own = id === undefined ? undefined : table.columns.get(id);
  const repeated = own?.kind === 'text' ? identityProblems(table, own, '', true) : [];
  if (missing.length + repeated.length === 0) return reading;
  return { ...reading, problems: inRowOrder([...reading.problems, ...missing, ...repeated]) };
}

function missingColumn(
  file: string,
  kind: LinkedKind,
  names: readonly string[],
  header: readonly string[],
): InputProblem {
  const shown = header.filter((name) => name !== '').slice(0, 30);
  return {
    file,
    what: `has no column ${names.join(' or ')} with values in it`,
    remedy: `add one, or say which it is with --map "${kind}.${names[0]}=HEADER"; the headers are ${shown.map((name) => `"${name}"`).join(', ')}`,
  };
}
