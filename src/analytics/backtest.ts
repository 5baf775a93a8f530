import { mean, sampleRankCorrelation, standardDeviation } from 'simple-statistics';
import { closeDays, inOrderOfSums, wonAmounts } from '../inputs/opportunities/aggregates.js';
import type { OpportunitiesOn } from '../inputs/opportunities/on-day.js';
import { OpportunityState } from '../inputs/opportunities/states.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { filledNumbers } from '../model/table.js';
import { type DayNumber, dayNumber } from '../model/units.js';
import { dayInMonth } from './fiscal.js';

/** Below so many wins nothing is concluded from them. */
export const leastWins = 20;

/** Whether a past plan of territories would have stood up to what then happened (contract 12.5). */
export interface Backtest {
  /** The first day of what happened, and the first one after it. */
  readonly from: DayNumber;
  readonly until: DayNumber;
  readonly quarters: number;
  /** The day the last deal of the file was won or lost; undefined where none has a day. */
  readonly lastClosed: DayNumber | undefined;
  /** Opportunities that were there on the first day. */
  readonly known: number;
  /** Deals of planned accounts won in that time. */
  readonly wins: number;
  readonly won: number;
  /** Won in that time, but of accounts that are not planned, or not in the accounts file. */
  readonly besides: { readonly wins: number; readonly won: number };
  /** Won deals that nothing says when of. */
  readonly undated: number;
  /** Undefined where there are too few wins, or nothing came of them. */
  readonly figures: BacktestFigures | undefined;
}

export interface BacktestFigures {
  /** Planned accounts. */
  readonly accounts: number;
  /** Spearman's rank correlation of won amount with each; undefined where all accounts are alike in one of them. */
  readonly withPotential: number | undefined;
  /** Undefined without ARR too. */
  readonly withArr: number | undefined;
  /** The size that such a correlation passes in one of twenty cases where there is none. */
  readonly byChance: number;
  /** The tenth of the accounts with the greatest potential, rounded up, and their share of the won amount. */
  readonly topTenth: { readonly accounts: number; readonly share: number };
  /** Of the won amount: the largest deal's share. */
  readonly largest: number;
  /** Of the won amount: what others than the account's owner won; undefined where the file names no owners. */
  readonly byOthers: number | undefined;
  /** With today's owners, and with those of the judged assignment. */
  readonly was: BacktestSide;
  readonly judged: BacktestSide;
  /** A difference of the two coefficients up to this is no more than luck may make. */
  readonly margin: number;
}

/** What was won with the accounts that each rep has. */
export interface BacktestSide {
  /** Reps who have potential, by index. */
  readonly reps: readonly BacktestRep[];
  /** Of the won amount: that of accounts which none of them has. */
  readonly unheld: number;
  /** Population standard deviation ÷ mean of won ÷ expected over these reps; undefined for fewer than two. */
  readonly cv: number | undefined;
  /**
   * What `cv` comes to by chance where potential is right: each deal falls to a
   * rep with the probability of the rep's share p of potential, so that the
   * variance of won ÷ expected is Σ amount² ÷ (Σ amount)² ÷ p.
   */
  readonly byChance: number;
  /** The rep whose squared distance from the mean is more than that of all others together, where there are at least four; undefined for none. */
  readonly outlier: number | undefined;
}

export interface BacktestRep {
  readonly rep: number;
  readonly won: number;
  /** Σ won · the rep's share of potential. */
  readonly expected: number;
  readonly ratio: number;
}

/**
 * What was won in the quarters that begin with a day, against potential and ARR
 * as they are given. All figures are over the planned accounts.
 *
 * @param owners who has them today: as it was.
 * @param judged who has them in the assignment that is judged.
 */
