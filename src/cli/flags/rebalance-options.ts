import { parseDate } from '../../inputs/cells/date.js';
import { parseNumber } from '../../inputs/cells/number.js';
import { type Check, filled, oneOf, onOff, single, whole } from './option.js';
import { inputOptions, page } from './shared-options.js';

const day: Check<number> = {
  read: (text, tell) => {
    const read = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : undefined;
    if (read === undefined)
      tell({ what: 'is no date', value: text, remedy: 'write it as 2026-01-31' });
    return read;
  },
};

/** `10%` or `0.1`; above 1 only as a percentage. */
const share: Check<number> = {
  read: (text) => {
    const reading = parseNumber(text);
    if (reading === undefined || !(reading.value >= 0)) return undefined;
    return reading.value > 1 && !reading.percent ? undefined : reading.value;
  },
  remedy: 'write a percentage or a number up to 1, such as 15% or 0.15',
};

const { quiet, color, ...input } = inputOptions;

export const rebalanceOptions = {
  out: single(
    '--out <dir>',
    'folder to write the new plan to (default: carve-out)',
    filled('name a folder'),
    {
      absent: 'carve-out',
    },
  ),
  ...page,
  events: single(
    '--events <file>',
    'what has happened, where the files do not tell: kind, id, into_id, date',
    filled('name a CSV file'),
  ),
  freeze: single(
    '--freeze <file>',
    'accounts that stay with their owners: account_id, until, note',
    filled('name a CSV file'),
  ),
  holidays: single(
    '--holidays <file>',
    'days nobody works, besides weekends: date, name',
    filled('name a CSV file'),
  ),
  effective: single(
    '--effective <date>',
    'the day owners change, YYYY-MM-DD (default: the as-of day)',
    day,
  ),
  within: single(
    '--within <share>',
    'how far off fair share reps of touched pools may be, such as 15% (default: the must max, else 20% or as in the plan)',
    share,
  ),
  maxMoves: single(
    '--max-moves <n>',
    'at most so many accounts leave an active owner, even if reps stay uneven',
    whole(0, undefined, 'give a whole number of accounts, 0 or more'),
  ),
  relax: onOff(
    '--relax',
    'where a rule cannot be kept any more, plan with the number that would do',
  ),
  uneven: onOff('--uneven', 'reps who stand further off than --within are an event too'),
  exitCode: onOff('--exit-code', 'exit 1 if anything moves'),
  format: single(
    '--format <format>',
    'what goes to stdout: text, json or markdown',
    oneOf(['text', 'json', 'markdown']),
    {
      absent: 'text',
      shown: true,
    } as const,
  ),
  ...input,
  quiet,
  color,
};
