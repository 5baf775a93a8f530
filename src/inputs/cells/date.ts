import { type DayNumber, dayNumber } from '../../model/units.js';

const dayMilliseconds = 86_400_000;
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Whole days from 1970-01-01 to a day of the Gregorian calendar; undefined
 * where there is no such day, or its year is below 100 (a typing error).
 */
function dayInCalendar(year: number, month: number, day: number): DayNumber | undefined {
  // Turned round so that NaN is refused as well.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!(day <= daysInMonth[month - 1] + (month === 2 && isLeap ? 1 : 0))) return undefined;
  return dayNumber(Date.UTC(year, month - 1, day) / dayMilliseconds);
}

const clock = String.raw`(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([AP])\.?M\.?)?\s*(?:Z|UTC|[+-]\d{2}:?(?:\d{2})?)?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, 'i');

/** No date and time is longer; it also bounds what the patterns above have to try. */
const longest = 64;

const wordFirst = new RegExp(
  String.raw`^([a-z]{3,9})\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[-\s]+)(\d{4})${clock}$`,
  'i',
);
const wordBetween = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[-/.\s]+([a-z]{3,9})\.?[-/.,\s]+(\d{4}|\d{2})${clock}$`,
  'i',
);

/** What systems write where there is no date: the first day of .NET, and the zeros of MySQL. */
const noDate = new RegExp(
  String.raw`^(?:0001([-/.])0?1\1(?:0?1)|0?1([-/.])0?1\2(?:0001)|0000-00-00)${clock}$`,
  'i',
);

export const monthNames = [
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

/** Which of day and month stands first where the year stands last: American or European. */
export type DateOrder = 'mdy' | 'dmy';

/** Whether a cell holds the date that stands for none: `0001-01-01`, with or without a time. */
export function isEmptyDate(text: string): boolean {
  return text.length <= longest && noDate.test(text.trim());
}

/** Whole numbers in which Excel counts the days of 1954 to 2119. */
const leastSerial = 20_000;
const mostSerial = 80_000;
/** What Excel counts for 1970-01-01. */
const serialOfEpoch = 25_569;

/** The day that a date is to Excel once it has lost its format: `46022` is 2025-12-31. Undefined for other numbers. */
export function excelSerialDay(text: string): number | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined;
  const serial = Math.floor(Number(text));
  return serial < leastSerial || serial > mostSerial ? undefined : serial - serialOfEpoch;
}

/** A day number, or why there is none. */
type Reading = { readonly day: DayNumber } | { readonly fault: string };

/**
 * The date that a cell or a rule writes, as whole days since 1970-01-01, or
 * undefined where it is none. The time and its zone are checked and dropped:
 * the date counts as written. `5/20/2024` and `20/5/2024` are read, because
 * only one order makes a date of them; `3/4/2024` is where the order is given,
 * which then has to hold for the others too.
 */
export function parseDate(text: string, order?: DateOrder): DayNumber | undefined {
  const trimmed = text.trim();
  const iso = isoDay(trimmed);
  if (iso !== undefined) return iso;
  const reading = read(trimmed, order);
  return 'day' in reading ? reading.day : undefined;
}

/** Why a text is no date, as the end of "is no date: …". */
export function dateFault(text: string, order?: DateOrder): string {
  const reading = read(text.trim(), order);
  return 'fault' in reading ? reading.fault : 'it is one';
}

/** Whether a text is a date but for the order of its day and month. */
export function isEitherOrder(text: string): boolean {
  const days = [parseDate(text, 'mdy'), parseDate(text, 'dmy')];
  return days.every((day) => day !== undefined) && days[0] !== days[1];
}

/** `YYYY-MM-DD`, digit by digit: nearly every cell takes this way, and a million do. */
function isoDay(text: string): DayNumber | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  // NaN, where a character is no digit, fails every test of the calendar.
  return dayInCalendar(year, month, day);
}

function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function read(text: string, order: DateOrder | undefined): Reading {
  if (text.length > longest) return { fault: 'it is too long' };
  const forward = yearFirst.exec(text);
  if (forward !== null) {
    if (!isClock(forward)) return { fault: 'there is no such time' };
    return reading(Number(forward[1]), Number(forward[3]), Number(forward[4]));
  }
  const backward = yearLast.exec(text);
  if (backward !== null) {
    if (!isClock(backward)) return { fault: 'there is no such time' };
    const [first, second, year] = [Number(backward[1]), Number(backward[3]), fullYear(backward[4])];
    return order === undefined
      ? eitherOrder(first, second, year)
      : inOrder(first, second, year, order);
  }
  return (
    named(wordBetween.exec(text), { day: 1, month: 2 }) ??
    named(wordFirst.exec(text), { day: 2, month: 1 }) ?? {
      fault: 'carve reads dates such as 2026-06-09',
    }
  );
}

/** `31-Dec-2026`, `December 31, 2026`: undefined where the word is no month. */
function named(
  parts: RegExpExecArray | null,
  at: { readonly day: number; readonly month: number },
): Reading | undefined {
  if (parts === null) return undefined;
  const word = parts[at.month].toLowerCase();
  const month = monthNames.findIndex((name) => {
    const whole = name.toLowerCase();
    return whole === word || word === whole.slice(0, 3) || (word === 'sept' && whole[0] === 's');
  });
  if (month === -1) return undefined;
  if (!isClock(parts)) return { fault: 'there is no such time' };
  return reading(fullYear(parts[3]), month + 1, Number(parts[at.day]));
}

function eitherOrder(first: number, second: number, year: number): Reading {
  const monthFirst = reading(year, first, second);
  const dayFirst = reading(year, second, first);
  if (!('day' in monthFirst)) return dayFirst;
  if (!('day' in dayFirst) || first === second) return monthFirst;
  const readings = `${second} ${monthNames[first - 1]} or ${first} ${monthNames[second - 1]}`;
  return { fault: `it could be ${readings}` };
}

function inOrder(first: number, second: number, year: number, order: DateOrder): Reading {
  const [month, day] = order === 'mdy' ? [first, second] : [second, first];
  const found = reading(year, month, day);
  if ('day' in found || !('day' in reading(year, day, month))) return found;
  const words = order === 'mdy' ? 'month, day, year' : 'day, month, year';
  return { fault: `there is no such day in the order ${words} (--dates ${order})` };
}

function reading(year: number, month: number, day: number): Reading {
  const number = dayInCalendar(year, month, day);
  return number === undefined ? { fault: 'there is no such day' } : { day: number };
}

/** Two digits are 1970–2069, the window in which a sales date falls. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function isClock(parts: RegExpExecArray): boolean {
  const [hour = '0', minute = '0', second = '0', half] = parts.slice(-4);
  if (Number(minute) > 59 || Number(second) > 59) return false;
  return half === undefined ? Number(hour) < 24 : Number(hour) >= 1 && Number(hour) <= 12;
}
