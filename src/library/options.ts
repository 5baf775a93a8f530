import { availableParallelism } from 'node:os';
import { distance } from 'fastest-levenshtein';
import { parseDate } from '../inputs/cells/date.js';
import type { FileForms } from '../inputs/csv/file-form.js';
import { type InputRole, inputRoles } from '../inputs/csv/file-roles.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { isoDate } from '../model/table.js';
import { type DayNumber, dayNumber } from '../model/units.js';
import type { NamedBytes, ProblemInputs } from '../planning/inputs.js';
import { sha256 } from '../reports/checksums.js';
import type { PlanInputs } from '../reports/plan-json.js';
import type { ProblemOptions } from '../reports/plan-parts.js';
import type { Effort, Progress, SolveOptions } from '../solver/model/program.js';
import type { Sources } from './folder.js';
import { readGazetteer } from './references.js';
import { namedBytes } from './source.js';

/** What every verb that reads accounts and reps takes; all but these two may be left out. */
export interface InputOptions extends Sources {
  /** The day that dates count from, as 2026-01-31 or a Date (its day in UTC); today unless told. */
  readonly asOf?: string | Date;
  /** Header by carve's name for the column: `{ potential: 'Annual Potential' }`. */
  readonly map?: Readonly<Record<string, string>>;
  /** Weights by term, over those of the rules. */
  readonly weights?: Readonly<Record<string, number>>;
  /** The column of reps that territories are shared by; capacity unless told. */
  readonly shareBy?: string;
  /** No drafted rules. */
  readonly bare?: boolean;
  /** Whether potential taken from customers' size is lowered to its 95th percentile; it is unless told. */
  readonly potentialCap?: boolean;
  /** Look coordinates up by postal code or city. */
  readonly locate?: boolean;
  /** Take states and countries for one value however they are spelled. */
  readonly samePlaces?: boolean;
  /** What amounts are in where the files do not tell: an ISO code. */
  readonly currency?: string;
  /** Take owners of accounts without one from their opportunities. */
  readonly ownerFrom?: 'opportunities';
  /** At most so many accounts leave a live owner. */
  readonly maxMoves?: number;
  /** What files do not say of themselves: encoding, sheet, decimal mark, order of dates. */
  readonly forms?: FileForms;
}

/** How long and how to search. */
export interface SearchOptions {
  /** A whole number, 1 unless told; the same seed gives the same plan. */
  readonly seed?: number;
  /** `normal` unless told. */
  readonly effort?: Effort;
  /** Seconds after which the best plan so far is taken; without it work is counted, and the plan the same every time. */
  readonly timeLimit?: number;
  /** As many as there are cores unless told; they never change the plan. */
  readonly threads?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted: the search ends with the best plan so far, and the plan says that it was interrupted. */
  readonly signal?: AbortSignal;
}

/** Names of what every verb that reads accounts and reps takes. */
export const inputNames: readonly string[] = [
  ...inputRoles,
  ...[
    'asOf',
    'map',
    'weights',
    'shareBy',
    'bare',
    'potentialCap',
    'locate',
    'samePlaces',
    'currency',
  ],
  ...['ownerFrom', 'maxMoves', 'forms'],
];

export const searchNames: readonly string[] = [
  ...['seed', 'effort', 'timeLimit', 'threads', 'onProgress', 'signal'],
];

/** Beyond so many letters apart two names are not taken for one another. */
const nearestAtMost = 3;

/** @throws InputError where a verb is asked with something that it does not know, which must not pass in silence. */
export function checkNames(
  verb: string,
  options: object | undefined,
  names: readonly string[],
): void {
  if (options === undefined || options === null) {
    const remedy = `hand over an object with ${names.slice(0, 2).join(' and ')}`;
    throw new InputError([{ file: verb, what: 'is asked without options', remedy }]);
  }
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new InputError(
    unknown.map((name) => {
      const away = (known: string): number => distance(known.toLowerCase(), name.toLowerCase());
      const nearest = names.reduce((best, one) => (away(one) < away(best) ? one : best));
      const remedy =
        away(nearest) <= nearestAtMost ? `perhaps ${nearest}` : `it takes ${names.join(', ')}`;
      return { file: verb, what: 'has no such option', value: name, remedy };
    }),
  );
}

/** What the verbs make of their options. */
export interface GivenInputs {
  readonly inputs: ProblemInputs;
  readonly files: ReadonlyMap<InputRole, NamedBytes>;
  /** As plan.json tells them, but for whether rules were drafted. */
  readonly problemOptions: Omit<ProblemOptions, 'drafted'>;
}

/**
 * Options as the problem that they describe.
 *
 * @throws InputError with every option that does not fit.
 */
