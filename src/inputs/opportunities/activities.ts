import { dateColumn, numberColumn } from '../../model/columns.js';
import { type Column, filledColumn, fold, type Table } from '../../model/table.js';

/** Activities that have not taken place, by the status words of the common CRMs. */
const notDone: ReadonlySet<string> = new Set(
  `not started|in progress|open|scheduled|planned|pending|waiting|waiting on someone else|deferred|canceled|cancelled|to do|todo|no|false|0`.split(
    '|',
  ),
);

/** So many days back an activity is a touch of late. */
export const touchDays = 90;

/**
 * The columns that activities give each account: `last_contacted`, the latest
 * that took place on or before `asOf`, and `touches_90d`, how many took place
 * 0 to 90 days before it. Activities that are planned, open or canceled by their
 * status, or have no date, do not count.
 */
export function activityAggregates(
  table: Table,
  account: Int32Array,
  accounts: number,
  asOf: number,
): { readonly columns: readonly Column[]; readonly notDone: number; readonly toCome: number } {
  const date = filledColumn(table, 'date');
  const days = date?.kind === 'date' ? date.days : new Float64Array(0);
  const isDone = doneRows(table);
  const last = new Float64Array(accounts).fill(Number.NaN);
  const touches = new Float64Array(accounts);
  let [undone, toCome] = [0, 0];
  for (let row = 0; row < account.length; row++) {
    const at = account[row];
    if (!isDone(row)) undone++;
    else if (days[row] > asOf) toCome++;
    else if (at >= 0 && !Number.isNaN(days[row])) {
      if (!(last[at] >= days[row])) last[at] = days[row];
      if (asOf - days[row] <= touchDays) touches[at]++;
    }
  }
  const columns = [dateColumn('last_contacted', last), numberColumn('touches_90d', touches)];
  return { columns, notDone: undone, toCome };
}

function doneRows(table: Table): (row: number) => boolean {
  const column = filledColumn(table, 'status');
  if (column?.kind !== 'text') return () => true;
  const done = column.words.map((word) => !notDone.has(fold(word)));
  return (row) => done[column.codes[row]];
}
