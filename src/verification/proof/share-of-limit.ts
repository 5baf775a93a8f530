import { toleranceOf } from '../../measures/bounds.js';
import type { LimitMeasure } from '../../model/problem.js';

/** One side of a limit that has a percentage, as a sum that is held against one number. */
export interface LimitShare {
  /** By account. */
  readonly amounts: Float64Array;
  readonly at: number;
  readonly tolerance: number;
  /** What a violation is divided by, if above 1; of the whole that falls to the group by capacity. */
  readonly nominal: (whole: number) => number;
}

/**
 * For a percentage, counted − share × whole against 0 (docs/certificate.md). What a
 * must bound may be passed by grows with share × whole, so each account brings its
 * part of that along; what is missing to 1 is allowed on top.
 */
export function shareOfLimit(measure: LimitMeasure, side: 'min' | 'max'): LimitShare {
  const bound = measure[side];
  const amount = bound?.amount ?? 0;
  if (bound?.share !== true) {
    const tolerance = toleranceOf(amount);
    return { amounts: measure.counted, at: amount, tolerance, nominal: () => amount };
  }
  const perUnit = toleranceOf(0);
  const allowed = measure.level === 'must' ? perUnit * (side === 'max' ? -1 : 1) : 0;
  let least = amount === 0 ? 0 : 1;
  const amounts = measure.counted.map((counted, account) => {
    const part = amount * measure.whole[account];
    const size = Math.abs(part);
    if (size > 0) least = Math.min(least, size);
    return counted - part + allowed * size;
  });
  return {
    amounts,
    at: 0,
    tolerance: perUnit * (1 - least),
    nominal: (whole) => amount * whole,
  };
}
