import { filled, oneOf, onOff, single } from './option.js';
import { inputOptions, page } from './shared-options.js';

// Owners are the plan's reps, and the new accounts are named themselves.
const { quiet, color, owners, ownerFrom, new: added, ...input } = inputOptions;

export const routeOptions = {
  out: single(
    '--out <dir>',
    'folder to write the plan with the new accounts to (default: carve-out)',
    filled('name a folder'),
    { absent: 'carve-out' },
  ),
  force: onOff('--force', 'write over files in that folder which carve did not write'),
  ...page,
  reps: single(
    '--reps <file>',
    'the rep file, where it is no longer where plan.json says',
    filled('name a rep file'),
  ),
  accounts: single(
    '--accounts <file>',
    'the account file, likewise',
    filled('name an account file'),
  ),
  claims: single(
    '--claims <file>',
    'who claims what: account_id, rep_id, kind, date, evidence',
    filled('name a claims file'),
  ),
  order: single(
    '--order <file>',
    'which steps are taken, in what order: step, use (yes or no)',
    filled('name a file of step, use'),
  ),
  format: single(
    '--format <format>',
    'what goes to stdout: text, csv or json',
    oneOf(['text', 'csv', 'json']),
    { absent: 'text', shown: true } as const,
  ),
  ...input,
  quiet,
  color,
};
