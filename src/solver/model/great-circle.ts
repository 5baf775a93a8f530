export const radiusKm = 6371.0088;

/**
 * The great circle between two unit vectors in km, from the chord: exact to
 * rounding at every distance, unlike the arc cosine of the dot product, which
 * loses metres between neighbours.
 */
export function kmBetween(
  x1: number,
  y1: number,
  z1: number,
  x2: number,
  y2: number,
  z2: number,
): number {
  const dx = x1 - x2;
  const dy = y1 - y2;
  const dz = z1 - z2;
  const squaredChord = dx * dx + dy * dy + dz * dz;
  if (squaredChord < 2) return 2 * radiusKm * Math.asin(Math.sqrt(squaredChord) / 2);
  const opposite = Math.sqrt(Math.max(0, 4 - squaredChord)) / 2;
  return radiusKm * (Math.PI - 2 * Math.asin(opposite));
}
