import { quotaModes } from '../../transition/quota.js';
import { anyText, type Check, filled, oneOf, onOff, single, whole } from './option.js';
import { format, inputOptions, page } from './shared-options.js';
import { day, dayOfYear } from './values.js';

/** Days, or `none`. */
const daysOrNone: Check<number> = {
  read: (text, tell) => (text === 'none' ? 0 : whole(0, 3660).read(text, tell)),
  remedy: 'give a number of days, or none',
};

const { map, encoding, sheet, decimal, dates, quiet, color } = inputOptions;

export const transitionOptions = {
  out: single(
    '--out <dir>',
    'folder to write the pack to (default: carve-out)',
    filled('name a folder'),
    { absent: 'carve-out' },
  ),
  ...page,
  effective: single(
    '--effective <date>',
    'the day owners change, YYYY-MM-DD (default: that of a rebalanced plan, else the as-of day)',
    day,
  ),
  asOf: single(
    '--as-of <date>',
    "the day dates are counted from, YYYY-MM-DD (default: the plan's)",
    day,
  ),
  opportunities: single(
    '--opportunities <file>',
    "today's opportunities (default: those of the plan)",
    filled('name a file of opportunities'),
  ),
  contacts: single(
    '--contacts <file>',
    'who letters go to: contact_id, account_id, contact_name, email, title, primary, language',
    filled('name a file of contacts'),
  ),
  activities: single(
    '--activities <file>',
    "today's activities (default: those of the plan)",
    filled('name a file of activities'),
  ),
  holidays: single(
    '--holidays <file>',
    'days nobody works: date, name',
    filled('name a file of holidays'),
  ),
  templates: single(
    '--templates <dir>',
    "the letters' templates (default: carve's own; carve init --templates DIR writes them)",
    filled('name a folder of templates'),
  ),
  quota: single(
    '--quota <mode>',
    'quota follows the accounts for the rest of the fiscal year, whole, or not: prorate, whole or keep',
    oneOf(quotaModes),
    { absent: 'prorate', shown: true } as const,
  ),
  guarantee: single(
    '--guarantee <days>',
    'quota credit for the greatest customers that leave a rep, for so many days, or none (default: 90 with --quota keep, else none)',
    daysOrNone,
  ),
  holdover: single(
    '--holdover <days>',
    'how long deals in a late stage may stay with whoever works them',
    whole(0, 3660),
    { absent: 60, shown: true },
  ),
  fiscalStart: single(
    '--fiscal-start <mm-dd>',
    'when the fiscal year begins (default: 01-01)',
    dayOfYear,
    { absent: { month: 1, day: 1 } },
  ),
  mask: onOff('--mask', 'stand-ins for names, ids, e-mails and amounts in every file'),
  strict: onOff('--strict', 'exit 1 if anything is not ready'),
  force: onOff('--force', 'write over files in that folder which carve did not write'),
  accounts: single(
    '--accounts <file>',
    'the account file, where it is no longer where plan.json says',
    anyText,
  ),
  reps: single('--reps <file>', 'the rep file, likewise', anyText),
  format: format(['text', 'json']),
  map,
  encoding,
  sheet,
  decimal,
  dates,
  quiet,
  color,
};
