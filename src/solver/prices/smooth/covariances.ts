import type { RelaxedUnits } from '../relaxation/relaxation.js';
import type { Skyline } from '../relaxation/skyline.js';

/** How units are divided between their entries. */
export interface Division {
  /** By entry; those of a unit sum to 1. */
  readonly share: Float64Array;
  /** By unit, how fast shares give way to prices. */
  readonly sharpness: Float64Array;
  /** Shares of no more than this are left out. */
  readonly negligible: number;
}

/** Where elements of a symmetric matrix over the rows go: the place of each row, and a skyline's values. */
export interface RowMatrix extends Pick<Skyline, 'origin' | 'values'> {
  readonly place: Int32Array;
}

/** Some of a list of units, each of which counts as `weight` of them. */
export interface Counted {
  readonly units: Int32Array;
  readonly weight: Float64Array;
  readonly from: number;
  readonly to: number;
}

/**
 * Adds, for each unit counted, weight × sharpness × the covariance of its amounts
 * under its shares: Σ_e x a aᵀ − (Σ_e x a)(Σ_e x a)ᵀ. Amounts are plain.
 * A unit with one share adds nothing: the interior point method, which lives
 * on what little the others pull, sums in its own way.
 */
export function addCovariances(
  lp: RelaxedUnits,
  counted: Counted,
  { share, sharpness, negligible }: Division,
  { place, origin, values }: RowMatrix,
): void {
  const { start, rep, loadStart, load, amount, loadCount, rowOf } = lp;
  const { moreStart, moreEntry, moreRow, moreAmount } = lp;
  const gathered = new Float64Array(place.length);
  // Places and amounts of one entry, and all places of the unit.
  const ownPlace = new Int32Array(place.length);
  const ownAmount = new Float64Array(place.length);
  const touched = new Int32Array(place.length);
  const touchedBy = new Int32Array(place.length).fill(-1);
  for (let c = counted.from; c < counted.to; c++) {
    const n = counted.units[c];
    const weight = counted.weight[c] * sharpness[n];
    let active = 0;
    for (let e = start[n]; e < start[n + 1]; e++) if (share[e] > negligible) active++;
    if (active < 2) continue;
    let count = 0;
    for (let e = start[n]; e < start[n + 1]; e++) {
      if (share[e] <= negligible) continue;
      let own = 0;
      const base = rep[e] * loadCount;
      for (let i = loadStart[n]; i < loadStart[n + 1]; i++) {
        const row = rowOf[base + load[i]];
        if (row < 0) continue;
        ownPlace[own] = place[row];
        ownAmount[own++] = amount[i];
      }
      for (let m = moreStart[n]; m < moreStart[n + 1]; m++) {
        if (moreEntry[m] !== e) continue;
        ownPlace[own] = place[moreRow[m]];
        ownAmount[own++] = moreAmount[m];
      }
      for (let i = 0; i < own; i++) {
        const shared = share[e] * ownAmount[i];
        const a = ownPlace[i];
        if (touchedBy[a] !== n) {
          touchedBy[a] = n;
          touched[count++] = a;
        }
        gathered[a] += shared;
        const weighted = shared * weight;
        for (let k = 0; k <= i; k++) {
          const b = ownPlace[k];
          values[a >= b ? origin[a] + b : origin[b] + a] += weighted * ownAmount[k];
        }
      }
    }
    for (let i = 0; i < count; i++) {
      const a = touched[i];
      const weighted = gathered[a] * weight;
      const rowA = origin[a];
      for (let k = 0; k <= i; k++) {
        const b = touched[k];
        values[a >= b ? rowA + b : origin[b] + a] -= weighted * gathered[b];
      }
    }
    for (let i = 0; i < count; i++) gathered[touched[i]] = 0;
  }
}
