import { dateColumn, numberColumn, textColumn } from '../../model/columns.js';
import { type Column, filledColumn, filledNumbers, type Table } from '../../model/table.js';
import type { DayNumber } from '../../model/units.js';
import type { Holders } from './holders.js';
import { OpportunityState, type States } from './states.js';

/** What the aggregates of each account are made of. */
export interface OpportunityRows {
  readonly table: Table;
  /** Index in accounts.csv by row, -1 for none. */
  readonly account: Int32Array;
  readonly states: States;
  readonly holders: Holders;
}

/**
 * The columns that opportunities give each account. Sums are 0 and dates, owner
 * and `win_rate` empty for an account without such opportunities; an empty
 * amount adds 0.
 *
 * - `open_pipeline`, `late_stage_pipeline`: Σ amount of the open (late) ones
 * - `open_opportunities`: how many are open
 * - `next_close_date`: the earliest close date of an open one on or after `asOf`
 * - `opportunity_owner`: who holds the largest open one; ties by later close date, then the holder's id
 * - `won_amount`: Σ actual amount, else amount, of the won ones
 * - `win_rate`: won ÷ (won + lost), from 0 to 1
 * - `last_won`: the latest close date of a won one
 */
export function opportunityAggregates(
  rows: OpportunityRows,
  accounts: number,
  asOf: DayNumber,
): readonly Column[] {
  const { table, account, states, holders } = rows;
  const amounts = filledNumbers(table, 'amount');
  const won = wonAmounts(table);
  const { planned, actual } = closeDays(table);
  const sums = () => new Float64Array(accounts);
  const days = () => new Float64Array(accounts).fill(Number.NaN);
  const [pipeline, latePipeline, open, wonSum, wonCount, lostCount] = Array.from(
    { length: 6 },
    sums,
  );
  const [next, lastWon] = [days(), days()];
  const largest = new Int32Array(accounts).fill(-1);
  const amountOf = (row: number): number => zeroForNaN(amounts?.[row]);

  const holdsMore = (row: number, other: number): boolean => {
    if (other < 0) return true;
    if (amountOf(row) !== amountOf(other)) return amountOf(row) > amountOf(other);
    const [day, otherDay] = [dayOrNever(planned[row]), dayOrNever(planned[other])];
    if (day !== otherDay) return day > otherDay;
    return holders.names[holders.codes[row]] < holders.names[holders.codes[other]];
  };

  for (const row of inOrderOfSums(account.length, [amounts, won])) {
    const at = account[row];
    if (at < 0) continue;
    switch (states.state[row]) {
      case OpportunityState.open:
        open[at]++;
        pipeline[at] += amountOf(row);
        if (states.late[row] === 1) latePipeline[at] += amountOf(row);
        if (planned[row] >= asOf && !(next[at] <= planned[row])) next[at] = planned[row];
        if (holders.codes[row] !== 0 && holdsMore(row, largest[at])) largest[at] = row;
        break;
      case OpportunityState.won:
        wonCount[at]++;
        wonSum[at] += zeroForNaN(won[row]);
        if (!(lastWon[at] >= actual[row]) && !Number.isNaN(actual[row])) lastWon[at] = actual[row];
        break;
      case OpportunityState.lost:
        lostCount[at]++;
        break;
    }
  }
  // 0 ÷ 0 is NaN, an empty cell.
  const rate = wonCount.map((count, at) => count / (count + lostCount[at]));
  return [
    numberColumn('open_pipeline', pipeline),
    numberColumn('late_stage_pipeline', latePipeline),
    dateColumn('next_close_date', next),
    textColumn(
      'opportunity_owner',
      Array.from(largest, (row) => (row < 0 ? '' : holders.names[holders.codes[row]])),
    ),
    numberColumn('open_opportunities', open),
    numberColumn('won_amount', wonSum),
    numberColumn('win_rate', rate),
    dateColumn('last_won', lastWon),
  ];
}

/**
 * Rows as they are where all they add is whole numbers, whose sums have no order; else by what they add, so that
 * the order of the file does not show in the last digit.
 */
export function inOrderOfSums(
  size: number,
  added: readonly (Float64Array | undefined)[],
): Iterable<number> {
  const rows = Uint32Array.from({ length: size }, (_, row) => row);
  const isWhole = (value: number): boolean => Number.isNaN(value) || Number.isSafeInteger(value);
  if (added.every((values) => values === undefined || values.every(isWhole))) return rows;
  const keys = added.map((values) => (row: number) => zeroForNaN(values?.[row]));
  return rows.sort((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) - key(b);
    return 0;
  });
}

function zeroForNaN(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : value;
}

function dayOrNever(day: number): number {
  return Number.isNaN(day) ? Number.NEGATIVE_INFINITY : day;
}

/** Days of a date column; NaN throughout where there is none. */
export function daysOf(table: Table, name: string): Float64Array {
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
