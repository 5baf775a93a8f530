import { readOwn } from '../../src/inputs/csv/read-own.js';
import { readRecords } from '../../src/inputs/csv/records.js';

/** A column of a CSV file, cell for cell as it stands there. */
export function cellsOf(text: string, column: string): string[] {
  const cells: string[] = [];
  readRecords('file.csv', Buffer.from(text), (header) => {
    const at = header.indexOf(column);
    return (record) => cells.push(record[at]);
  });
  return cells;
}

/**
 * What a CRM would hold after a loader took a file: the owner column of an
 * export, with the owners of the rows that the file names by id.
 */
export function afterLoading(
  today: { readonly ids: readonly string[]; readonly owners: readonly string[] },
  file: string,
  headers: { readonly id: string; readonly owner: string },
): string[] {
  const { own } = readOwn('load.csv', Buffer.from(file), [headers.id, headers.owner]);
  const loaded = own.columns.get(headers.owner) ?? [];
  const byId = new Map((own.columns.get(headers.id) ?? []).map((id, row) => [id, loaded[row]]));
  return today.owners.map((owner, row) => byId.get(today.ids[row]) ?? owner);
}