export function backtestOf(
  problem: Problem,
  { all, day, known }: OpportunitiesOn,
  quarters: number,
  owners: Assignment,
  judged: Assignment,
): Backtest {
  const { table, account, states, holders } = all;
  const until = monthsAfter(day, 3 * quarters);
  const amounts = wonAmounts(table);
  const { actual: closed } = closeDays(table);
  const won = new Float64Array(problem.accountCount);
  const besides = { wins: 0, won: 0 };
  let [wins, total, squares, undated, largest, byOthers] = [0, 0, 0, 0, 0, 0];
  let lastClosed: number | undefined;
  for (const row of inOrderOfSums(table.size, [amounts])) {
    const state = states.state[row];
    const isWon = state === OpportunityState.won;
    if (!isWon && state !== OpportunityState.lost) continue;
    if (closed[row] > (lastClosed ?? Number.NEGATIVE_INFINITY)) lastClosed = closed[row];
    if (!isWon) continue;
    if (Number.isNaN(closed[row])) undated++;
    if (!(closed[row] >= day && closed[row] < until)) continue;
    const amount = Number.isNaN(amounts[row]) ? 0 : amounts[row];
    const at = account[row];
    if (at < 0 || problem.state[at] !== AccountState.planned) {
      besides.wins++;
      besides.won += amount;
      continue;
    }
    wins++;
    total += amount;
    squares += amount * amount;
    won[at] += amount;
    largest = Math.max(largest, amount);
    if (holders.codes[row] !== 0 && holders.rep[row] !== owners[at]) byOthers += amount;
  }
  const planned = Int32Array.from(won.keys()).filter(
    (at) => problem.state[at] === AccountState.planned,
  );
  const potential = (at: number): number => problem.potential[at];
  const arr = filledNumbers(problem.accounts, 'arr');
  const side = (holder: Assignment): BacktestSide =>
    sideOf(
      { holder, planned, won, total, squares, potential: problem.potential },
      problem.repCount,
    );
  const tells = wins >= leastWins && total > 0;
  const [was, given] = [side(owners), side(judged)];
  return {
    from: day,
    until,
    quarters,
    lastClosed: lastClosed === undefined ? undefined : dayNumber(lastClosed),
    known,
    wins,
    won: total,
    besides,
    undated,
    figures: tells
      ? {
          accounts: planned.length,
          withPotential: rankCorrelation(planned, won, potential),
          withArr: arr && rankCorrelation(planned, won, (at) => arr[at] || 0),
          byChance: 1.96 / Math.sqrt(Math.max(1, planned.length - 1)),
          topTenth: topTenth(planned, potential, won, total),
          largest: largest / total,
          byOthers: holders.column === undefined ? undefined : byOthers / total,
          was,
          judged: given,
          margin: marginOf(was, given),
        }
      : undefined,
  };
}

/** 1.96 standard errors of a coefficient of variation that comes of luck alone: its size ÷ √(2 (n − 1)). */
function marginOf(was: BacktestSide, judged: BacktestSide): number {
  const reps = Math.min(was.reps.length, judged.reps.length);
  return (1.96 * Math.max(was.byChance, judged.byChance)) / Math.sqrt(2 * Math.max(1, reps - 1));
}

/** The same day of the month so many months later, or the last one of a shorter month. */
function monthsAfter(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * 86_400_000);
  return dayInMonth(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate());
}

/** Spearman's, ties by the mean of their ranks; undefined where one of the two is the same throughout. */
function rankCorrelation(
  planned: Int32Array,
  won: Float64Array,
  of: (account: number) => number,
): number | undefined {
  const [a, b] = [[...planned].map((at) => won[at]), [...planned].map(of)];
  const varies = (values: readonly number[]): boolean => values.some((one) => one !== values[0]);
  return varies(a) && varies(b) ? sampleRankCorrelation(a, b) : undefined;
}

/** Accounts of equal potential at its edge are in it by the part that there is room for. */
function topTenth(
  planned: Int32Array,
  potential: (account: number) => number,
  won: Float64Array,
  total: number,
): BacktestFigures['topTenth'] {
  const size = Math.ceil(planned.length / 10);
  const edge = Float64Array.from(planned, potential).sort().at(-size) ?? 0;
  let [above, aboveWon, tied, tiedWon] = [0, 0, 0, 0];
  for (const at of planned) {
    if (potential(at) > edge) {
      above++;
      aboveWon += won[at];
    } else if (potential(at) === edge) {
      tied++;
      tiedWon += won[at];
    }
  }
  const share = (aboveWon + (tiedWon * (size - above)) / tied) / total;
  return { accounts: size, share };
}

interface Books {
  readonly holder: Assignment;
  readonly planned: Int32Array;
  readonly won: Float64Array;
  readonly total: number;
  /** Of the amounts of the deals. */
  readonly squares: number;
  readonly potential: Float64Array;
}

function sideOf(
  { holder, planned, won, total, squares, potential }: Books,
  reps: number,
): BacktestSide {
  const [wonBy, potentialOf] = [new Float64Array(reps), new Float64Array(reps)];
  let all = 0;
  for (const at of planned) {
    all += potential[at];
    if (holder[at] < 0) continue;
    wonBy[holder[at]] += won[at];
    potentialOf[holder[at]] += potential[at];
  }
  const found = [...wonBy.keys()]
    .filter((rep) => potentialOf[rep] > 0)
    .map((rep) => {
      const expected = (total * potentialOf[rep]) / all;
      return { rep, won: wonBy[rep], expected, ratio: wonBy[rep] / expected };
    });
  const ratios = found.map(({ ratio }) => ratio);
  const middle = ratios.length === 0 ? 0 : mean(ratios);
  const cv = ratios.length < 2 || middle <= 0 ? undefined : standardDeviation(ratios) / middle;
  const unheld = 1 - found.reduce((sum, one) => sum + one.won, 0) / total;
  const square = ({ ratio }: BacktestRep): number => (ratio - middle) ** 2;
  const distance = found.reduce((sum, one) => sum + square(one), 0);
  const outlier =
    found.length < 4 ? undefined : found.find((one) => square(one) > distance / 2)?.rep;
  const spread = found.reduce((sum, { expected }) => sum + total / expected, 0) / found.length;
  const byChance = found.length === 0 ? 0 : Math.sqrt(squares * spread) / total;
  return { reps: found, unheld, cv, byChance, outlier };
}
