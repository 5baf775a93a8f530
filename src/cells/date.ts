const dayMilliseconds = 86_400_000;

const clock = String.raw`(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([AP])\.?M\.?)?\s*(?:Z|UTC|[+-]\d{2}:?(?:\d{2})?)?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, 'i');
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A day and month in one of the orders people write, or why there is none. */
type Reading = { readonly day: number } | { readonly fault: string };

/**
 * The date that a cell or a rule writes, as whole days since 1970-01-01, or
 * undefined where it is none. The time and its zone are checked and dropped:
 * the date counts as written. `5/20/2024` and `20/5/2024` are read, because
 * only one order makes a date of them; `3/4/2024` is not.
 */
export function parseDate(text: string): number | undefined {
  const reading = read(text.trim());
  return 'day' in reading ? reading.day : undefined;
}

/** Why a text is no date, as the end of "is no date: …". */
export function dateFault(text: string): string {
  const reading = read(text.trim());
  return 'fault' in reading ? reading.fault : 'it is one';
}

function read(text: string): Reading {
  // Nearly every cell takes this way; a date library costs twenty times as much here.
  if (isoDay.test(text)) {
    return calendarDay(
      Number(text.slice(0, 4)),
      Number(text.slice(5, 7)),
      Number(text.slice(8, 10)),
    );
  }
  const forward = yearFirst.exec(text);
  if (forward !== null) {
    if (!isClock(forward)) return { fault: 'there is no such time' };
    return calendarDay(Number(forward[1]), Number(forward[3]), Number(forward[4]));
  }
  const backward = yearLast.exec(text);
  if (backward !== null) {
    if (!isClock(backward)) return { fault: 'there is no such time' };
    return eitherOrder(Number(backward[1]), Number(backward[3]), fullYear(backward[4]));
  }
  return { fault: 'carve reads dates such as 2026-06-09' };
}

function eitherOrder(first: number, second: number, year: number): Reading {
  const monthFirst = calendarDay(year, first, second);
  const dayFirst = calendarDay(year, second, first);
  if (!('day' in monthFirst)) return dayFirst;
  if (!('day' in dayFirst) || first === second) return monthFirst;
  const readings = `${second} ${monthNames[first - 1]} or ${first} ${monthNames[second - 1]}`;
  return { fault: `it could be ${readings}` };
}

function calendarDay(year: number, month: number, day: number): Reading {
  // Date.UTC reads the years 0–99 as 1900–1999.
  const time = year < 100 ? Number.NaN : Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? { day: time / dayMilliseconds }
    : { fault: 'there is no such day' };
}

/** Two digits are 1970–2069, the window in which a sales date falls. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function isClock(parts: RegExpExecArray): boolean {
  const [hour = '0', minute = '0', second = '0', half] = parts.slice(5);
  if (Number(minute) > 59 || Number(second) > 59) return false;
  return half === undefined ? Number(hour) < 24 : Number(hour) >= 1 && Number(hour) <= 12;
}
