import { AccountState, type Problem } from '../../model/problem.js';
import { signalShares } from '../../scoring/score.js';

/** What one score row gives an account. */
export interface SignalPart {
  /** Its row in the rules. */
  readonly row: number;
  /** The column, or '' for a yes/no signal. */
  readonly metric: string;
  readonly weight: number;
  /** The account's value in the column; undefined where it is empty and for yes/no signals. */
  readonly value: number | undefined;
  /** Whether the account passes the row's filter. */
  readonly passes: boolean;
  /** s of the contract, 0–1. */
  readonly share: number;
  /** Points of the score; they add up to it. */
  readonly points: number;
  /** Points at most. */
  readonly of: number;
}

/** How an account's score came about, a part a score row; none where it was given or there is none. */
export function signalParts(problem: Problem, account: number): readonly SignalPart[] {
  const { signals, state } = problem;
  if (state[account] === AccountState.excluded) return [];
  const counted = state.map((one) => (one === AccountState.excluded ? 0 : 1));
  const all = signals.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return signals.map((signal): SignalPart => {
    const { row, metric, weight, values, passing } = signal;
    const value = values?.[account];
    const share = signalShares(signal, counted)[account];
    const of = (100 * Math.abs(weight)) / all;
    return {
      row,
      metric,
      weight,
      value: value === undefined || Number.isNaN(value) ? undefined : value,
      passes: passing[account] === 1,
      share,
      points: of * share,
      of,
    };
  });
}
