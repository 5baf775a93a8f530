import { groupings } from '../../analytics/analysis.js';
import { fileRoles } from '../../inputs/csv/file-roles.js';
import { filled, oneOf, single, whole } from './option.js';
import { format, inputOptions, page } from './shared-options.js';
import { amount, dayOfYear, share } from './values.js';

export const coverageOptions = {
  out: single(
    '--out <dir>',
    'folder to write the figures to (default: carve-out)',
    filled('name a folder'),
    { absent: 'carve-out' },
  ),
  ...page,
  plan: single(
    '--plan <dir>',
    "a plan's owners, scores and tiers in place of today's",
    filled('name a folder that carve plan wrote'),
  ),
  market: single('--market <file>', fileRoles.market.help, filled('name a market file')),
  window: single(
    '--window <days>',
    'an account touched so many days ago counts',
    whole(0, 36_500),
    {
      absent: 90,
      shown: true,
    },
  ),
  icp: single(
    '--icp <filter>',
    'which accounts are worth working (default: icp yes, else fit of 70 or more, else tier 1 and 2, else all)',
    filled('write a filter such as "employees >= 200"'),
  ),
  min: single(
    '--min <share>',
    'the coverage asked of each rep; exits 1 where one is below (default: 60%)',
    share(1, 'write a percentage or a number up to 1, such as 60% or 0.6'),
    { absent: 0.6 },
  ),
  assumptions: single(
    '--assumptions <file>',
    'rates in place of those of the files: name, value',
    filled('name a file with the columns name and value'),
  ),
  fiscalStart: single(
    '--fiscal-start <MM-DD>',
    'when the fiscal year begins (default: 01-01)',
    dayOfYear,
    { absent: { month: 1, day: 1 } },
  ),
  by: single(
    '--by <view>',
    'whose figures are shown: rep, manager, segment or region',
    oneOf(groupings),
    {
      absent: 'rep',
      shown: true,
    } as const,
  ),
  involve: single(
    '--involve <amount>',
    "list open deals of this amount or more on another rep's family",
    amount,
  ),
  baseline: single(
    '--baseline <coverage.json>',
    'an earlier one: tells who fell below and what was picked up since',
    filled('name the coverage.json of an earlier run'),
  ),
  format: format(['text', 'json', 'markdown', 'github']),
  ...inputOptions,
};
