import type { Problem } from '../model/problem.js';
import { filledColumn, numbersOf } from '../model/table.js';
import { previousRepId } from './changes.js';
import type { Change, ChangingHands, Evaluation, HandsFigures } from './types.js';

const renewalDays = 90;

type Group = keyof ChangingHands;

export function changingHandsOf(problem: Problem, change: readonly Change[]): ChangingHands {
  const figures = sumsOf(problem);
  const sums: Record<Group, Sums> = {
    moved: figures.none(),
    orphaned: figures.none(),
    new: figures.none(),
    released: figures.none(),
    total: figures.none(),
  };
  change.forEach((what, account) => {
    for (const group of groupsOf(problem, what, account)) figures.add(sums[group], account);
  });
  return {
    moved: figures.of(sums.moved),
    orphaned: figures.of(sums.orphaned),
    new: figures.of(sums.new),
    released: figures.of(sums.released),
    total: figures.of(sums.total),
  };
}

/**
 * Of all that changes hands, what somebody leaves or gets: without accounts whose owner is gone and whom nobody
 * gets, as all of them are where nothing moves.
 */
export function handedOver(
  problem: Problem,
  { change, assignment }: Pick<Evaluation, 'change' | 'assignment'>,
): HandsFigures {
  const figures = sumsOf(problem);
  const sums = figures.none();
  change.forEach((what, account) => {
    const isLeft =
      problem.liveOwner[account] < 0 &&
      assignment[account] < 0 &&
      (what === 'orphaned' || what === 'unassigned');
    if (!isLeft && groupsOf(problem, what, account).includes('total')) figures.add(sums, account);
  });
  return figures.of(sums);
}

function groupsOf(problem: Problem, change: Change, account: number): readonly Group[] {
  switch (change) {
    case 'moved':
    case 'orphaned':
      return [change, 'total'];
    case 'new':
      return ['new'];
    case 'released':
      return previousRepId(problem, account) === '' ? ['released'] : ['released', 'total'];
    case 'unassigned':
      return previousRepId(problem, account) === '' ? [] : ['total'];
    default:
      return [];
  }
}

/** Sums by figure. */
type Sums = { -readonly [F in keyof HandsFigures]: number };

/** How the figures of accounts are added up. */
function sumsOf(problem: Problem): {
  readonly none: () => Sums;
  readonly add: (sums: Sums, account: number) => void;
  readonly of: (sums: Sums) => HandsFigures;
} {
  const { accounts, asOf } = problem;
  // What was won is of the opportunities, or a column of the user's own.
  const [arr, pipeline, won] = ['arr', 'open_pipeline', 'won_amount'].map((name) => {
    const column = filledColumn(accounts, name);
    return column && numbersOf(column, accounts.size);
  });
  const renewals = filledColumn(accounts, 'renewal_date');
  const days = renewals?.kind === 'date' ? renewals.days : undefined;
  const amount = (values: Float64Array | undefined, account: number): number =>
    values === undefined || Number.isNaN(values[account]) ? 0 : values[account];
  return {
    none: () => ({
      accounts: 0,
      arr: 0,
      open_pipeline: 0,
      won_amount: 0,
      renewals_90d: 0,
      renewals_90d_arr: 0,
    }),
    add(sums, account) {
      sums.accounts++;
      sums.arr += amount(arr, account);
      sums.open_pipeline += amount(pipeline, account);
      sums.won_amount += amount(won, account);
      const left = days === undefined ? Number.NaN : days[account] - asOf;
      if (!(left >= 0 && left <= renewalDays)) return;
      sums.renewals_90d++;
      sums.renewals_90d_arr += amount(arr, account);
    },
    of: (sums) => ({
      accounts: sums.accounts,
      arr: arr === undefined ? null : sums.arr,
      open_pipeline: pipeline === undefined ? null : sums.open_pipeline,
      won_amount: won === undefined ? null : sums.won_amount,
      renewals_90d: days === undefined ? null : sums.renewals_90d,
      renewals_90d_arr: days === undefined || arr === undefined ? null : sums.renewals_90d_arr,
    }),
  };
}
