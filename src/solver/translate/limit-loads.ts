import type { LimitMeasure } from '../../model/problem.js';
import type { LoadCost, RepLoad } from '../model/program.js';
import { allowance, hinge, type Side, toleranceOf } from './problem-loads.js';

/** What a load is held to, and by how much a must may be passed. */
type Held = Pick<Side, 'at' | 'tolerance'>;

const to = (at: number): Held => ({ at, tolerance: toleranceOf(at) });

/** A limit's loads, by account (the caller adds them up by unit); a percentage needs one load a side. */
export function limitLoads(measure: LimitMeasure, share: number): RepLoad[] {
  const { min, max, groups, mayTake, counted: amount } = measure;
  const base = { groupOf: groups.of };
  if (!min?.share && !max?.share) {
    const low = min && to(min.amount);
    const high = max && to(max.amount);
    const costs = byGroup(measure, (group) =>
      limitCost(measure, group, share, mayTake[group] === 1 ? low : undefined, high),
    );
    return [{ ...base, name: measure.name, amount, costs }];
  }
  const loads: RepLoad[] = [];
  for (const side of ['min', 'max'] as const) {
    const bound = measure[side];
    if (bound === undefined) continue;
    const { amount: amounts, held } = bound.share
      ? excessOfShare(measure, side, bound.amount)
      : { amount, held: to(bound.amount) };
    const costs = byGroup(measure, (group) =>
      side === 'max'
        ? limitCost(measure, group, share, undefined, held)
        : limitCost(measure, group, share, mayTake[group] === 1 ? held : undefined, undefined),
    );
    loads.push({ ...base, name: `${measure.name}:${side}`, amount: amounts, costs });
  }
  return loads;
}

/** The costs of all groups: one object for those that are held to the same, of which there may be very many. */
function byGroup(
  { groups, mayTake, nominalWhole }: LimitMeasure,
  costOf: (group: number) => LoadCost,
): LoadCost[] {
  const known = new Map<string, LoadCost>();
  return groups.names.map((_, group) => {
    const key = `${mayTake[group]} ${nominalWhole[group]}`;
    const cost = known.get(key) ?? costOf(group);
    known.set(key, cost);
    return cost;
  });
}

/**
 * What each account brings to counted − share × whole, which is held against
 * 0. How far a must bound may be passed grows with the bound, here share ×
 * whole, and so with the plan: every account brings its part of that too.
 * Where the parts come to less than 1, what is missing is allowed for all.
 */
function excessOfShare(
  { counted, whole, level }: LimitMeasure,
  side: 'min' | 'max',
  share: number,
): { amount: Float64Array; held: Held } {
  const allowed = level === 'must' ? (side === 'max' ? -allowance : allowance) : 0;
  const amount = new Float64Array(counted.length);
  // Of nothing, there is no part to grow.
  let least = share === 0 ? 0 : 1;
  for (let account = 0; account < amount.length; account++) {
    const part = share * whole[account];
    const size = Math.abs(part);
    if (size > 0 && size < least) least = size;
    amount[account] = counted[account] - part + allowed * size;
  }
  return { amount, held: { at: 0, tolerance: allowance * (1 - least) } };
}

function limitCost(
  measure: LimitMeasure,
  group: number,
  share: number,
  low: Held | undefined,
  high: Held | undefined,
): LoadCost {
  const nominal = (side: 'min' | 'max'): number => {
    const bound = measure[side];
    if (bound === undefined) return 1;
    return Math.max(1, bound.share ? bound.amount * measure.nominalWhole[group] : bound.amount);
  };
  const must = measure.level === 'must';
  const slope = (side: 'min' | 'max'): number =>
    must ? 0 : share / measure.groups.names.length / nominal(side);
  return hinge({
    below: low && { ...low, slope: slope('min') },
    above: high && { ...high, slope: slope('max') },
    must,
    scale: Math.max(nominal('min'), nominal('max')),
  });
}
