import { createHash } from 'node:crypto';
import { OwnerKind, type Problem } from '../../model/problem.js';
import { type Column, cellText, fold } from '../../model/table.js';

/** What stands in for the names of a plan; the same each time for the same inputs. */
export interface StandIns {
  /** By index: "Account 017", "Rep 03". */
  readonly accounts: readonly string[];
  readonly reps: readonly string[];
  /** For a text in a column of either file: "region 2"; a rep or an account where it names one. */
  readonly value: (column: string, text: string) => string;
}

const accountColumns = new Set(['account_id', 'account_name', 'parent_id']);
const repColumns = new Set(['rep_id', 'rep_name', 'email', 'owner', 'opportunity_owner']);

/** Stand-ins are numbered by checksum, so that no number tells where a name stood in a file or in the alphabet. */
export function standInsOf(problem: Problem): StandIns {
  const accounts = numbered('Account', problem.accountIds);
  const reps = numbered('Rep', problem.repIds);
  const accountOf = lookup(problem.accounts.columns, accountColumns, accounts);
  const repOf = lookup(problem.reps.columns, repColumns, reps);
  problem.repNames.forEach((name, rep) => {
    if (!repOf.has(fold(name))) repOf.set(fold(name), reps[rep]);
  });
  const departed = departedOwners(problem);
  const known = new Map<string, ReadonlyMap<string, string>>();
  const wordsOf = (column: string): ReadonlyMap<string, string> => {
    const found = known.get(column) ?? valueNames(problem, column);
    known.set(column, found);
    return found;
  };
  return {
    accounts,
    reps,
    value: (column, text) => {
      const name = fold(column).replace(/^owner\./, '');
      const key = fold(text);
      if (key === '') return '';
      if (accountColumns.has(name)) return accountOf.get(key) ?? 'an account';
      if (repColumns.has(name)) return repOf.get(key) ?? departed.get(key) ?? 'a rep';
      return wordsOf(name).get(key) ?? `a ${name}`;
    },
  };
}

/** "Account 017" for each id, in the order of the ids' checksums. */
function numbered(word: string, ids: readonly string[]): string[] {
  const sums = ids.map((id) => createHash('sha256').update(id).digest('hex'));
  const order = [...ids.keys()].sort((a, b) => (sums[a] < sums[b] ? -1 : 1));
  const digits = String(ids.length).length;
  const names = new Array<string>(ids.length);
  order.forEach((index, rank) => {
    names[index] = `${word} ${String(rank + 1).padStart(digits, '0')}`;
  });
  return names;
}

/** Which stand-in a text in some columns of a file means; the first row that has it counts. */
function lookup(
  columns: ReadonlyMap<string, Column>,
  wanted: ReadonlySet<string>,
  names: readonly string[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const column of wanted) {
    const cells = columns.get(column);
    if (cells === undefined) continue;
    names.forEach((name, row) => {
      const key = fold(cellText(cells, row));
      if (key !== '' && !found.has(key)) found.set(key, name);
    });
  }
  return found;
}

function departedOwners(problem: Problem): ReadonlyMap<string, string> {
  const owners = problem.accounts.columns.get('owner');
  const found = new Set<string>();
  problem.ownerKind.forEach((kind, account) => {
    if (kind === OwnerKind.departed) found.add(fold(cellText(owners, account)));
  });
  return named('Former owner', [...found]);
}

/** "region 2" for each value of a column in either file; a manager is a "Manager 2". */
function valueNames({ accounts, reps }: Problem, column: string): ReadonlyMap<string, string> {
  const values = new Set<string>();
  for (const { columns, size } of [accounts, reps]) {
    const cells = columns.get(column);
    if (cells === undefined) continue;
    for (let row = 0; row < size; row++) {
      const text = cellText(cells, row);
      values.add(fold(text));
      for (const part of text.split('|')) values.add(fold(part));
    }
  }
  values.delete('');
  return named(column === 'manager' ? 'Manager' : column, [...values]);
}

function named(word: string, values: readonly string[]): ReadonlyMap<string, string> {
  const names = numbered(word, values);
  return new Map(values.map((value, index) => [value, names[index]]));
}
