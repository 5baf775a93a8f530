import { calendarYear, type FiscalStart } from '../analytics/fiscal.js';
import { checkHeld } from '../evaluation/check/check.js';
import { ownersHeld } from '../evaluation/check/held.js';
import type { NoiseAsked } from '../evaluation/check/noise.js';
import { type Yardstick, yardsticks } from '../evaluation/check/types.js';
import { nothingPlanned } from '../evaluation/planned.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import { assumptionsFrom } from '../inputs/csv/assumptions.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Bound } from '../model/problem.js';
import type { DayNumber } from '../model/units.js';
import { assumedBy } from '../planning/assumptions.js';
import { backtestOn } from '../planning/backtest.js';
import { readBaseline } from '../planning/baseline.js';
import { type BookThresholds, booksAsked } from '../planning/book-checks.js';
import { givenAssignment } from '../planning/given-assignment.js';
import { contents, type NamedBytes, readProblem } from '../planning/inputs.js';
import { withRoleChecks } from '../planning/role-checks.js';
import { sincePlan } from '../planning/since-plan.js';
import { version } from '../planning/version.js';
import type { CheckJson } from '../reports/check/check-json.js';
import { checkJson } from '../reports/check/json.js';
import { type PlanFolder, readFolder } from './folder.js';
import {
  checkNames,
  dayOf,
  givenInputs,
  type InputOptions,
  inputNames,
  recordedInputs,
} from './options.js';
import { namedBytes, type Source } from './source.js';

export interface CheckOptions extends InputOptions {
  /** Who holds what, in the form of assignments.csv; today's owners unless told. */
  readonly assignments?: Source;
  /** An adopted plan, which drift is measured from. */
  readonly baseline?: PlanFolder;
  /** The deviation in potential and workload that no rep may pass: 0.1 is 10 %. */
  readonly maxDeviation?: number;
  /** What deviations are measured against; each rep's target unless told. */
  readonly against?: Yardstick;
  /** The Gini coefficient of load ÷ target that potential and workload may reach, 0 to 1. */
  readonly maxGini?: number;
  /** Planned accounts that may be without a live rep: a number of them, or `{ share: 0.02 }`. */
  readonly maxUnowned?: number | { readonly share: number };
  /** How wrong potentials are taken to be: 0.2 is 20 %. `noise` of the answer tells how even it stays. */
  readonly noise?: number;
  /** With `noise`: how often potentials are drawn, 200 times unless told. */
  readonly draws?: number;
  /** With `noise`: a whole number, 1 unless told; the same seed gives the same draws. */
  readonly seed?: number;
  /** With `noise`: the share of draws in which all reps are to be within the band; 0.9 is 90 %. */
  readonly failUnder?: number;
  /** The share of ICP accounts that each rep is to have touched: 0.6 is 60 %. */
  readonly minCoverage?: number;
  /** How many times each rep's pipeline is to cover what is left of the quota. */
  readonly minCover?: number;
  /** With `minCoverage` or `minCover`: an account touched so many days ago counts, 90 unless told. */
  readonly window?: number;
  /** Likewise: which accounts are worth working, as a filter. */
  readonly icp?: string;
  /** Likewise: when the fiscal year begins; January 1 unless told. */
  readonly fiscalStart?: FiscalStart;
  /** Likewise: rates by name (`close_rate`, `stage:Proposal`) in place of those of the files. */
  readonly assumptions?: Readonly<Record<string, unknown>>;
  /**
   * With `opportunities`: they are taken as they stood on this day, and `backtest` tells how what was won
   * after it fits these territories. Days are counted from it unless `asOf` is given.
   */
  readonly at?: string | Date;
  /** With `at`: so many quarters after it are what happened; 1 unless told. */
  readonly quarters?: number;
  /** Warnings fail too. */
  readonly strict?: boolean;
}

/**
 * Holds who has what against every rule and threshold, as `carve check --format json` does.
 *
 * @throws InputError with everything that is wrong with the inputs, at once.
 */
