import type { OwnFile } from '../inputs/csv/read-own.js';
import { type Column, cellText, type Table } from '../model/table.js';

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
}

/** Whom an assignments file gives its accounts to. */
export function repsIn({ file, columns }: OwnFile): PlannedReps {
  const ids = columns.get('account_id') ?? [];
  const reps = columns.get('rep_id') ?? [];
  return { file, repOf: new Map(ids.map((id, row) => [id, reps[row]])) };
}

/**
 * The accounts with the reps of a plan as their owners, whatever their own
 * column says. Accounts that the plan does not know, or gave to nobody, have none.
 */
export function ownedAsPlanned(accounts: Table, { file, repOf }: PlannedReps): OwnedAccounts {
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
  return {
    accounts: { ...accounts, columns: new Map([...accounts.columns, ['owner', owner]]) },
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
