import type { BalanceMeasure } from '../model/problem.js';

/** Beyond a should row's max a deviation costs this many times as much. */
export const beyondMaxFactor = 10;
/** Within the band a deviation costs a fifth. */
export const withinBandFactor = 0.2;

/** load ÷ target − 1; against a target of 0, 0 for no load and 1 for any (contract 5). */
export function deviation(load: number, target: number): number {
  if (target === 0) return load === 0 ? 0 : 1;
  return load / target - 1;
}

/**
 * Cost of a deviation (contract 5): |x| ÷ 5 up to the band, beyond it
 * band ÷ 5 + (|x| − band), beyond a should row's max ten times as steep.
 */
export function deviationCost(
  measure: Pick<BalanceMeasure, 'band' | 'max' | 'level'>,
  signed: number,
): number {
  const x = Math.abs(signed);
  const { band } = measure;
  if (x <= band) return x * withinBandFactor;
  const dearFrom =
    measure.level === 'should' && measure.max !== undefined
      ? measure.max
      : Number.POSITIVE_INFINITY;
  const plain = Math.min(x, dearFrom) - band;
  return band * withinBandFactor + plain + beyondMaxFactor * Math.max(0, x - dearFrom);
}
