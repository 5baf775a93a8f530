import { calendarYear } from '../../analytics/fiscal.js';
import { parseNumber } from '../../inputs/cells/number.js';
import { type Check, filled, oneOf, onOff, required, single, whole } from './option.js';
import { format, inputOptions, page } from './shared-options.js';
import { amount, dayOfYear, share } from './values.js';

/** Percentages between commas, as fractions. */
function percentages(count: number | undefined, remedy: string): Check<readonly number[]> {
  const read = (text: string): readonly number[] | undefined => {
    const values = text.split(',').map((part) => parseNumber(part.trim().replace(/%$/, '')));
    const shares = values.map((one) => (one === undefined ? Number.NaN : one.value / 100));
    const fits =
      shares.every((one) => one >= 0) && (count === undefined || shares.length === count);
    return fits ? shares : undefined;
  };
  return { read, remedy };
}

const ramp = percentages(undefined, 'write a percentage a month, such as 25,50,75,100');
const season = percentages(4, 'write the four quarters in percent, such as 20,25,25,30');

/** The ramp that a rep takes where nobody says: half for three months, three quarters for three. */
const usualRamp = [0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 1];

const { asOf, map, encoding, sheet, decimal, dates, quiet, color } = inputOptions;

export const capacityOptions = {
  out: single('--out <dir>', 'folder to write to (default: carve-out)', filled('name a folder'), {
    absent: 'carve-out',
  }),
  ...page,
  goal: required('--goal <amount>', 'bookings wanted in the fiscal year, such as 12M', amount),
  quota: single(
    '--quota <amount>',
    'annual quota of reps without one (default: the median of those who are there)',
    amount,
  ),
  attainment: single(
    '--attainment <share>',
    'share of quota that a ramped rep books (default: 80%)',
    share(10, 'write a percentage, such as 80%'),
    { absent: 0.8 },
  ),
  attrition: single(
    '--attrition <share>',
    'share of the team that leaves in a year (default: 25%)',
    share(1, 'write a percentage up to 100%, such as 25%'),
    { absent: 0.25 },
  ),
  vacancy: single(
    '--vacancy <months>',
    'months until the seat of a rep who leaves is filled (default: 3)',
    whole(0, 120),
    { absent: 3 },
  ),
  ramp: single(
    '--ramp <percentages>',
    'what a new rep is worth in the first, second, … month (default: 50,50,50,75,75,75,100)',
    {
      ...ramp,
      read: (text, tell) => {
        const shares = ramp.read(text, tell);
        return shares?.every((share) => share <= 1) === true ? shares : undefined;
      },
    },
    { absent: usualRamp },
  ),
  fiscalStart: single(
    '--fiscal-start <mm-dd>',
    'when fiscal years begin; whole months count (default: 01-01)',
    dayOfYear,
    { absent: calendarYear },
  ),
  season: single(
    '--season <percentages>',
    "each fiscal quarter's share of a year's bookings (default: 25,25,25,25)",
    {
      ...season,
      read: (text, tell) => {
        const shares = season.read(text, tell);
        const total = shares?.reduce((sum, share) => sum + share, 0) ?? 1;
        if (Math.abs(total - 1) <= 1e-9) return shares;
        tell({
          what: 'does not come to 100 %',
          value: text,
          remedy: 'write the four quarters in percent, such as 20,25,25,30',
        });
        return undefined;
      },
    },
    { absent: [0.25, 0.25, 0.25, 0.25] },
  ),
  hires: single(
    '--hires <file>',
    'people to be hired: start_date, count',
    filled('name a file of start_date, count'),
  ),
  assumptions: single(
    '--assumptions <file>',
    'quota, attainment, attrition, vacancy, ramp and season in a file; flags go before it',
    filled('name an assumptions file'),
  ),
  accounts: single(
    '--accounts <file>',
    'the account file, with --per-rep: how many reps the accounts ask for',
    filled('name an account file'),
  ),
  perRep: single('--per-rep <n>', 'accounts that one rep can look after', whole(1)),
  by: single('--by <column>', 'split what there is by this', oneOf(['segment', 'manager'])),
  exitCode: onOff('--exit-code', 'exit 1 where the goal is out of reach'),
  asOf,
  format: format(['text', 'json', 'csv']),
  map,
  encoding,
  sheet,
  decimal,
  dates,
  quiet,
  color,
};
