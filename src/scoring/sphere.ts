/** Mean radius of the earth in km (contract 5). */
export const earthRadiusKm = 6371.0088;

/** A point on the unit sphere; NaN in every part where there is no place. */
export interface UnitVector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export const nowhere: UnitVector = { x: Number.NaN, y: Number.NaN, z: Number.NaN };

/** The unit vector of a latitude and longitude in degrees. */
export function unitVector(latitude: number, longitude: number): UnitVector {
  const phi = (latitude * Math.PI) / 180;
  const lambda = (longitude * Math.PI) / 180;
  return {
    x: Math.cos(phi) * Math.cos(lambda),
    y: Math.cos(phi) * Math.sin(lambda),
    z: Math.sin(phi),
  };
}

/** Great-circle distance in km, from the chord so that short ones stay exact. */
export function kmBetween(a: UnitVector, b: UnitVector): number {
  const chord = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, chord / 2));
}

/** A running weighted mean of unit vectors. */
export class MeanPlace {
  private x = 0;
  private y = 0;
  private z = 0;
  private weight = 0;

  add(point: UnitVector, weight: number): void {
    this.x += point.x * weight;
    this.y += point.y * weight;
    this.z += point.z * weight;
    this.weight += weight;
  }

  /** The mean, back on the sphere; nowhere when nothing was added or the points cancel out. */
  place(): UnitVector {
    const length = Math.hypot(this.x, this.y, this.z);
    return length > 1e-12 * this.weight
      ? { x: this.x / length, y: this.y / length, z: this.z / length }
      : nowhere;
  }
}
