/** A calendar month as a count of months since January of year 0: 12 × year + month − 1. */
export type MonthNumber = number;

const dayMilliseconds = 86_400_000;

/** The month that a day (whole days since 1970-01-01) lies in. */
export function monthOf(day: number): MonthNumber {
  const date = new Date(day * dayMilliseconds);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** A month as `YYYY-MM`. */
export function monthText(month: MonthNumber): string {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/**
 * The first month of the fiscal year that holds a day.
 *
 * @param firstMonth the calendar month that fiscal years begin with, 1 to 12.
 */
export function firstFiscalMonth(day: number, firstMonth: number): MonthNumber {
  const month = monthOf(day);
  return month - ((month - (firstMonth - 1)) % 12);
}
