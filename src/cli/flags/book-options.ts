import { calendarYear } from '../../analytics/fiscal.js';
import { filled, single, whole } from './option.js';
import { dayOfYear } from './values.js';

/** What pipeline against quota rests on besides the files. */
export const pipelineOptions = {
  assumptions: single(
    '--assumptions <file>',
    'rates in place of those of the files: name, value, or JSON',
    filled('name an assumptions file'),
  ),
  fiscalStart: single(
    '--fiscal-start <MM-DD>',
    'when the fiscal year begins (default: 01-01)',
    dayOfYear,
    { absent: calendarYear },
  ),
};

/** What says how books are worked and what pipeline may bring, for every command that tells of it. */
export const bookOptions = {
  window: single(
    '--window <days>',
    'an account touched so many days ago counts',
    whole(0, 36_500),
    { absent: 90, shown: true },
  ),
  icp: single(
    '--icp <filter>',
    'which accounts are worth working (default: icp yes, else fit of 70 or more, else tier 1 and 2, else all)',
    filled('write a filter such as "employees >= 200"'),
  ),
  ...pipelineOptions,
};
