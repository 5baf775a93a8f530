import { midRankPercentiles } from './rank.js';

/** One score row, worked into numbers. */
export interface Signal {
  /** The column's values (NaN where empty), or undefined for a yes/no signal. */
  readonly values: Float64Array | undefined;
  /** The accounts that pass the row's filter. */
  readonly passing: Uint8Array;
  /** May be negative. */
  readonly weight: number;
}

/**
 * Score 0–100 of each counted account, NaN for others (contract 4):
 * 100 × Σ|w|·s ÷ Σ|w|, s the mid-rank percentile in the column or 1/0 for a
 * yes/no signal, and 1 − s for a negative weight. An empty cell adds 0, and so
 * does an account that a column's filter leaves out.
 */
export function scoresOf(signals: readonly Signal[], counted: Uint8Array): Float64Array {
  const total = new Float64Array(counted.length);
  let weights = 0;
  for (const { values, passing, weight } of signals) {
    const size = Math.abs(weight);
    weights += size;
    const percentile = values === undefined ? undefined : midRankPercentiles(values, counted);
    for (let account = 0; account < total.length; account++) {
      if (counted[account] === 0) continue;
      if (percentile !== undefined) {
        if (passing[account] === 0 || Number.isNaN(percentile[account])) continue;
        total[account] += size * (weight < 0 ? 1 - percentile[account] : percentile[account]);
      } else {
        total[account] += size * ((passing[account] === 1) === weight >= 0 ? 1 : 0);
      }
    }
  }
  return total.map((sum, account) => (counted[account] === 1 ? (100 * sum) / weights : Number.NaN));
}
