import { isCurrencyCode } from '../../inputs/cells/currency.js';
import { encodingNamed } from '../../inputs/csv/encodings.js';
import { byRole, fileRoles, inputRoles, type OptionalRole } from '../../inputs/csv/file-roles.js';
import { perFile } from './forms.js';
import {
  anyText,
  asGiven,
  type Check,
  filled,
  listed,
  oneOf,
  onOff,
  repeated,
  single,
  whole,
} from './option.js';
import { day, seconds, seed } from './values.js';
import { weightsOf } from './weights.js';

// Flags that several commands have, described once: a command's table takes them by group.

/** What goes to stdout. */
export const format = <const Format extends string>(
  formats: readonly Format[],
  help = `what goes to stdout: ${listed(formats)}`,
) => single('--format <format>', help, oneOf(formats), { absent: 'text', shown: true } as const);

export const folder = filled('name a folder');

/** A file of a problem that need not be given. */
const inputFile = (role: OptionalRole) => single(`--${role} <file>`, fileRoles[role].help, anyText);

/** Whether there is a cap. */
const potentialCap: Check<boolean> = {
  read: (text) => (text === 'p95' ? true : text === 'none' ? false : undefined),
  remedy: 'use p95 or none',
  words: ['p95', 'none'],
};

const currencyCode: Check<string> = {
  read: (text) => (isCurrencyCode(text) ? text.trim().toUpperCase() : undefined),
  remedy: 'write its code, such as USD or EUR',
};

/** How a command speaks. */
export const output = {
  quiet: onOff('--quiet', 'say nothing but errors'),
  color: onOff('--no-color', 'no colour (also NO_COLOR)'),
};

/** What a file does not say of itself. */
export const forms = {
  encoding: perFile(
    '--encoding <name>',
    'what text files are in, such as windows-1252 (default: told by their bytes); like the three that follow it may be for one file: reps=NAME',
    { read: encodingNamed, remedy: 'name one such as utf-8, utf-16le, windows-1252 or shift_jis' },
  ),
  sheet: perFile('--sheet <name>', 'the sheet of a workbook (.xlsx)', {
    ...filled(),
    remedy: 'name a sheet',
  }),
  decimal: perFile(
    '--decimal <mark>',
    'what stands before the fraction of a number: . or , (default: . )',
    {
      ...oneOf(['.', ',']),
      remedy:
        'write --decimal , where a comma stands before the fraction, --decimal . where a point does',
    },
  ),
  dates: perFile('--dates <order>', 'the order of dates such as 3/4/2026: mdy or dmy', {
    ...oneOf(['mdy', 'dmy']),
    remedy: 'write --dates mdy where the month stands first, --dates dmy where the day does',
  }),
};

/** Headers that carve does not know. */
export const map = {
  map: repeated(
    '--map <column=header>',
    'take a header for a column, or say what a stage means (stage:won=Signed); repeatable',
    asGiven,
  ),
};

/** The same, and the file that keeps such mappings. */
export const maps = {
  ...map,
  mapFile: single(
    '--map-file <file>',
    'a mapping that --save-map wrote; --map goes before it',
    filled('name a file that --save-map wrote'),
  ),
};

/** How files are read and what they mean (contract 1); the same for every command that reads accounts and reps. */
export const input = {
  ...maps,
  ...forms,
  saveMap: single(
    '--save-map <file>',
    'write which header was taken for which column, for --map-file',
    filled('name a file to write'),
  ),
  rules: inputFile('rules'),
  bare: onOff('--bare', 'no drafted rules'),
  asOf: single(
    '--as-of <date>',
    'the day that dates are counted from, YYYY-MM-DD (default: today)',
    day,
  ),
  weights: repeated(
    '--weights <name=w,…>',
    'weights by term, such as potential=4,disruption=1',
    weightsOf,
  ),
  shareBy: single(
    '--share-by <column>',
    'share territories by this column of the rep file instead of capacity',
    filled(),
  ),
  distances: inputFile('distances'),
  neighbours: inputFile('neighbours'),
  locate: onOff(
    '--locate',
    'look up coordinates by city and state, or postal code, where there are none',
  ),
  samePlaces: onOff(
    '--same-places',
    'states and countries are one value to rules however spelled: CA, California, US-CA',
  ),
  currency: single(
    '--currency <code>',
    'what amounts are in where neither cells nor a currency column tell: USD, EUR',
    currencyCode,
  ),
  opportunities: inputFile('opportunities'),
  activities: inputFile('activities'),
  relationships: inputFile('relationships'),
  owners: inputFile('owners'),
  new: inputFile('new'),
  overrides: inputFile('overrides'),
  ownerFrom: single(
    '--owner-from <opportunities>',
    'accounts without an owner take the rep with the most opportunities',
    oneOf(['opportunities']),
  ),
  potentialCap: single(
    '--potential-cap <p95|none>',
    'whether potential from revenue or employees is capped (default: p95)',
    potentialCap,
    { absent: true },
  ),
};

/** Of a command that writes a folder. */
export const force = {
  force: onOff('--force', 'write over files in that folder which carve did not write'),
};

/** Of a command whose screen is a part of what it has to say. */
export const verbose = {
  verbose: onOff('--verbose', 'all tables and reasons on the terminal, not one screen'),
};

/** Of a command that writes a page. */
export const page = { open: onOff('--open', 'show the page in the browser when it is written') };

export const threads = {
  threads: single(
    '--threads <n>',
    'threads to use; never changes the plan (default: all cores)',
    whole(1, 256),
  ),
};

/** How a plan is searched for. */
export const search = {
  seed: single('--seed <n>', 'seed of the search (default: 1)', seed, { absent: 1 }),
  effort: single(
    '--effort <effort>',
    'quick, normal or thorough (default: normal)',
    oneOf(['quick', 'normal', 'thorough']),
    { absent: 'normal' } as const,
  ),
  maxMoves: single(
    '--max-moves <n>',
    'a must rule: at most so many accounts leave an active owner',
    whole(0, undefined, 'give a whole number of accounts, 0 or more'),
  ),
  timeLimit: single('--time-limit <seconds>', 'stop the search after this time', seconds),
  ...threads,
};

/** Where the inputs of a plan are if they were moved. */
export const planInputs = byRole(inputRoles, (role) => {
  const where = role === 'accounts' ? 'where it is no longer where plan.json says' : 'likewise';
  return single(`--${role} <file>`, `the ${fileRoles[role].called}, ${where}`, anyText);
});

/** Of a command that reads a plan folder again. */
export const planFolder = { ...planInputs, format: format(['text', 'json']) };

/** What a draft is read with: the flags that `init` has, and the others as if not given. */
export const inputOptions = { ...input, ...output };
