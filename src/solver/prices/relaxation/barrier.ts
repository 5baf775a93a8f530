/**
 * How much of a piece is taken up where logarithmic barriers at its two ends
 * balance its reduced slope: t with barrier/t − barrier/(width − t) = reduced,
 * for reduced ≥ 0, so that t is at most half of the width.
 */
export function shorterPart(width: number, reduced: number, barrier: number): number {
  const half = width / 2;
  const k = barrier / Math.max(reduced, 1e-300);
  if (k > 1e12 * half) return half;
  return (width * k) / (half + k + Math.sqrt(half * half + k * k));
}
