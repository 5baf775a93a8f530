import { namesCountry, type PlaceCells } from '../../inputs/places/gazetteer.js';
import { locate, type MissingPlace, rowsToLocate } from '../../inputs/places/locate.js';
import type { Table } from '../../model/table.js';
import { rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection, References } from '../inspection.js';

/** Accounts and reps without coordinates whose place is not in the gazetteer. */
export async function unknownPlaces(
  { accounts, reps }: Inspection,
  { gazetteer }: References,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const [of, table] of [
    ['account', accounts],
    ['rep', reps],
  ] as const) {
    if (rowsToLocate(table) === 0) continue;
    const { missing } = locate(table, await gazetteer());
    const inCountry = missing.filter(({ cells }) => namesCountry(cells));
    for (const { cells, records } of inCountry) {
      found.push(finding(of, table, records, { why: 'unknown', value: writtenPlace(cells) }));
    }
    // All that lack a country lack the same thing: one finding.
    const nowhere = missing.filter(({ cells }) => !namesCountry(cells)).flatMap(recordsOf);
    if (nowhere.length > 0) found.push(finding(of, table, nowhere, { why: 'no-country' }));
  }
  return found;
}

function recordsOf({ records }: MissingPlace): readonly number[] {
  return records;
}

function finding(
  of: 'account' | 'rep',
  table: Table,
  records: readonly number[],
  { why, value }: { readonly why: 'unknown' | 'no-country'; readonly value?: string },
): Finding {
  const names = why === 'unknown' ? ['city', 'postal_code'] : ['country'];
  const headers = names.map((name) => table.columns.get(name)?.header);
  return {
    kind: 'place-not-found',
    severity: 'note',
    file: table.file,
    rows: rowsOf(table, records),
    column: headers.find((header) => header !== undefined),
    value,
    facts: { of, why },
  };
}

/** A place as it is written on an envelope. */
function writtenPlace({ city, state, postalCode, country }: PlaceCells): string {
  return [city, state, postalCode, country].filter((cell) => cell !== '').join(', ');
}
