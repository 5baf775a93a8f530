import { addTo, countUp } from '../../model/grouping.js';
import { cellText, filledColumn, fold, type Table, type TextColumn } from '../../model/table.js';
import { caseSafeId } from '../cells/salesforce-id.js';

/** Which account each row of a file belongs to, and what could not be told. */
export interface RowAccounts {
  /** Index in accounts.csv by row; -1 where there is none. */
  readonly account: Int32Array;
  /** Rows that name no account at all. */
  readonly unnamed: number;
  /** Names and ids that are no account's, or several accounts'; in the order of the file. */
  readonly strangers: readonly Stranger[];
  /** Whether the file's account ids are none of accounts.csv, so that names were taken. */
  readonly byNameInstead: boolean;
}

export interface Stranger {
  /** The name or id as the file has it. */
  readonly value: string;
  /** The header it stands under. */
  readonly column: string;
  /** Records (indices), ascending. */
  readonly records: readonly number[];
  /** Accounts that have this name: 0, or several. */
  readonly accounts: number;
}

const nobody = -1;
const several = -2;

/**
 * Finds each row's account by its id, else its name: exactly an account_id, else
 * a Salesforce id in its other length, else an account_name without regard to
 * case and outer spaces. A row's name is read where its id is empty, or where
 * none of the file's ids is an account's.
 */
export function accountsOfRows(rows: Table, accounts: Table): RowAccounts {
  const find = accountFinder(accounts);
  const ids = textColumn(rows, 'account_id');
  const names = textColumn(rows, 'account_name');
  const foundIds = ids && found(ids, find);
  const foundNames = names && found(names, find);
  const idsFit = foundIds?.some((account) => account >= 0) === true;
  const byNameInstead = !idsFit && foundIds !== undefined && foundNames !== undefined;

  const account = new Int32Array(rows.size).fill(nobody);
  const records = new Map<TextColumn, Map<number, number[]>>();
  let unnamed = 0;
  for (let row = 0; row < rows.size; row++) {
    const byId = ids !== undefined && !byNameInstead && ids.codes[row] !== 0;
    const column = byId ? ids : names;
    const code = column?.codes[row] ?? 0;
    if (column === undefined || code === 0) {
      unnamed++;
      continue;
    }
    const here = (byId ? foundIds : foundNames)?.[code] ?? nobody;
    if (here >= 0) {
      account[row] = here;
      continue;
    }
    const byCode = records.get(column) ?? new Map<number, number[]>();
    records.set(column, byCode);
    addTo(byCode, code, row);
  }
  const namesakes = accountsByName(accounts, records.size > 0);
  const strangers = [...records].flatMap(([column, byCode]) =>
    [...byCode].map(([code, own]) => ({
      value: column.words[code],
      column: column.header,
      records: own,
      accounts: namesakes.get(fold(column.words[code])) ?? 0,
    })),
  );
  strangers.sort((a, b) => a.records[0] - b.records[0]);
  return { account, unnamed, strangers, byNameInstead };
}

function textColumn(table: Table, name: string): TextColumn | undefined {
  const column = filledColumn(table, name);
  return column?.kind === 'text' ? column : undefined;
}

/** The account of each word of a column. */
function found(column: TextColumn, find: (word: string) => number): Int32Array {
  return Int32Array.from(column.words, (word) => (word === '' ? nobody : find(word)));
}

function accountFinder(accounts: Table): (word: string) => number {
  const index = (name: string, form: (text: string) => string | undefined) => {
    let byKey: Map<string, number> | undefined;
    return (word: string): number | undefined => {
      const key = form(word);
      if (key === undefined) return undefined;
      byKey ??= indexOf(accounts, name, form);
      return byKey.get(key);
    };
  };
  const byId = index('account_id', (text) => text);
  const bySalesforceId = index('account_id', caseSafeId);
  const byName = index('account_name', fold);
  return (word) => byId(word) ?? bySalesforceId(word) ?? byName(word) ?? nobody;
}

/** Accounts by a form of a column; `several` where two have the same. */
function indexOf(
  accounts: Table,
  name: string,
  form: (text: string) => string | undefined,
): Map<string, number> {
  const column = accounts.columns.get(name);
  const byKey = new Map<string, number>();
  for (let account = 0; account < accounts.size; account++) {
    const key = form(cellText(column, account));
    if (key === undefined || key === '') continue;
    byKey.set(key, byKey.has(key) ? several : account);
  }
  return byKey;
}

function accountsByName(accounts: Table, wanted: boolean): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  if (!wanted) return count;
  const column = accounts.columns.get('account_name');
  for (let account = 0; account < accounts.size; account++) {
    const key = fold(cellText(column, account));
    if (key !== '') countUp(count, key);
  }
  return count;
}
