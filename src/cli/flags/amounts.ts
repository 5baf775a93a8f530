import type { FiscalStart } from '../../analytics/fiscal.js';
import { parseNumber } from '../../inputs/cells/number.js';
import type { Check } from './option.js';

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
