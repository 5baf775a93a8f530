const dayMilliseconds = 86_400_000;
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Whole days from 1970-01-01 to a day of the Gregorian calendar; undefined
 * where there is no such day, or its year is below 100 (a typing error).
 */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  // Turned round so that NaN is refused as well.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!(day <= daysInMonth[month - 1] + (month === 2 && isLeap ? 1 : 0))) return undefined;
  return Date.UTC(year, month - 1, day) / dayMilliseconds;
}
