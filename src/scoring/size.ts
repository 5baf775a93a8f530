import { addTo } from '../model/grouping.js';
import { medianOf, nearestRank } from './rank.js';

/**
 * Potential from the customer's own size (contract 2): an empty cell takes the
 * median of the counted accounts of the same segment (of all, if none has
 * one, or the account has no segment: code 0), and values above the 95th percentile (nearest rank) are lowered to it
 * unless `cap` is false.
 */
export function potentialFromSize(
  sizes: Float64Array,
  segmentOf: Uint32Array,
  counted: Uint8Array,
  cap: boolean,
): Float64Array {
  const bySegment = new Map<number, number[]>();
  for (let account = 0; account < sizes.length; account++) {
    if (counted[account] === 0 || Number.isNaN(sizes[account]) || segmentOf[account] === 0)
      continue;
    addTo(bySegment, segmentOf[account], sizes[account]);
  }
  const medianOfSegment = new Map<number, number>();
  for (const [segment, values] of bySegment) {
    medianOfSegment.set(segment, medianOf(Float64Array.from(values)));
  }
  const overall = medianOf(
    sizes.filter((size, account) => counted[account] === 1 && !Number.isNaN(size)),
  );
  const fallback = Number.isNaN(overall) ? 0 : overall;
  const filled = sizes.map((size, account) =>
    Number.isNaN(size) ? (medianOfSegment.get(segmentOf[account]) ?? fallback) : size,
  );
  if (!cap) return filled;
  const sorted = filled.filter((_, account) => counted[account] === 1).sort();
  if (sorted.length === 0) return filled;
  const ceiling = nearestRank(sorted, 95);
  return filled.map((size) => Math.min(size, ceiling));
}
