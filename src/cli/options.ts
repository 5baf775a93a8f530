import { models } from '../assembly/draft-models.js';
import { crmNames } from '../crm/crm.js';
import { yardsticks } from '../evaluation/check/types.js';
import { fileRoles } from '../inputs/csv/file-roles.js';
import { type PresetName, presetNames } from '../planning/scenarios/preset-names.js';
import { diffViews } from '../reports/diff/parts.js';
import { bookOptions, pipelineOptions } from './flags/book-options.js';
import {
  anyText,
  asGiven,
  filled,
  listed,
  oneOf,
  onOff,
  repeated,
  required,
  single,
  whole,
  word,
} from './flags/option.js';
import { reviewFlags } from './flags/review-options.js';
import {
  folder,
  force,
  format,
  forms,
  input,
  map,
  maps,
  output,
  page,
  planFolder,
  planInputs,
  search,
  threads,
  verbose,
} from './flags/shared-options.js';
import { amount, countOrShare, day, headcounts, seed, share } from './flags/values.js';

// Every flag of every command: how --help shows it, how its text is read, what it is where it is not
// given, what to do where it does not fit; a table lists its flags in the order of --help. Tables of
// commands for the year (rebalance, route, transition, coverage, capacity) stand beside in flags/.

export const planOptions = {
  out: single('--out <dir>', 'folder to write the plan to (default: carve-out)', folder, {
    absent: 'carve-out',
  }),
  ...force,
  ...page,
  relax: onOff(
    '--relax',
    'where the must rules cannot all hold, plan with the least changes that let them',
  ),
  ...pipelineOptions,
  ...verbose,
  format: format(['text', 'json']),
  ...input,
  ...search,
  ...output,
};

export const scenariosOptions = {
  out: single('--out <dir>', 'folder to write the plans to (default: carve-out)', folder, {
    absent: 'carve-out',
  }),
  ...force,
  ...page,
  scenarios: single(
    '--scenarios <file>',
    'options of your own: name, weights, rules, note',
    filled('name a scenarios file'),
  ),
  preset: repeated(
    '--preset <name>',
    `an option that serves the goals of ${listed(presetNames)}; repeatable`,
    (texts, tell): readonly PresetName[] => {
      const names = texts.map((text) => presetNames.find((name) => name === text));
      texts.forEach((value, at) => {
        if (names[at] === undefined)
          tell({ what: 'is no preset', value, remedy: `use ${listed(presetNames)}` });
      });
      return [...new Set(names.filter((name) => name !== undefined))];
    },
    presetNames,
  ),
  show: onOff('--show', 'with --preset: print its rows as a rules file, and plan nothing'),
  frontier: single(
    '--frontier <n>',
    'n plans between the fewest moves and the most evenness',
    whole(2, 50, 'give a number of points from 2 to 50'),
  ),
  reps: single(
    '--reps <from..to>',
    'plan each number of reps, such as 10..14, and name the least that works',
    headcounts,
  ),
  assumptions: single(
    '--assumptions <file>',
    'what estimates of revenue and pipeline rest on: name, value, or JSON',
    filled('name an assumptions file'),
  ),
  fiscalStart: pipelineOptions.fiscalStart,
  format: format(['text', 'json', 'csv']),
  ...input,
  ...search,
  ...output,
};

export const checkOptions = {
  assignments: single(
    '--assignments <file>',
    "check this file, carve's or one edited by hand, in place of today's owners",
    filled('name an assignments file'),
  ),
  maxDeviation: single(
    '--max-deviation <share>',
    'nobody further off in potential or workload, such as 10%',
    share(Number.POSITIVE_INFINITY, 'write a percentage or a number up to 1, such as 10% or 0.1'),
  ),
  against: single(
    '--against <yardstick>',
    'what --max-deviation is measured from: target, or the median or mean of the pool',
    oneOf(yardsticks),
    { absent: 'target', shown: true } as const,
  ),
  maxGini: single(
    '--max-gini <number>',
    'no Gini coefficient of potential or workload above this',
    share(1, 'write a number from 0 to 1, such as 0.15'),
  ),
  maxUnowned: single(
    '--max-unowned <n>',
    'at most this many accounts without a live rep, such as 5 or 2%',
    countOrShare,
  ),
  minCoverage: single(
    '--min-coverage <share>',
    'each rep has touched at least this share of the ICP accounts, such as 60%',
    share(1, 'write a percentage or a number up to 1, such as 60% or 0.6'),
  ),
  minCover: single(
    '--min-cover <times>',
    "each rep's pipeline covers what is left of the quota so many times, such as 1",
    amount,
  ),
  ...bookOptions,
  baseline: single(
    '--baseline <plan.json>',
    'the plan that was adopted: keep, locked and budget rows are judged, and drift is told, since then',
    filled('name the plan.json of an adopted plan, or its folder'),
  ),
  noise: single(
    '--noise <share>',
    'how even it stays where potentials are wrong by so much, such as 20%',
    share(1, 'write a percentage up to 100%, such as 20%'),
  ),
  draws: single('--draws <n>', 'with --noise: how often (default: 200)', whole(1, 100_000), {
    absent: 200,
  }),
  seed: single('--seed <n>', 'with --noise: seed of the draws (default: 1)', seed, { absent: 1 }),
  failUnder: single(
    '--fail-under <share>',
    'with --noise: fail where all are within the band in less than this share of the draws',
    share(1, 'write a percentage up to 100%, such as 90%'),
  ),
  at: single(
    '--at <date>',
    'with --opportunities: deals as of this day, and how what was won after it fits these territories',
    day,
  ),
  quarters: single(
    '--quarters <n>',
    'with --at: so many quarters after it are what happened (default: 1)',
    whole(1, 40),
    { absent: 1 },
  ),
  strict: onOff('--strict', 'warnings fail too'),
  ...verbose,
  format: format(['text', 'json', 'junit', 'sarif', 'github', 'markdown']),
  ...input,
  quiet: onOff('--quiet', 'no notes on stderr; the report on stdout stays'),
  color: output.color,
};

