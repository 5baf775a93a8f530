/** Mean radius of the earth in km (contract 5). */
export const earthRadiusKm = 6371.0088;

/** Points on the unit sphere by their index, held by part so that a million stay small; NaN where there is no place. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** As many points, all of them nowhere. */
export function nowhere(count: number): Points {
  const part = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  return { x: part(), y: part(), z: part() };
}

/** The unit vectors of latitudes and longitudes in degrees; nowhere where either is NaN or missing. */
export function pointsAt(
  count: number,
  latitude: Float64Array | undefined,
  longitude: Float64Array | undefined,
): Points {
  const points = nowhere(count);
  if (latitude === undefined || longitude === undefined) return points;
  for (let index = 0; index < count; index++) {
    if (Number.isNaN(latitude[index]) || Number.isNaN(longitude[index])) continue;
    const phi = (latitude[index] * Math.PI) / 180;
    const lambda = (longitude[index] * Math.PI) / 180;
    points.x[index] = Math.cos(phi) * Math.cos(lambda);
    points.y[index] = Math.cos(phi) * Math.sin(lambda);
    points.z[index] = Math.sin(phi);
  }
  return points;
}

/** Great-circle distance in km between point i of one set and point j of another, from the chord so that short ones stay exact. */
export function kmBetween(a: Points, i: number, b: Points, j: number): number {
  const chord = lengthOf(a.x[i] - b.x[j], a.y[i] - b.y[j], a.z[i] - b.z[j]);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, chord / 2));
}

/**
 * `Math.hypot`, written out with its scaling and its summation that carries the
 * rounding along: the same on every engine, and several times as fast.
 */
export function lengthOf(x: number, y: number, z: number): number {
  const largest = Math.max(Math.abs(x), Math.abs(y), Math.abs(z));
  if (largest === 0) return 0;
  const first = (x / largest) * (x / largest);
  const second = (y / largest) * (y / largest);
  const two = first + second;
  const third = (z / largest) * (z / largest) - (two - first - second);
  return Math.sqrt(two + third) * largest;
}

/** A running weighted mean of points. */
export class MeanPlace {
  private x = 0;
  private y = 0;
  private z = 0;
  private weight = 0;

  add(points: Points, index: number, weight: number): void {
    this.x += points.x[index] * weight;
    this.y += points.y[index] * weight;
    this.z += points.z[index] * weight;
    this.weight += weight;
  }

  /** Puts the mean, back on the sphere, in place of a point; nowhere when nothing was added or the points cancel out. */
  put(points: Points, index: number): void {
    const length = lengthOf(this.x, this.y, this.z);
    const isSomewhere = length > 1e-12 * this.weight;
    points.x[index] = isSomewhere ? this.x / length : Number.NaN;
    points.y[index] = isSomewhere ? this.y / length : Number.NaN;
    points.z[index] = isSomewhere ? this.z / length : Number.NaN;
  }
}
