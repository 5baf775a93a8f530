import type { Cause, CauseFacts } from '../measures/breach.js';
import { filledNumbers } from '../model/table.js';
import { medianOf } from '../scoring/rank.js';
import { type Books, isIdle, isRealNow } from './books.js';
import { isOpen, isWon } from './deals.js';
import { type Pipeline, pipelinesOf } from './pipeline.js';
import type { Rates } from './rates.js';

/** What a book comes to, a rep's or a group's. */
export interface Tally {
  /** All accounts in it. */
  readonly accounts: number;
  readonly icp: number;
  /** ICP accounts touched in the window. */
  readonly touched: number;
  readonly icpPotential: number;
  readonly touchedPotential: number;
  readonly tier1: number;
  readonly tier1ThisQuarter: number;
  readonly idle: number;
  readonly realNow: number;
  /** Accounts touched in the window, ICP or not, and completed activities in it. */
  readonly anyTouched: number;
  readonly activities: number;
  readonly closed: number;
  readonly won: number;
}

/** A tally with the shares that were touched. */
export interface Worked extends Tally {
  /** 0–1; undefined without ICP accounts. */
  readonly coverage: number | undefined;
  readonly potentialCoverage: number | undefined;
}

/** How a rep's book is worked. */
export interface RepCoverage extends Worked, Pipeline {
  readonly rep: number;
  readonly onLeave: boolean;
  /** Whether coverage is below what is asked; never on leave. */
  readonly isBelow: boolean;
  readonly cause: Cause | undefined;
  /** Of the pool's reps who are not on leave. */
  readonly median: { readonly activities: number; readonly realNow: number };
  /** Whether there is under half of the pool's median to go after this week. */
  readonly isShortNow: boolean;
  readonly attainment: number | undefined;
  readonly winRate: number | undefined;
}

/** What share of the touched accounts outside the ICP shows that the wrong ones are worked. */
const strayShare = 0.4;

/** 12 places decide: 0.6 asked and 3 of 5 touched is enough. */
const rounding = 1e-12;

/** The coverage of every rep with a book, in the order of their file. */
export function coverageOf(books: Books, rates: Rates, least: number): readonly RepCoverage[] {
  const { problem, reps, onLeave, rep } = books;
  const tallies = tallyBy(books, problem.repCount, (account) => rep[account]);
  const pipelines = pipelinesOf(books, rates);
  const middle = poolMedians(books);
  const activities = middle((at) => tallies[at].activities);
  const realNow = middle((at) => tallies[at].realNow);
  const quota = filledNumbers(problem.reps, 'quota');
  const attained = filledNumbers(problem.reps, 'attained');
  return reps.map((at): RepCoverage => {
    const tally = worked(tallies[at]);
    const { coverage } = tally;
    const away = onLeave[at] === 1;
    const isBelow = !away && coverage !== undefined && coverage < least - rounding;
    return {
      ...tally,
      ...pipelines[at],
      rep: at,
      onLeave: away,
      isBelow,
      cause: isBelow ? causeOf(tally, activities[at]) : undefined,
      median: { activities: activities[at], realNow: realNow[at] },
      isShortNow: !away && tally.realNow < realNow[at] / 2,
      attainment: shareOf(attained?.[at] ?? Number.NaN, quota?.[at] ?? Number.NaN),
      winRate: shareOf(tally.won, tally.closed),
    };
  });
}

function causeOf(tally: Tally, median: number): Cause {
  if (tally.activities === 0 || tally.activities < median / 2) return 'inactivity';
  const stray = tally.anyTouched - tally.touched;
  return stray >= strayShare * tally.anyTouched - rounding ? 'prioritisation' : 'bandwidth';
}

/** Why a rep is below what is asked, with the figures that say so; undefined for one who is not. */
export function causeFacts(
  { cause, activities, median, anyTouched, touched, icp }: RepCoverage,
  { window, contacts: { from } }: Books,
): CauseFacts | undefined {
  return (
    cause && {
      cause,
      from,
      activities,
      median: median.activities,
      window,
      anyTouched,
      touched,
      icp,
    }
  );
}

/** A tally, and what share of its ICP accounts and of their potential was touched. */
export function worked(tally: Tally): Worked {
  return {
    ...tally,
    coverage: shareOf(tally.touched, tally.icp),
    potentialCoverage: shareOf(tally.touchedPotential, tally.icpPotential),
  };
}

/** A share of something; undefined where there is nothing, or it is not known. */
export function shareOf(part: number, whole: number): number | undefined {
  return whole > 0 && !Number.isNaN(part) ? part / whole : undefined;
}

/** Works out a figure's median over each pool, for its reps; those on leave have no say and no median. */
function poolMedians({
  problem,
  reps,
  onLeave,
}: Books): (of: (rep: number) => number) => Float64Array {
  const pools = new Map<number, number[]>();
  for (const rep of reps) {
    if (onLeave[rep] === 1) continue;
    const pool = problem.pools.of[rep];
    pools.set(pool, [...(pools.get(pool) ?? []), rep]);
  }
  return (of) => {
    const medians = new Float64Array(problem.repCount);
    for (const members of pools.values()) {
      const median = medianOf(Float64Array.from(members, of));
      for (const rep of members) medians[rep] = median;
    }
    return medians;
  };
}

/** What the accounts of each group come to; a group of −1 is none. */
export function tallyBy(
  books: Books,
  groups: number,
  groupOf: (account: number) => number,
): readonly Tally[] {
  const { problem, icp, touched, contacts, potential, tier, year, deals } = books;
  const tallies = Array.from({ length: groups }, emptyTally);
  for (let account = 0; account < problem.accountCount; account++) {
    const tally = tallies[groupOf(account)];
    if (tally === undefined) continue;
    tally.accounts++;
    tally.activities += contacts.inWindow[account];
    tally.anyTouched += touched[account];
    if (icp[account] === 1) {
      tally.icp++;
      tally.touched += touched[account];
      tally.icpPotential += potential[account];
      tally.touchedPotential += touched[account] * potential[account];
    }
    if (tier[account] === 1) {
      tally.tier1++;
      if (contacts.last[account] >= year.quarter) tally.tier1ThisQuarter++;
    }
    if (isIdle(books, account)) tally.idle++;
    if (isRealNow(books, account)) tally.realNow++;
  }
  for (const row of deals?.rows ?? []) {
    if (deals === undefined || isOpen(deals, row)) continue;
    const tally = tallies[groupOf(deals.account[row])];
    if (tally === undefined) continue;
    tally.closed++;
    if (isWon(deals, row)) tally.won++;
  }
  return tallies;
}

type Counting = { -readonly [Name in keyof Tally]: Tally[Name] };

function emptyTally(): Counting {
  return {
    accounts: 0,
    icp: 0,
    touched: 0,
    icpPotential: 0,
    touchedPotential: 0,
    tier1: 0,
    tier1ThisQuarter: 0,
    idle: 0,
    realNow: 0,
    anyTouched: 0,
    activities: 0,
    closed: 0,
    won: 0,
  };
}