export const validateOptions = {
  format: format(
    ['text', 'json', 'csv', 'markdown'],
    'what goes to stdout: text, json, markdown, or csv (a worklist)',
  ),
  failOn: single(
    '--fail-on <severity>',
    'exit with 1 on a finding: error, or warning (and errors)',
    oneOf(['error', 'warning']),
  ),
  ...input,
  ...output,
};

export const explainOptions = {
  ...planFolder,
  account: single('--account <account>', 'an account, where a rep has that name too', anyText),
  rep: single('--rep <rep>', 'a rep, where an account has that name too', anyText),
  to: single('--to <rep>', 'what would change if the account went to this rep', anyText),
  rule: single(
    '--rule <row>',
    'what a row costs, by planning again without it: 7, accounts.csv:12, reps.csv:3',
    anyText,
  ),
  rulesCost: onOff('--rules-cost', 'the same for every row, in a table'),
  ...threads,
  ...output,
};

export const reportOptions = {
  ...planInputs,
  out: single(
    '--out <file>',
    'file to write; - or none for stdout',
    filled('name a file, or - for stdout'),
  ),
  format: single(
    '--format <format>',
    'html, markdown, xlsx, pdf or text (default: by the ending of --out, else text)',
    oneOf(['text', 'html', 'markdown', 'xlsx', 'pdf']),
  ),
  ...page,
  mask: onOff('--mask', 'stand-ins for names and amounts, the same each time'),
  history: onOff('--history', 'the plans that led to this one: when, what happened, what moved'),
  perRep: single(
    '--per-rep <dir>',
    'a file for each rep to be handed to them (html or markdown): own accounts and figures alone',
    folder,
  ),
  rulesCost: onOff(
    '--rules-cost',
    'work out first what each rule costs, by planning again without it',
  ),
  ...threads,
  ...output,
};

export const verifyOptions = { ...planFolder, ...output };

export const exportOptions = {
  ...planFolder,
  for: required('--for <crm>', `whose loader: ${crmNames.join(', ')}`, oneOf(crmNames)),
  out: single('--out <dir>', 'folder to write', folder, {
    absent: 'carve-out',
    shown: true,
  }),
  ownerColumn: single(
    '--owner-column <column>',
    'column of the rep file with the owner as the CRM knows it',
    word,
  ),
  idColumn: single('--id-column <column>', "column of the account file with the CRM's ids", word),
  house: single(
    '--house <owner>',
    'who gets released accounts; without it they stay as they are',
    word,
  ),
  openOpportunities: single(
    '--open-opportunities <what>',
    'open ones of the plan: follow their account, or owned (only those of its owner do), or stay (default: follow)',
    oneOf(['follow', 'owned', 'stay']),
    { absent: 'follow' } as const,
  ),
  contacts: single('--contacts <file>', fileRoles.contacts.help, {
    ...word,
    remedy: 'name a CSV file',
  }),
  on: single(
    '--on <date>',
    'of a folder of carve transition: only what takes effect that day',
    day,
  ),
  ...map,
  ...forms,
  ...output,
};

export const diffOptions = {
  by: single(
    '--by <view>',
    'all there is by rep, account or rule, in place of an overview',
    oneOf(diffViews),
  ),
  base: single(
    '--base <base>',
    'what both started from: tells what each changed, and where they collide',
    filled('name a plan folder or a file'),
  ),
  merge: single(
    '--merge <file>',
    'with --base: write the merge here; exits 1 while conflicts are left',
    filled('name a file to write'),
  ),
  prefer: single(
    '--prefer <side>',
    'with --base: settle conflicts for mine or theirs',
    oneOf(['mine', 'theirs']),
  ),
  exitCode: onOff('--exit-code', 'exit 1 where they differ; with --base, where a conflict is left'),
  reps: single(
    '--reps <file>',
    'rep file that turns the owners of CRM exports into rep_ids',
    filled('name a rep file'),
  ),
  format: format(['text', 'csv', 'json', 'markdown']),
  ...maps,
  ...forms,
  ...output,
};

export const initOptions = {
  from: repeated(
    '--from <file...>',
    'your account and rep exports: drafts a mapping and rules for them',
    asGiven,
  ),
  model: single(
    '--model <name>',
    'with --from: rules for a geographic, vertical, named or hybrid model',
    { ...anyText, words: models },
  ),
  templates: single(
    '--templates <dir>',
    'write the letters of carve transition to this folder, to rewrite them',
    folder,
  ),
  quiet: output.quiet,
  ...maps,
  ...forms,
};

export const reviewOptions = {
  out: single('--out <dir>', 'folder to write to (default: carve-out)', folder, {
    absent: 'carve-out',
  }),
  ...force,
  ...page,
  ...reviewFlags,
  expires: single('--expires <date>', 'the last day on which decisions hold', day),
  asOf: single('--as-of <date>', 'the day of the round (default: today)', day),
  ...threads,
  ...planFolder,
  ...forms,
  ...output,
};
