import type { FiscalStart } from '../../analytics/fiscal.js';
import { parseDate } from '../../inputs/cells/date.js';
import { parseNumber } from '../../inputs/cells/number.js';
import type { Bound } from '../../model/problem.js';
import type { DayNumber } from '../../model/units.js';
import { type Check, whole } from './option.js';

// What the values of several flags are, beyond words and whole numbers.

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the year as MM-DD. */
export const dayOfYear: Check<FiscalStart> = {
  read: (text) => {
    const parts = /^(\d{2})-(\d{2})$/.exec(text);
    if (parts === null) return undefined;
    const [month, day] = [Number(parts[1]), Number(parts[2])];
    return day >= 1 && day <= (daysOfMonth[month - 1] ?? 0) ? { month, day } : undefined;
  },
  remedy: 'write the month and the day as MM-DD, such as 07-01',
};

/** An amount of money. */
export const amount: Check<number> = {
  read: (text) => {
    const reading = parseNumber(text);
    return reading === undefined || reading.percent || reading.value < 0
      ? undefined
      : reading.value;
  },
  remedy: 'write an amount such as 12000000 or 12M',
};

/** A day as YYYY-MM-DD. */
export const day: Check<DayNumber> = {
  read: (text, tell) => {
    const read = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : undefined;
    if (read === undefined)
      tell({ what: 'is no date', value: text, remedy: 'write it as 2026-01-31' });
    return read;
  },
};

/** A share as people write it: `10%` or `0.1`; above 1 only as a percentage. */
export function share(most: number, remedy: string): Check<number> {
  const read = (text: string): number | undefined => {
    const reading = parseNumber(text);
    if (reading === undefined || reading.value < 0 || reading.value > most) return undefined;
    return reading.value > 1 && !reading.percent ? undefined : reading.value;
  };
  return { read, remedy };
}

/** A whole number of accounts, or a percentage of them. */
export const countOrShare: Check<Bound> = {
  read: (text) => {
    const reading = parseNumber(text);
    if (reading === undefined || reading.value < 0) return undefined;
    if (!reading.percent && !Number.isInteger(reading.value)) return undefined;
    return { amount: reading.value, share: reading.percent };
  },
  remedy: 'write a whole number or a percentage, such as 5 or 2%',
};

const digits = whole(0);

export const seed: Check<number> = {
  read: (text, tell) => (/^\d+$/.test(text) ? digits.read(text, tell) : undefined),
  ...(digits.remedy !== undefined && { remedy: digits.remedy }),
};

export const seconds: Check<number> = {
  read: (text) => {
    const value = Number(text);
    return Number.isFinite(value) && value > 0 ? value : undefined;
  },
  remedy: 'give seconds, such as 30',
};

/** Numbers of reps, `10..14` or `12`; 50 of them at most. */
export const headcounts: Check<{ readonly from: number; readonly to: number }> = {
  read: (text) => {
    const parts = /^(\d{1,5})(?:\.\.(\d{1,5}))?$/.exec(text.trim());
    if (parts === null) return undefined;
    const [from, to] = [Number(parts[1]), Number(parts[2] ?? parts[1])];
    return from >= 1 && from <= to && to - from < 50 ? { from, to } : undefined;
  },
  remedy: 'write the least and the most, such as 10..14, 50 numbers at most',
};
