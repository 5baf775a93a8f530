import { filledColumn, filledNumbers, type Table } from '../../model/table.js';

/** Days of a date column; NaN throughout where there is none. */
function daysOf(table: Table, name: string): Float64Array {
  const column = filledColumn(table, name);
  return column?.kind === 'date' ? column.days : new Float64Array(table.size).fill(Number.NaN);
}

/** `first`, or where that is empty `second`. */
function firstFilled(first: Float64Array, second: Float64Array): Float64Array {
  return first.map((value, row) => (Number.isNaN(value) ? second[row] : value));
}

/** When opportunities are to close, or did: the actual day, else the planned one. */
export function closeDays(table: Table): {
  readonly planned: Float64Array;
  readonly actual: Float64Array;
} {
  const planned = daysOf(table, 'close_date');
  return { planned, actual: firstFilled(daysOf(table, 'actual_close_date'), planned) };
}

/** The day that says how late an opportunity is among others: its close, else its creation. */
export function latestDays(table: Table): Float64Array {
  return firstFilled(closeDays(table).actual, daysOf(table, 'created_date'));
}

/** What opportunities brought in if they were won: the actual amount, else the amount. */
export function wonAmounts(table: Table): Float64Array {
  const none = () => new Float64Array(table.size).fill(Number.NaN);
  const amounts = filledNumbers(table, 'amount') ?? none();
  const actual = filledNumbers(table, 'actual_amount');
  return actual === undefined ? amounts : firstFilled(actual, amounts);
}
