import type { ScoreSignal } from '../model/problem.js';
import { midRankPercentiles } from './rank.js';

/** One score row, worked into numbers. */
export type Signal = Pick<ScoreSignal, 'values' | 'passing' | 'weight'>;

/**
 * Score 0–100 of each counted account, NaN for others (contract 4):
 * 100 × Σ|w|·s ÷ Σ|w|.
 */
export function scoresOf(signals: readonly Signal[], counted: Uint8Array): Float64Array {
  const total = new Float64Array(counted.length);
  let weights = 0;
  for (const signal of signals) {
    const size = Math.abs(signal.weight);
    weights += size;
    const shares = signalShares(signal, counted);
    for (let account = 0; account < total.length; account++)
      total[account] += size * shares[account];
  }
  return total.map((sum, account) => (counted[account] === 1 ? (100 * sum) / weights : Number.NaN));
}

/**
 * s of each counted account, 0–1 (contract 4): its mid-rank percentile in the
 * column or 1/0 for a yes/no signal, and 1 − s for a negative weight. 0 for an
 * empty cell, and for an account that a column's filter leaves out.
 */
export function signalShares(
  { values, passing, weight }: Signal,
  counted: Uint8Array,
): Float64Array {
  if (values === undefined) {
    return Float64Array.from(passing, (passes, account) =>
      counted[account] === 1 && (passes === 1) === weight >= 0 ? 1 : 0,
    );
  }
  return midRankPercentiles(values, counted).map((percentile, account) => {
    if (passing[account] === 0 || Number.isNaN(percentile)) return 0;
    return weight < 0 ? 1 - percentile : percentile;
  });
}
