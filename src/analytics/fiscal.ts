import { type DayNumber, dayNumber } from '../model/units.js';

/** When fiscal years begin: a month (1–12) and a day of it. */
export interface FiscalStart {
  readonly month: number;
  readonly day: number;
}

/** The calendar year. */
export const calendarYear: FiscalStart = { month: 1, day: 1 };

/** The fiscal year that a day lies in. */
export interface FiscalYear {
  readonly start: DayNumber;
  /** The first day of the next one. */
  readonly end: DayNumber;
  /** The first day of the quarter that the day lies in. */
  readonly quarter: DayNumber;
  /** The part of the year from that day on, the day itself included. */
  readonly left: number;
  /** The last so many quarters that are over on that day, the latest first: from the first day up to, not including, the second. */
  readonly fullQuarters: (count: number) => readonly (readonly [number, number])[];
}

/** A day of a month (0 for January, 12 for that of the next year), or its last where it is too short. */
export function dayInMonth(year: number, month: number, day: number): DayNumber {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayNumber(Date.UTC(year, month, Math.min(day, last)) / 86_400_000);
}

/** The fiscal year and quarter of a day. A month too short for the day of the start begins its quarter on its last day. */
export function fiscalYearOf(day: DayNumber, { month, day: startDay }: FiscalStart): FiscalYear {
  const calendar = new Date(day * 86_400_000).getUTCFullYear();
  // Quarters are counted from the start of the fiscal year that begins in this calendar year.
  const quarterStart = (quarter: number): DayNumber => {
    const months = calendar * 12 + month - 1 + 3 * quarter;
    const [year, at] = [Math.floor(months / 12), months % 12];
    return dayInMonth(year, at, startDay);
  };
  let current = 4;
  while (quarterStart(current) > day) current--;
  const first = 4 * Math.floor(current / 4);
  const [start, end] = [quarterStart(first), quarterStart(first + 4)];
  return {
    start,
    end,
    quarter: quarterStart(current),
    left: (end - day) / (end - start),
    fullQuarters: (count) =>
      Array.from({ length: count }, (_, back) => {
        const quarter = current - 1 - back;
        return [quarterStart(quarter), quarterStart(quarter + 1)] as const;
      }),
  };
}
