import type { Table } from '../model/table.js';
import { type Books, isIdle } from './books.js';
import { type Changes, changesSince, type EarlierCoverage } from './changes.js';
import { coverageOf, type RepCoverage, type Tally, tallyBy } from './coverage.js';
import { type FamilyDeal, familyDealsOf } from './family-deals.js';
import { labelsOf } from './labels.js';
import { type Market, marketOf } from './market.js';
import { type Priority, priorityOf, rankedBooks } from './priorities.js';
import { type Assumptions, type Rates, ratesOf } from './rates.js';
import { type RoleCoverage, type RoleHolding, roleCoverageOf } from './role-coverage.js';
import { type Segment, segmentsOf } from './segments.js';
import { whitespaceOf } from './whitespace.js';

export const groupings = ['rep', 'manager', 'segment', 'region'] as const;
export type Grouping = (typeof groupings)[number];

export interface AnalysisOptions {
  /** The coverage that is asked of each rep, 0–1. */
  readonly least: number;
  readonly assumptions: Assumptions;
  readonly market: Table | undefined;
  /** Open deals of at least this amount on another rep's family are listed. */
  readonly involve: number | undefined;
  readonly by: Grouping;
  readonly earlier: EarlierCoverage | undefined;
  /** Who else looks after the accounts; empty without roles. */
  readonly roles: readonly RoleHolding[];
}

/** Accounts or reps taken together. */
export interface Group extends Tally {
  readonly name: string;
  /** Of reps taken together; undefined where accounts are. */
  readonly pipeline: { readonly expected: number; readonly quotaLeft: number } | undefined;
}

/** Everything that is told of how the books are worked. */
export interface CoverageAnalysis {
  readonly books: Books;
  readonly least: number;
  readonly rates: Rates;
  readonly reps: readonly RepCoverage[];
  /** All accounts that reps have, and the planned ones that nobody has. */
  readonly held: Tally;
  readonly unheld: Tally;
  readonly by: Grouping;
  /** Empty where the reps themselves are told. */
  readonly groups: readonly Group[];
  /** By rep, ranked. */
  readonly ranked: ReadonlyMap<number, readonly Priority[]>;
  /** By rep, in the order of the book. */
  readonly idle: ReadonlyMap<number, readonly number[]>;
  readonly whitespace: readonly Priority[];
  readonly segments: readonly Segment[];
  readonly market: Market | undefined;
  readonly familyDeals: readonly FamilyDeal[] | undefined;
  readonly changes: Changes | undefined;
  readonly roles: readonly RoleCoverage[];
}

/** Works everything out; the same books and options give the same figures. */
export function analysisOf(books: Books, options: AnalysisOptions): CoverageAnalysis {
  const { rep, planned, deals } = books;
  const rates = ratesOf(books, options.assumptions);
  const reps = coverageOf(books, rates, options.least);
  const priorities = Array.from(planned, (isPlanned, account) =>
    isPlanned === 1 ? priorityOf(books, account) : undefined,
  );
  const ranked = rankedBooks(books, priorities);
  const idle = new Map(
    [...ranked].map(([one, book]) => [
      one,
      book.map(({ account }) => account).filter((account) => isIdle(books, account)),
    ]),
  );
  const [held, unheld] = tallyBy(books, 2, (account) =>
    rep[account] >= 0 ? 0 : planned[account] === 1 ? 1 : -1,
  );
  const { market, involve, earlier } = options;
  return {
    books,
    least: options.least,
    rates,
    reps,
    held,
    unheld,
    by: options.by,
    groups: groupsOf(books, reps, options.by),
    ranked,
    idle,
    whitespace: whitespaceOf(books, priorities),
    segments: segmentsOf(books),
    market: market && marketOf(books, market, rates),
    familyDeals:
      involve === undefined || deals === undefined
        ? undefined
        : familyDealsOf(books, deals, involve),
    changes: earlier && changesSince(books, reps, idle, earlier),
    roles: options.roles.map((role) => roleCoverageOf(books, role, priorities)),
  };
}

/** Reps by manager, or accounts by segment or region; the unnamed under ''. */
function groupsOf(books: Books, reps: readonly RepCoverage[], by: Grouping): readonly Group[] {
  const { labels, problem, rep } = books;
  if (by === 'rep') return [];
  if (by !== 'manager') {
    const { codes, names } = labels[by];
    const groupOf = (account: number): number => (rep[account] < 0 ? -1 : codes[account]);
    return named(names, tallyBy(books, names.length, groupOf), () => undefined);
  }
  const { codes, names } = labelsOf(problem.reps, 'manager');
  const groupOf = (account: number): number => (rep[account] < 0 ? -1 : codes[rep[account]]);
  return named(names, tallyBy(books, names.length, groupOf), (code) => {
    const own = reps.filter((one) => codes[one.rep] === code);
    return {
      expected: own.reduce((total, one) => total + one.expected, 0),
      quotaLeft: own.reduce((total, one) => total + (one.quotaLeft ?? 0), 0),
    };
  });
}

function named(
  names: readonly string[],
  tallies: readonly Tally[],
  pipelineOf: (code: number) => Group['pipeline'],
): readonly Group[] {
  return tallies
    .map((tally, code) => ({ ...tally, name: names[code], pipeline: pipelineOf(code) }))
    .filter(({ accounts }) => accounts > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
