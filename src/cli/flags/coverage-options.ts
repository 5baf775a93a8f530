import { groupings } from '../../analytics/analysis.js';
import { fileRoles } from '../../inputs/csv/file-roles.js';
import { bookOptions } from './book-options.js';
import { filled, oneOf, single } from './option.js';
import { format, inputOptions, page } from './shared-options.js';
import { amount, share } from './values.js';

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
  window: bookOptions.window,
  icp: bookOptions.icp,
  min: single(
    '--min <share>',
    'the coverage asked of each rep; exits 1 where one is below (default: 60%)',
    share(1, 'write a percentage or a number up to 1, such as 60% or 0.6'),
    { absent: 0.6 },
  ),
  assumptions: bookOptions.assumptions,
  fiscalStart: bookOptions.fiscalStart,
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