export async function givenInputs(options: InputOptions): Promise<GivenInputs> {
  const files = new Map<InputRole, NamedBytes>();
  for (const role of inputRoles) {
    const source = options[role];
    if (source !== undefined) files.set(role, namedBytes(`${role}.csv`, source));
  }
  const { accounts, reps } = { accounts: files.get('accounts'), reps: files.get('reps') };
  const problems: InputProblem[] = [];
  for (const role of ['accounts', 'reps'] as const) {
    if (files.has(role)) continue;
    problems.push({ file: role, what: 'are not given', remedy: `hand over ${role}: CSV or rows` });
  }
  const asOf = dayOf(options.asOf ?? new Date());
  if (asOf === undefined) {
    const remedy = 'write it as 2026-01-31, or give a Date';
    problems.push({ file: 'asOf', what: 'is no date', value: String(options.asOf), remedy });
  }
  for (const [name, weight] of Object.entries(options.weights ?? {})) {
    if (Number.isFinite(weight) && weight >= 0) continue;
    const place = { file: 'weights', column: name, value: String(weight) };
    problems.push({ ...place, what: 'is no weight', remedy: 'give a number, 0 or more' });
  }
  const { maxMoves } = options;
  if (maxMoves !== undefined && (!Number.isInteger(maxMoves) || maxMoves < 0)) {
    const remedy = 'give a whole number, 0 or more';
    problems.push({ file: 'maxMoves', what: 'does not fit', value: String(maxMoves), remedy });
  }
  if (accounts === undefined || reps === undefined || asOf === undefined || problems.length > 0) {
    throw new InputError(problems);
  }
  const map = Object.entries(options.map ?? {}).map(([column, header]) => `${column}=${header}`);
  const weights = new Map(Object.entries(options.weights ?? {}));
  const { shareBy, ownerFrom, forms = {}, bare = false, samePlaces = false, currency } = options;
  const { potentialCap = true, locate = false } = options;
  return {
    files,
    problemOptions: {
      bare,
      weights,
      shareBy,
      potentialCap,
      ownerFrom,
      map,
      locate,
      samePlaces,
      currency,
      forms,
    },
    inputs: {
      ...Object.fromEntries(files),
      accounts,
      reps,
      ownerFrom,
      bare,
      maxMoves,
      map,
      gazetteer: locate ? await readGazetteer() : undefined,
      samePlaces,
      currency,
      forms,
      assembly: { asOf, weights, shareBy, potentialCap },
    },
  };
}

/** A date's day; undefined where it is none. */
export function dayOf(asOf: string | Date): DayNumber | undefined {
  if (asOf instanceof Date) {
    const day = Math.floor(asOf.getTime() / 86_400_000);
    return Number.isFinite(day) ? dayNumber(day) : undefined;
  }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? parseDate(asOf) : undefined;
  return day !== undefined && isoDate(day) === asOf ? day : undefined;
}

/**
 * Search options with their defaults.
 *
 * @throws InputError with every option that does not fit.
 */
export function searchOptions(options: SearchOptions): SolveOptions {
  const { seed = 1, effort = 'normal', timeLimit, threads, onProgress, signal } = options;
  const problems: InputProblem[] = [];
  const refuse = (file: string, value: unknown, remedy: string): void => {
    problems.push({ file, what: 'does not fit', value: String(value), remedy });
  };
  if (!Number.isSafeInteger(seed) || seed < 0) refuse('seed', seed, 'give a whole number');
  if (!['quick', 'normal', 'thorough'].includes(effort)) {
    refuse('effort', effort, 'use quick, normal or thorough');
  }
  if (timeLimit !== undefined && !(timeLimit > 0)) refuse('timeLimit', timeLimit, 'give seconds');
  if (threads !== undefined && (!Number.isInteger(threads) || threads < 1)) {
    refuse('threads', threads, 'give a whole number from 1');
  }
  if (problems.length > 0) throw new InputError(problems);
  return {
    seed,
    effort,
    threads: threads ?? availableParallelism(),
    timeLimit,
    now: () => performance.now(),
    ...(onProgress !== undefined && { onProgress }),
    shouldStop: () => signal?.aborted === true,
  };
}

/** The files as plan.json names them. */
export function recordedInputs(
  files: ReadonlyMap<InputRole, NamedBytes>,
  rows: Readonly<Record<InputRole, number>>,
): PlanInputs {
  const problemOptions = inputRoles.flatMap((role): [InputRole, PlanInputs['accounts']][] => {
    const file = files.get(role);
    if (file === undefined) return [];
    return [[role, { path: file.name, sha256: sha256(file.bytes), rows: rows[role] }]];
  });
  const { accounts, reps, ...others } = Object.fromEntries(problemOptions);
  return { accounts, reps, ...others };
}
