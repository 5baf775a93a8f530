import type { OwnedRecords } from '../../model/problem.js';
import { fold } from '../../model/table.js';
import type { Holders } from './holders.js';

/** Records of one file that say who is known where. */
export interface CountedRows {
  /** Index in accounts.csv by row, -1 for none. */
  readonly account: Int32Array;
  readonly holders: Holders;
  /** Rows in an order that does not depend on the file's, as far as sums of amounts show it. */
  readonly rows: Iterable<number>;
  /** What a row counts as; undefined: nothing. Below 0 it counts 0. */
  readonly counts: (row: number) => { readonly as: Counted; readonly amount: number } | undefined;
}

type Counted = 'won' | 'open' | 'touches';

/**
 * What every owner of records has at each account: won, open and done. Records
 * without an account or an owner are left out; owners who are no reps follow
 * the reps, by their names, so that the order of rows shows nowhere.
 */
export function ownedRecords(
  accounts: number,
  reps: number,
  files: readonly CountedRows[],
): OwnedRecords {
  const ownersOf = ownerNumbers(reps, files);
  const owners = reps + ownersOf.strangers;
  const keys = keysOf(files, ownersOf.ofCode, owners);
  const start = new Int32Array(accounts + 1);
  for (const key of keys) start[Math.floor(key / owners) + 1]++;
  for (let account = 0; account < accounts; account++) start[account + 1] += start[account];
  const sums = () => new Float64Array(keys.length);
  const amounts = { won: sums(), open: sums(), touches: sums() };
  files.forEach(({ account, holders, rows, counts }, file) => {
    for (const row of rows) {
      const owner = ownersOf.ofCode[file][holders.codes[row]];
      if (account[row] < 0 || owner < 0) continue;
      const counted = counts(row);
      if (counted === undefined || !(counted.amount > 0)) continue;
      amounts[counted.as][placeOf(keys, account[row] * owners + owner)] += counted.amount;
    }
  });
  return { start, owner: Int32Array.from(keys, (key) => key % owners), ...amounts };
}

/** The number of each file's owners by their code: a rep's index, then those who are no reps; -1 for nobody. */
function ownerNumbers(
  reps: number,
  files: readonly CountedRows[],
): { readonly ofCode: readonly Int32Array[]; readonly strangers: number } {
  const repOf = files.map(({ holders }) => {
    const of = new Int32Array(holders.names.length).fill(-1);
    for (let row = 0; row < holders.codes.length; row++) of[holders.codes[row]] = holders.rep[row];
    return of;
  });
  const words = new Set(
    files.flatMap(({ holders }, file) =>
      holders.names.filter((name, code) => name !== '' && repOf[file][code] < 0).map(fold),
    ),
  );
  const strangers = [...words].sort();
  const numberOf = new Map(strangers.map((word, at) => [word, reps + at]));
  return {
    ofCode: files.map(({ holders }, file) =>
      Int32Array.from(holders.names, (name, code) => {
        if (code === 0 || name === '') return -1;
        return repOf[file][code] >= 0 ? repOf[file][code] : (numberOf.get(fold(name)) ?? -1);
      }),
    ),
    strangers: strangers.length,
  };
}

/** Every pair of account and owner that a record speaks of, once, ascending: account × owners + owner. */
function keysOf(
  files: readonly CountedRows[],
  ofCode: readonly Int32Array[],
  owners: number,
): Float64Array {
  const most = files.reduce((sum, { account }) => sum + account.length, 0);
  const keys = new Float64Array(most);
  let next = 0;
  files.forEach(({ account, holders, counts }, file) => {
    for (let row = 0; row < account.length; row++) {
      const owner = ofCode[file][holders.codes[row]];
      if (account[row] < 0 || owner < 0 || !((counts(row)?.amount ?? 0) > 0)) continue;
      keys[next++] = account[row] * owners + owner;
    }
  });
  const sorted = keys.subarray(0, next).sort();
  let kept = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at];
  }
  return sorted.slice(0, kept);
}

function placeOf(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
