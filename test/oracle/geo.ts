/** Great circles on a sphere of 6371.0088 km, and weighted means of places. */

export interface Place {
  latitude: number;
  longitude: number;
}

const RADIUS = 6371.0088;

function unitVector({ latitude, longitude }: Place): [number, number, number] {
  const phi = (latitude * Math.PI) / 180;
  const lambda = (longitude * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

export function km(from: Place, to: Place): number {
  const a = unitVector(from);
  const b = unitVector(to);
  const cross = Math.hypot(
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  );
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return RADIUS * Math.atan2(cross, dot);
}

/** The weighted mean of unit vectors, back on the sphere; undefined without any weight. */
export function meanPlace(places: { place: Place; weight: number }[]): Place | undefined {
  const sum = [0, 0, 0];
  for (const { place, weight } of places) {
    const vector = unitVector(place);
    for (let axis = 0; axis < 3; axis++) sum[axis] += weight * vector[axis];
  }
  const length = Math.hypot(sum[0], sum[1], sum[2]);
  if (length === 0) return undefined;
  return {
    latitude: (Math.atan2(sum[2], Math.hypot(sum[0], sum[1])) * 180) / Math.PI,
    longitude: (Math.atan2(sum[1], sum[0]) * 180) / Math.PI,
  };
}
