import { numberColumn } from '../model/columns.js';
import { filledColumn, type Table } from '../model/table.js';
import type { DayNumber } from '../model/units.js';

/** The reps with `tenure_months` where it is empty: the whole months from `start_date` to the as-of day (contract 12.6). */
export function withTenure(reps: Table, asOf: DayNumber): Table {
  const starts = filledColumn(reps, 'start_date');
  if (starts?.kind !== 'date') return reps;
  const given = filledColumn(reps, 'tenure_months');
  if (given !== undefined && given.kind !== 'number') return reps;
  const months = Float64Array.from(starts.days, (start, rep) => {
    const own = given?.values[rep] ?? Number.NaN;
    return Number.isNaN(own) ? wholeMonths(start, asOf) : own;
  });
  const column = {
    ...numberColumn('tenure_months', months),
    header: given?.header ?? 'tenure_months',
  };
  return { ...reps, columns: new Map(reps.columns).set('tenure_months', column) };
}

const dayMilliseconds = 86_400_000;

/** Whole calendar months between two days, 0 where the first is not before; NaN of no day. */
function wholeMonths(from: number, to: number): number {
  if (Number.isNaN(from)) return Number.NaN;
  const [start, end] = [from, to].map((day) => new Date(day * dayMilliseconds));
  const months =
    12 * (end.getUTCFullYear() - start.getUTCFullYear()) + end.getUTCMonth() - start.getUTCMonth();
  return Math.max(0, months - (end.getUTCDate() < start.getUTCDate() ? 1 : 0));
}
