import type { Problem } from '../model/problem.js';
import { filledNumbers } from '../model/table.js';
import type { Books } from './books.js';
import { isOpen, orZero } from './deals.js';
import type { Rates } from './rates.js';

/** What a rep can be expected to win in what is left of the fiscal year, against what is left of the quota. */
export interface Pipeline {
  /** Undefined where nothing tells of open deals; it counts as 0. */
  readonly open: number | undefined;
  /** ICP accounts without a customer or a deal in them that the rep has the capacity to work. */
  readonly workable: number;
  readonly expected: number;
  /** Undefined for a rep without a quota. */
  readonly quotaLeft: number | undefined;
  /** expected ÷ quota left; undefined without a quota, or where it is made. */
  readonly cover: number | undefined;
  readonly isShort: boolean;
}

/** capacity × ramp of each live rep, in full-time reps, whatever territories are shared by; 0 for the others. */
export function workingCapacity({ reps, live, capacity }: Problem): Float64Array {
  const ramp = filledNumbers(reps, 'ramp');
  return capacity.map((size, rep) => {
    const part = ramp?.[rep] ?? Number.NaN;
    return live[rep] === 1 ? size * (Number.isNaN(part) ? 1 : part) : 0;
  });
}

/** The pipeline of each rep (by index), by the formulas of contract 10. */
export function pipelinesOf(books: Books, rates: Rates): readonly Pipeline[] {
  const { problem, rep, icp, customer, openDeal, labels, year } = books;
  const { repCount, accountCount } = problem;
  const capacity = workingCapacity(problem);
  const workable = new Float64Array(repCount);
  const worth = new Float64Array(repCount);
  for (let account = 0; account < accountCount; account++) {
    const at = rep[account];
    if (at < 0 || icp[account] === 0 || customer[account] === 1 || openDeal[account] === 1)
      continue;
    const segment = labels.segment.codes[account];
    workable[at]++;
    worth[at] += rates.winRateOf(segment) * orZero(rates.dealOf(segment));
  }
  const { open, closing } = openOf(books, rates);
  const quota = filledNumbers(problem.reps, 'quota');
  const attained = filledNumbers(problem.reps, 'attained');
  return Array.from(workable, (count, at): Pipeline => {
    const most = capacity[at] * rates.accountsPerRep.value;
    const worked = Math.min(count, most);
    const mean = count === 0 ? 0 : worth[at] / count;
    const expected = closing[at] + worked * rates.creationRate.value * year.left * mean;
    const whole = quota?.[at] ?? Number.NaN;
    const quotaLeft = Number.isNaN(whole)
      ? undefined
      : attained === undefined
        ? whole * year.left
        : Math.max(0, whole - orZero(attained[at]));
    const cover = quotaLeft === undefined || quotaLeft === 0 ? undefined : expected / quotaLeft;
    return {
      open: open?.[at],
      workable: worked,
      expected,
      quotaLeft,
      cover,
      isShort: cover !== undefined && cover < 1,
    };
  });
}

/** By rep what is open, and what of it is won in what is left of the year. */
function openOf(
  { problem, rep, deals, openPipeline, year }: Books,
  rates: Rates,
): { readonly open: Float64Array | undefined; readonly closing: Float64Array } {
  const open = new Float64Array(problem.repCount);
  const closing = new Float64Array(problem.repCount);
  if (openPipeline === undefined) return { open: undefined, closing };
  /** Four quarters' chances in a whole year. */
  const wonAt = (rate: number): number => 1 - (1 - rate) ** (4 * year.left);
  const usual = wonAt(rates.closeRate.value);
  if (deals === undefined) {
    openPipeline.forEach((amount, account) => {
      if (rep[account] < 0) return;
      open[rep[account]] += amount;
      closing[rep[account]] += amount * usual;
    });
    return { open, closing };
  }
  // Summed by chance first, so that the order of the file does not show in the last digit.
  const chances = [usual, ...rates.stages.map(({ share }) => wonAt(share))];
  const byChance = chances.map(() => new Float64Array(problem.repCount));
  for (const row of deals.rows) {
    const at = rep[deals.account[row]];
    if (at < 0 || !isOpen(deals, row)) continue;
    const amount = orZero(deals.amount[row]);
    open[at] += amount;
    byChance[rates.stageOf(row) + 1][at] += amount;
  }
  chances.forEach((chance, one) => {
    byChance[one].forEach((amount, at) => {
      closing[at] += amount * chance;
    });
  });
  return { open, closing };
}
