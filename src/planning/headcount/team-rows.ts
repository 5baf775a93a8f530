import type { FileForm } from '../../inputs/csv/file-form.js';
import { readRecords } from '../../inputs/csv/records.js';
import { writeCsv } from '../../inputs/csv/write.js';
import type { Table } from '../../model/table.js';
import type { NamedBytes } from '../named-bytes.js';

/** What changes in a rep file so that it has another number of reps. */
export interface TeamChange {
  /** Reps who are left out, by index. */
  readonly without: readonly number[];
  /** For each rep who is yet to be hired, whose territory they would share, by index. */
  readonly like: readonly number[];
  /** The annual quota of those; undefined: nobody has one. */
  readonly quota: number | undefined;
}

/** Cells that a person who is yet to be hired has of their own. */
const own: Readonly<Record<string, string>> = {
  email: '',
  status: 'active',
  capacity: '1',
  ramp: '1',
  start_date: '',
  end_date: '',
  attained: '',
  max_accounts: '',
};

/** Ids that no rep of the file has: TBH1, TBH2 and so on. */
export function placeholderIds(taken: readonly string[], count: number): readonly string[] {
  const known = new Set(taken.map((id) => id.toLowerCase()));
  const ids: string[] = [];
  for (let number = 1; ids.length < count; number++) {
    if (!known.has(`tbh${number}`)) ids.push(`TBH${number}`);
  }
  return ids;
}

/**
 * The rep file with other people in it: rows as they stand, those who are left
 * out with the status `left`, those to be hired at the end, each a copy of the
 * rep whose territory they would share.
 */
export function teamFile(
  { name, bytes }: NamedBytes,
  table: Table,
  ids: readonly string[],
  change: TeamChange,
  form: FileForm | undefined,
): NamedBytes {
  let header: readonly string[] = [];
  const rows = new Map<number, string[]>();
  readRecords(
    name,
    bytes,
    (names) => {
      header = names;
      return (cells, row) => rows.set(row, [...cells]);
    },
    { encoding: form?.encoding, mayHaveFooter: true },
  );
  const places = new Map(
    [...table.columns].flatMap(([column, { header: written }]) => {
      const at = header.indexOf(written);
      return at < 0 ? [] : [[column, at] as const];
    }),
  );
  const hasStatus = places.has('status');
  const columns = hasStatus ? header : [...header, 'status'];
  const status = places.get('status') ?? header.length;
  const rowOf = (rep: number): string[] => rows.get(table.rowNumbers[rep]) ?? [];
  for (const rep of change.without) rowOf(rep)[status] = 'left';
  const hired = placeholderIds(ids, change.like.length).map((id, at) => {
    const cells = [...rowOf(change.like[at])];
    const given: Readonly<Record<string, string>> = {
      ...own,
      ...(change.quota !== undefined && { quota: String(Math.round(change.quota)) }),
    };
    for (const [column, text] of Object.entries(given)) {
      const place = places.get(column);
      if (place !== undefined) cells[place] = text;
    }
    for (const column of ['rep_name', 'rep_id']) {
      const place = places.get(column);
      if (place !== undefined) cells[place] = id;
    }
    cells[status] = 'active';
    return cells;
  });
  const all = [...rows.values(), ...hired].map((cells) => columns.map((_, at) => cells[at] ?? ''));
  return { name, bytes: Buffer.from(writeCsv(columns, all)) };
}
