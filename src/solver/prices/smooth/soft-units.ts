import type { UnitSample } from '../../model/unit-sample.js';
import type { RelaxedUnits } from '../relaxation/relaxation.js';
import { addCovariances } from './covariances.js';

/**
 * The part of a smooth dual that goes unit by unit: everything it reads and
 * writes lies in arrays that threads may share, and no two units write to the
 * same place but in the sums, of which each part of the units has its own.
 */
export interface SoftUnits extends RelaxedUnits {
  /** By unit, what its costs usually differ by. */
  readonly scale: Float64Array;
  /** By unit, 1 ÷ (softness × scale), as of the last evaluation. */
  readonly sharpness: Float64Array;
  /** By row, and the same by rep and load; for plain amounts. */
  readonly price: Float64Array;
  readonly repPrice: Float64Array;
  /** By entry. */
  readonly share: Float64Array;
  /** Units that may stand for all in second derivatives, and how many each stands for; and all of them. */
  readonly some: UnitSample;
  readonly all: UnitSample;
  /** Place of each row in the matrix, and where each of its rows begins. */
  readonly place: Int32Array;
  readonly origin: Int32Array;
  /** By part: the sum of the soft minima, by part and row what units bring, by part the matrix; of plain amounts. */
  readonly value: Float64Array;
  readonly brought: Float64Array;
  readonly matrix: Float64Array;
}

/** Units are summed in so many parts, whoever does them, so that sums do not depend on the threads. */
export const partCount = 4;

/** Shares below this pull at nothing. */
const negligibleShare = 1e-4;
/** Beyond this many softnesses a rep's share is taken as 0. */
const farthest = 20;

/** Parts have about as many entries each. */
function partOf({ start }: SoftUnits, part: number): { from: number; to: number } {
  const units = start.length - 1;
  const begin = (of: number): number => {
    if (of === 0) return 0;
    if (of === partCount) return units;
    const wanted = (start[units] / partCount) * of;
    let low = 0;
    let high = units;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { from: begin(part), to: begin(part + 1) };
}

/** Soft minima of a part's units and the loads their shares bring. */
export function softMinima(units: SoftUnits, part: number, softness: number): void {
  const { start, rep, cost, loadStart, load, amount, loadCount, rowOf } = units;
  const { moreStart, moreEntry, moreRow, moreAmount, scale, price, repPrice, share } = units;
  const rows = price.length;
  const brought = units.brought.subarray(part * rows, (part + 1) * rows).fill(0);
  const { from: first, to: last } = partOf(units, part);
  let value = 0;
  for (let n = first; n < last; n++) {
    const from = start[n];
    const to = start[n + 1];
    const firstLoad = loadStart[n];
    const lastLoad = loadStart[n + 1];
    const sharpness = 1 / (softness * scale[n]);
    units.sharpness[n] = sharpness;
    for (let e = from; e < to; e++) {
      let reduced = cost[e];
      const base = rep[e] * loadCount;
      for (let i = firstLoad; i < lastLoad; i++) reduced += repPrice[base + load[i]] * amount[i];
      share[e] = reduced;
    }
    for (let m = moreStart[n]; m < moreStart[n + 1]; m++) {
      share[moreEntry[m]] += price[moreRow[m]] * moreAmount[m];
    }
    let least = Infinity;
    for (let e = from; e < to; e++) if (share[e] < least) least = share[e];
    let sum = 0;
    for (let e = from; e < to; e++) {
      const distance = (share[e] - least) * sharpness;
      share[e] = distance > farthest ? 0 : Math.exp(-distance);
      sum += share[e];
    }
    const inverse = 1 / sum;
    for (let e = from; e < to; e++) {
      if (share[e] === 0) continue;
      share[e] *= inverse;
      const base = rep[e] * loadCount;
      for (let i = firstLoad; i < lastLoad; i++) {
        const row = rowOf[base + load[i]];
        if (row >= 0) brought[row] += amount[i] * share[e];
      }
    }
    for (let m = moreStart[n]; m < moreStart[n + 1]; m++) {
      brought[moreRow[m]] += moreAmount[m] * share[moreEntry[m]];
    }
    value += least - Math.log(sum) / sharpness;
  }
  units.value[part] = value;
}

/** A part's share of the second derivative: covariances under the shares ÷ σ. */
export function covariances(units: SoftUnits, part: number, which: 'some' | 'all'): void {
  const { share, sharpness, place, origin } = units;
  const counted = units[which];
  const size = units.matrix.length / partCount;
  const values = units.matrix.subarray(part * size, (part + 1) * size).fill(0);
  const begin = (of: number) => Math.floor((counted.units.length * of) / partCount);
  addCovariances(
    units,
    { ...counted, from: begin(part), to: begin(part + 1) },
    { share, sharpness, negligible: negligibleShare },
    { place, origin, values },
  );
}
