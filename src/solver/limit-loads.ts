import type { LimitMeasure } from '../model/problem.js';
import { allowance, hinge, type Side, toleranceOf } from './problem-loads.js';
import type { LoadCost, RepLoad } from './program.js';

/** A limit's loads, by account (the caller adds them up by unit); a percentage needs one load a side. */
export function limitLoads(measure: LimitMeasure, share: number): RepLoad[] {
  const { min, max } = measure;
  const base = { groupOf: measure.groups.of };
  if (!min?.share && !max?.share) {
    const costs = measure.groups.names.map((_, group) =>
      limitCost(measure, group, share, lowOf(measure, group), max?.amount),
    );
    return [{ ...base, name: measure.name, amount: measure.counted, costs }];
  }
  const loads: RepLoad[] = [];
  for (const side of ['min', 'max'] as const) {
    const bound = measure[side];
    if (bound === undefined) continue;
    const limit = bound.share ? 0 : bound.amount;
    loads.push({
      ...base,
      name: `${measure.name}:${side}`,
      amount: bound.share ? excessOfShare(measure, side, bound.amount) : measure.counted,
      costs: measure.groups.names.map((_, group) => {
        const binds = side === 'max' || measure.mayTake[group] === 1;
        return limitCost(
          measure,
          group,
          share,
          side === 'min' && binds ? limit : undefined,
          side === 'max' ? limit : undefined,
        );
      }),
    });
  }
  return loads;
}

/**
 * What each account brings to counted − share × whole, which is held against
 * 0. How far a must bound may be passed grows with the bound, here share ×
 * whole, and so with the plan: every account brings its part of that too.
 */
function excessOfShare(measure: LimitMeasure, side: 'min' | 'max', share: number): Float64Array {
  const { counted, whole, level } = measure;
  const allowed = level === 'must' ? (side === 'max' ? -allowance : allowance) : 0;
  const excess = new Float64Array(counted.length);
  for (let account = 0; account < excess.length; account++) {
    const part = share * whole[account];
    excess[account] = counted[account] - part + allowed * Math.abs(part);
  }
  return excess;
}

function lowOf(measure: LimitMeasure, group: number): number | undefined {
  return measure.mayTake[group] === 1 ? measure.min?.amount : undefined;
}

function limitCost(
  measure: LimitMeasure,
  group: number,
  share: number,
  low: number | undefined,
  high: number | undefined,
): LoadCost {
  const nominal = (side: 'min' | 'max'): number => {
    const bound = measure[side];
    if (bound === undefined) return 1;
    return Math.max(1, bound.share ? bound.amount * measure.nominalWhole[group] : bound.amount);
  };
  const must = measure.level === 'must';
  const sideOf = (side: 'min' | 'max', at: number | undefined): Side | undefined => {
    if (at === undefined) return undefined;
    const slope = must ? 0 : share / measure.groups.names.length / nominal(side);
    return { at, slope, tolerance: toleranceOf(at) };
  };
  return hinge({
    below: sideOf('min', low),
    above: sideOf('max', high),
    must,
    scale: Math.max(nominal('min'), nominal('max')),
  });
}
