/** Days nobody works, besides Saturdays and Sundays. */
export type Holidays = ReadonlySet<number>;

/** Whether a day number is one that people work on. Day 0 of the count was a Thursday. */
export function isWorkingDay(day: number, holidays: Holidays): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The day that comes so many working days after another, or before it where the count is negative. */
export function workingDay(from: number, count: number, holidays: Holidays): number {
  const step = Math.sign(count);
  let day = from;
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}
