import { carriesNoAccounts } from '../assembly/titles.js';
import { cellText, filledColumn, filledNumbers, type Table } from '../model/table.js';
import type { Seat } from './capacity.js';

/** The reps of a rep file as headcount planning sees them, and those whose title says that they carry no quota. */
export function seatsOf(
  reps: Table,
  by: string | undefined,
): { readonly seats: readonly Seat[]; readonly noSellers: readonly string[] } {
  const [capacity, quota, ramp, attained] = ['capacity', 'quota', 'ramp', 'attained'].map((name) =>
    filledNumbers(reps, name),
  );
  const [starts, ends] = ['start_date', 'end_date'].map((name) => {
    const column = filledColumn(reps, name);
    return column?.kind === 'date' ? column.days : undefined;
  });
  const texts = ['rep_id', 'rep_name', 'title', 'role', 'status'].map((name) =>
    reps.columns.get(name),
  );
  const group = by === undefined ? undefined : reps.columns.get(by);
  const seats: Seat[] = [];
  const noSellers: string[] = [];
  for (let rep = 0; rep < reps.size; rep++) {
    const [id, name, title, role, status] = texts.map((column) => cellText(column, rep));
    seats.push({
      id,
      capacity: filledAt(capacity, rep) ?? 1,
      quota: filledAt(quota, rep),
      ramp: filledAt(ramp, rep) ?? 1,
      status: statusOf(status),
      startDay: filledAt(starts, rep),
      endDay: filledAt(ends, rep),
      attained: filledAt(attained, rep),
      group: cellText(group, rep),
    });
    if (carriesNoAccounts(title) || carriesNoAccounts(role)) noSellers.push(name || id);
  }
  return { seats, noSellers };
}

function statusOf(word: string): Seat['status'] {
  return word === 'leaving' || word === 'left' || word === 'on_leave' ? word : 'active';
}

function filledAt(values: Float64Array | undefined, row: number): number | undefined {
  const value = values?.[row] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}