export async function check(options: CheckOptions): Promise<CheckJson> {
  const own = [
    'assignments',
    'baseline',
    'maxDeviation',
    'against',
    'maxGini',
    'maxUnowned',
    ...['noise', 'draws', 'seed', 'failUnder'],
    ...['at', 'quarters'],
    ...['minCoverage', 'minCover', 'window', 'icp', 'fiscalStart', 'assumptions'],
    'strict',
  ];
  checkNames('check', options, [...inputNames, ...own]);
  const past = pastIn(options);
  const asOf = options.asOf ?? options.at;
  const given = await givenInputs({ ...options, ...(asOf !== undefined && { asOf }) });
  const { files, problemOptions } = given;
  const inputs = { ...given.inputs, opportunitiesAt: past.at };
  const { against = 'target', strict = false } = options;
  const { maxDeviation, maxGini, maxUnowned } = thresholdsIn(options);
  const noise = noiseIn(options);
  const read = readProblem(inputs);
  const nobody = nothingPlanned(read.problem);
  if (nobody !== undefined) throw new InputError([nobody]);
  const baseline = options.baseline && baselineOf(options.baseline);
  const since = baseline && sincePlan(read, baseline);
  const problem = since?.problem ?? read.problem;
  const assigned =
    options.assignments === undefined ? undefined : assignedBy(problem, options.assignments);
  const held = assigned?.held ?? since?.held ?? ownersHeld(problem);
  const policy = {
    books: booksAsked(read, problem, held, bookThresholdsIn(options)).books,
    maxDeviation,
    against,
    maxGini,
    maxUnowned,
    noise,
    strict,
    draftedRows: new Set(read.drafted.map(({ row }) => row)),
  };
  const name = (role: 'accounts' | 'reps'): string => files.get(role)?.name ?? role;
  const parts = {
    problem,
    result: withRoleChecks(
      checkHeld(problem, held, policy, baseline),
      { problem, assembled: read.assembled },
      policy,
      assigned?.own,
    ),
    drafted: read.drafted,
    backtest: backtestOn(read, problem, held, past.quarters),
    files: {
      accounts: name('accounts'),
      reps: name('reps'),
      rules: files.get('rules')?.name,
      assignments: options.assignments === undefined ? undefined : 'assignments.csv',
      baseline: options.baseline && 'plan.json',
    },
  };
  return checkJson(parts, {
    version,
    inputs: recordedInputs(files, read.rows),
    options: { ...problemOptions, drafted: read.drafted.length > 0 },
  });
}

/** @throws InputError where the day or the quarters do not fit, or there are no opportunities. */
function pastIn({ at, quarters = 1, opportunities }: CheckOptions): {
  readonly at: DayNumber | undefined;
  readonly quarters: number;
} {
  const problems: InputProblem[] = [];
  const refuse = (file: string, value: unknown, remedy: string): void => {
    problems.push({ file, what: 'does not fit', value: String(value), remedy });
  };
  const day = at === undefined ? undefined : dayOf(at);
  if (at !== undefined && day === undefined) {
    refuse('at', at, 'write it as 2026-01-31, or give a Date');
  }
  if (at !== undefined && opportunities === undefined) {
    refuse('at', at, 'hand over opportunities too, lost and open ones as well');
  }
  if (!Number.isInteger(quarters) || quarters < 1 || quarters > 40) {
    refuse('quarters', quarters, 'give a whole number from 1 to 40');
  }
  if (problems.length > 0) throw new InputError(problems);
  return { at: day, quarters };
}

