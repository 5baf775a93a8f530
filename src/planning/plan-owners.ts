import type { OwnFile } from '../inputs/csv/read-own.js';
import { withTexts } from '../model/columns.js';
import { type Column, cellText, type Table } from '../model/table.js';
import { TableColumns } from '../rules/column-source.js';

/** Accounts whose owners are the reps of a plan, and what is to be said of them. */
interface OwnedAccounts {
  readonly accounts: Table;
  readonly notes: readonly string[];
}

/** Whom a plan gave its accounts to; empty: nobody. */
interface PlannedReps {
  /** Where it says so, for messages. */
  readonly file: string;
  /** rep_id by account_id. */
  readonly repOf: ReadonlyMap<string, string>;
  /** The same of each role that the plan has: rep_id by account_id, by the column of the accounts. */
  readonly roles: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Whom an assignments file gives its accounts to. */
export function repsIn({ file, columns }: OwnFile): PlannedReps {
  const ids = columns.get('account_id') ?? [];
  const reps = columns.get('rep_id') ?? [];
  const named = (cells: readonly string[]) =>
    new Map(ids.map((id, row): [string, string] => [id, cells[row]]));
  const roles = new Map<string, ReadonlyMap<string, string>>();
  for (const column of columns.keys()) {
    const key = /^(.+)_previous_id$/.exec(column)?.[1];
    const holders = key === undefined ? undefined : columns.get(`${key}_id`);
    if (key !== undefined && holders !== undefined) roles.set(key, named(holders));
  }
  return { file, repOf: named(reps), roles };
}

/** The accounts with the holders of a plan's roles in the columns of these. */
function heldAsPlanned(accounts: Table, roles: PlannedReps['roles']): Table {
  const id = accounts.columns.get('account_id');
  let held = accounts;
  for (const [key, holderOf] of roles) {
    // A role's column may be written otherwise: `solution engineer`.
    const name = new TableColumns(accounts).column(key)?.name ?? key;
    const texts = Array.from(
      { length: accounts.size },
      (_, account) => holderOf.get(cellText(id, account)) ?? '',
    );
    held = withTexts(held, name, texts);
  }
  return held;
}

/**
 * The accounts with the reps of a plan as their owners, whatever their own
 * column says. Accounts that the plan does not know, or gave to nobody, have none.
 */
export function ownedAsPlanned(
  accounts: Table,
  { file, repOf, roles }: PlannedReps,
): OwnedAccounts {
  const words = [''];
  const codeOf = new Map([['', 0]]);
  const codes = new Uint32Array(accounts.size);
  const id = accounts.columns.get('account_id');
  let filled = 0;
  let unknown = 0;
  for (let account = 0; account < accounts.size; account++) {
    const rep = repOf.get(cellText(id, account));
    if (rep === undefined) unknown++;
    const word = rep ?? '';
    let code = codeOf.get(word);
    if (code === undefined) {
      code = words.push(word) - 1;
      codeOf.set(word, code);
    }
    codes[account] = code;
    if (code > 0) filled++;
  }
  const header = accounts.columns.get('owner')?.header ?? 'owner';
  const owner: Column = { kind: 'text', name: 'owner', header, filled, codes, words };
  const held = heldAsPlanned(accounts, roles);
  return {
    accounts: { ...held, columns: new Map([...held.columns, ['owner', owner]]) },
    notes: notesOn(file, accounts, repOf.size - (accounts.size - unknown), unknown),
  };
}

function notesOn(file: string, accounts: Table, gone: number, unknown: number): string[] {
  const counted = (count: number): string => `${count} ${count === 1 ? 'account' : 'accounts'}`;
  return [
    `owners are the reps of ${file}`,
    ...(unknown === 0 ? [] : [`${counted(unknown)} of ${accounts.file} not in it: unowned`]),
    ...(gone <= 0 ? [] : [`${counted(gone)} of it no longer in ${accounts.file}`]),
  ];
}
