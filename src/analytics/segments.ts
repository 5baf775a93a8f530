import type { Books } from './books.js';
import { type Deals, type Outcomes, outcomesBy } from './deals.js';

/** A part of the market by segment and industry: how often it is won, and whether it is worked. */
export interface Segment {
  readonly segment: string;
  readonly industry: string;
  readonly closed: number;
  readonly won: number;
  /** 0–1; undefined where nothing was closed. */
  readonly winRate: number | undefined;
  /** The 90 % Wilson interval. */
  readonly winLow: number | undefined;
  readonly winHigh: number | undefined;
  /** ICP accounts touched, and ICP accounts. */
  readonly touched: number;
  readonly icp: number;
  readonly isWinning: boolean;
}

/** Fewer closed deals say too little of a segment. */
const closedAtLeast = 8;

/** The 95th percentile of the standard normal distribution: 90 % lie between it and its negative. */
const z90 = 1.6448536269514722;

/**
 * The 90 % score interval of a share that came out `won` of `closed` times
 * (E. B. Wilson, Journal of the American Statistical Association 22, 1927):
 * unlike the plain one it stays within 0 and 1 and holds for few trials.
 */
export function wilson(won: number, closed: number): readonly [number, number] {
  const share = won / closed;
  const square = z90 * z90;
  const centre = share + square / (2 * closed);
  const spread = z90 * Math.sqrt((share * (1 - share)) / closed + square / (4 * closed * closed));
  const divisor = 1 + square / closed;
  return [(centre - spread) / divisor, (centre + spread) / divisor];
}

/** Every pair of segment and industry that accounts have, by name. */
export function segmentsOf(books: Books): readonly Segment[] {
  const { labels, counts, planned, icp, touched, deals } = books;
  const { segment, industry } = labels;
  const width = industry.names.length;
  const cells = new Map<number, number>();
  const cellOf = Float64Array.from(
    segment.codes,
    (code, account) => code * width + industry.codes[account],
  );
  cellOf.forEach((key, account) => {
    if (counts[account] === 1 && !cells.has(key)) cells.set(key, cells.size);
  });
  const touchedIn = new Float64Array(cells.size);
  const icpIn = new Float64Array(cells.size);
  cellOf.forEach((key, account) => {
    const cell = cells.get(key);
    if (cell === undefined || planned[account] === 0 || icp[account] === 0) return;
    icpIn[cell]++;
    touchedIn[cell] += touched[account];
  });
  const outcomes = cellOutcomes(deals, cells.size, (account) => cells.get(cellOf[account]) ?? -1);
  const total = { closed: 0, won: 0, icp: 0, touched: 0 };
  outcomes.forEach(({ closed, won }, cell) => {
    total.closed += closed;
    total.won += won;
    total.icp += icpIn[cell];
    total.touched += touchedIn[cell];
  });
  return [...cells]
    .map(([key, cell]): Segment => {
      const { closed, won } = outcomes[cell];
      const [winLow, winHigh] = closed === 0 ? [] : wilson(won, closed);
      const isWon =
        closed >= closedAtLeast && winLow !== undefined && winLow > total.won / total.closed;
      const isBehind = icpIn[cell] > 0 && touchedIn[cell] * total.icp < total.touched * icpIn[cell];
      return {
        segment: segment.names[Math.floor(key / width)],
        industry: industry.names[key % width],
        closed,
        won,
        winRate: closed === 0 ? undefined : won / closed,
        winLow,
        winHigh,
        touched: touchedIn[cell],
        icp: icpIn[cell],
        isWinning: isWon && isBehind,
      };
    })
    .sort((a, b) => order(a.segment, b.segment) || order(a.industry, b.industry));
}

function cellOutcomes(
  deals: Deals | undefined,
  cells: number,
  cellOf: (account: number) => number,
): readonly Outcomes[] {
  const none = { closed: 0, won: 0, priced: 0, amount: 0 };
  return deals === undefined
    ? Array.from({ length: cells }, () => none)
    : outcomesBy(deals, cells, cellOf);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
