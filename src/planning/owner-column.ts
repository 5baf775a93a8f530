import { type OwnerMapping, ownerColumnOf } from '../assembly/owner-column.js';
import { appliesTo, type Mapping } from '../inputs/csv/mapping.js';
import type { TableReading } from '../inputs/csv/table-reader.js';
import { fold } from '../model/table.js';

/** What `--map` says of the owners of accounts. */
export function ownerMapping(mappings: readonly Mapping[]): OwnerMapping {
  const found = mappings.findLast(
    (mapping) => mapping.column === 'owner' && appliesTo(mapping, 'accounts'),
  );
  if (found === undefined) return undefined;
  return fold(found.header) === 'none' ? 'none' : 'header';
}

/** The accounts with the column that holds their owners, and what is to be said of it. */
export function withOwners(
  accounts: TableReading,
  reps: TableReading,
  mapped: OwnerMapping,
): { readonly accounts: TableReading; readonly owners: readonly string[] } {
  const isWhole = accounts.header !== undefined && reps.header !== undefined;
  const { rep_id: ids } = Object.fromEntries(reps.table.columns);
  if (!isWhole || ids === undefined) return { accounts, owners: [] };
  const reading = ownerColumnOf(accounts.table, reps.table, mapped);
  return {
    accounts: {
      ...accounts,
      table: reading.accounts,
      // What was taken by its name and holds no owners was not taken.
      choices: accounts.choices.filter(
        ({ column }) => column !== 'owner' || reading.accounts.columns.has('owner'),
      ),
      problems: [...accounts.problems, ...reading.problems],
    },
    owners: reading.notes,
  };
}

/** What is said of accounts that are read without owners. */
export function withoutOwners(file: string, mapped: OwnerMapping): string {
  return mapped === 'none'
    ? `${file}: read without owners (--map owner=none): every account is assigned anew, and none counts as moved`
    : `${file}: no owner column, so carve cannot tell who has what today: every account is assigned anew, and none counts as moved; name the column with --map "owner=HEADER"`;
}
