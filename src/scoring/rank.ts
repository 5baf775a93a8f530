import { medianSorted } from 'simple-statistics';

/**
 * Mid-rank percentile of each value among those counted: (number below + half
 * the number equal, itself included) ÷ number of non-empty values. NaN where
 * the value is empty or not counted. Contract 4, Score.
 */
export function midRankPercentiles(values: Float64Array, counted: Uint8Array): Float64Array {
  const sorted = values
    .filter((value, index) => counted[index] === 1 && !Number.isNaN(value))
    .sort();
  const shareOf = new Map<number, number>();
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    shareOf.set(sorted[start], (start + (end - start) / 2) / sorted.length);
    start = end;
  }
  return values.map((value, index) =>
    counted[index] === 1 ? (shareOf.get(value) ?? Number.NaN) : Number.NaN,
  );
}

/** The nearest-rank percentile (0–100) of ascending values: the smallest with at least that share at or below it. */
export function nearestRank(sorted: Float64Array, percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

/** The median of values in any order; NaN for none. */
export function medianOf(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : medianSorted(Array.from(values.slice().sort()));
}

/** The indices marked 1 with the greatest amounts, at most `count`; equal amounts by id, smallest first. */
export function greatest(
  marked: Uint8Array,
  amounts: Float64Array,
  ids: readonly string[],
  count: number,
): Int32Array {
  const candidates: number[] = [];
  for (let index = 0; index < marked.length; index++)
    if (marked[index] === 1) candidates.push(index);
  candidates.sort((a, b) => amounts[b] - amounts[a] || compareIds(ids[a], ids[b]));
  return Int32Array.from(candidates.slice(0, count));
}

/** Ids in the order of their UTF-16 code units, the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