/** @throws InputError with every threshold that is none: a gate must not pass because of one. */
function thresholdsIn({ maxDeviation, maxGini, maxUnowned, against }: CheckOptions): {
  readonly maxDeviation: number | undefined;
  readonly maxGini: number | undefined;
  readonly maxUnowned: Bound | undefined;
} {
  const problems: InputProblem[] = [];
  const refuse = (file: string, value: unknown, remedy: string): void => {
    problems.push({ file, what: 'does not fit', value: String(value), remedy });
  };
  const isShare = (value: unknown): boolean =>
    typeof value === 'number' && value >= 0 && value <= 1;
  const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
  const share = 'give a number from 0 to 1, such as 0.15 for 15 %';
  if (maxDeviation !== undefined && !isShare(maxDeviation)) {
    refuse('maxDeviation', maxDeviation, share);
  }
  if (maxGini !== undefined && !isShare(maxGini)) refuse('maxGini', maxGini, share);
  const isPart = typeof maxUnowned === 'object' && maxUnowned !== null;
  if (maxUnowned !== undefined && !(isPart ? isShare(maxUnowned.share) : isCount(maxUnowned))) {
    const value = isPart ? maxUnowned.share : maxUnowned;
    refuse('maxUnowned', value, 'give a number of accounts, or { share: 0.02 } for 2 %');
  }
  if (against !== undefined && !yardsticks.includes(against)) {
    refuse('against', against, `use ${yardsticks.join(', ')}`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return { maxDeviation, maxGini, maxUnowned: boundOf(maxUnowned) };
}

/** @throws InputError with every value about noise that does not fit, or says nothing without it. */
function noiseIn(options: CheckOptions): NoiseAsked | undefined {
  const { noise, draws = 200, seed = 1, failUnder } = options;
  const problems: InputProblem[] = [];
  const refuse = (file: string, value: unknown, remedy: string): void => {
    problems.push({ file, what: 'does not fit', value: String(value), remedy });
  };
  const isShare = (value: unknown): boolean =>
    typeof value === 'number' && value >= 0 && value <= 1;
  if (noise === undefined) {
    for (const name of ['draws', 'seed', 'failUnder'] as const) {
      if (options[name] === undefined) continue;
      const remedy = 'add noise: 0.2, or leave it out';
      problems.push({ file: name, what: 'says nothing without noise', remedy });
    }
  } else if (!isShare(noise)) {
    refuse('noise', noise, 'give a number from 0 to 1, such as 0.2 for 20 %');
  }
  if (!Number.isInteger(draws) || draws < 1 || draws > 100_000) {
    refuse('draws', draws, 'give a whole number from 1 to 100000');
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    refuse('seed', seed, 'give a whole number, 0 or more');
  }
  if (failUnder !== undefined && !isShare(failUnder)) {
    refuse('failUnder', failUnder, 'give a number from 0 to 1, such as 0.9 for 90 %');
  }
  if (problems.length > 0) throw new InputError(problems);
  return noise === undefined ? undefined : { share: noise, draws, seed, failUnder };
}

/** @throws InputError with every value about books that does not fit. */
function bookThresholdsIn(options: CheckOptions): BookThresholds {
  const { minCoverage, minCover, window = 90, icp, fiscalStart = calendarYear } = options;
  const reading = assumptionsFrom('assumptions', options.assumptions ?? {});
  const problems = [...reading.problems];
  const refuse = (file: string, value: unknown, remedy: string): void => {
    problems.push({ file, what: 'does not fit', value: String(value), remedy });
  };
  if (minCoverage !== undefined && !(minCoverage >= 0 && minCoverage <= 1)) {
    refuse('minCoverage', minCoverage, 'give a number from 0 to 1, such as 0.6 for 60 %');
  }
  if (minCover !== undefined && !(minCover >= 0)) refuse('minCover', minCover, 'give 0 or more');
  if (!Number.isInteger(window) || window < 0) refuse('window', window, 'give whole days');
  const { month, day } = fiscalStart;
  const isDay = Number.isInteger(month) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!isDay) refuse('fiscalStart', `${month}-${day}`, 'give { month: 7, day: 1 }');
  if (problems.length > 0) throw new InputError(problems);
  const assumptions = assumedBy(reading).rates;
  return { minCoverage, minCover, window, icp, fiscalStart, assumptions };
}

function boundOf(bound: CheckOptions['maxUnowned']): Bound | undefined {
  if (bound === undefined) return undefined;
  return typeof bound === 'number'
    ? { amount: bound, share: false }
    : { amount: bound.share, share: true };
}

function assignedBy(problem: Parameters<typeof givenAssignment>[0], source: Source) {
  const { own, problems } = readAssignments(...contents(namedBytes('assignments.csv', source)));
  if (own === undefined || problems.length > 0) throw new InputError(problems);
  return { ...givenAssignment(problem, own), own };
}

function baselineOf(folder: PlanFolder) {
  const { files } = readFolder(folder);
  const file = (name: string): NamedBytes => ({ name, bytes: files.get(name) ?? Buffer.alloc(0) });
  const { baseline, problems } = readBaseline({
    plan: file('plan.json'),
    assignments: file('assignments.csv'),
    territories: file('territories.csv'),
  });
  if (baseline === undefined || problems.length > 0) throw new InputError(problems);
  return baseline;
}
