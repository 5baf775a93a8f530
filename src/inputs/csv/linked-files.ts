import type { InputProblem } from '../../model/input-problem.js';
import { filledColumn } from '../../model/table.js';
import type { ColumnSpec } from './column-spec.js';
import { identityProblems } from './identity.js';
import { activityColumns, contactColumns, opportunityColumns } from './opportunity-columns.js';
import { inRowOrder } from './records.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

/** Files whose rows each belong to an account. */
export type LinkedKind = 'opportunities' | 'activities' | 'contacts';

interface LinkedSpec {
  readonly columns: readonly ColumnSpec[];
  /** Its own id, where it has one: no two rows may share it. */
  readonly id?: string;
  /** One column of each group must be there with values. */
  readonly needs: readonly (readonly string[])[];
}

const account = ['account_id', 'account_name'];

const specs: Readonly<Record<LinkedKind, LinkedSpec>> = {
  opportunities: {
    columns: opportunityColumns,
    id: 'opportunity_id',
    needs: [account, ['stage', 'status', 'is_closed', 'is_won']],
  },
  activities: { columns: activityColumns, needs: [account, ['date']] },
  contacts: { columns: contactColumns, id: 'contact_id', needs: [account, ['owner']] },
};

/**
 * Reads a file of opportunities, activities or contacts. Only the columns that
 * carve knows are kept unless `whole`: a million rows must stay small.
 */
export function readLinked(
  file: string,
  bytes: Uint8Array,
  kind: LinkedKind,
  options: Pick<TableOptions, 'mappings' | 'form'> & { readonly whole?: boolean | undefined },
): TableReading {
  const { columns, id, needs } = specs[kind];
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
