import type { Layout } from '../model/layout.js';
import type { UnitLists } from '../model/open-reps.js';
import type { UnitSample } from '../model/unit-sample.js';

/** A load this near its bound, as a share of the way there from 0 or of its size, may yet be held up by it. */
const wary = 0.15;

/** 1 for the slots that have nothing but must bounds. */
export function costlessSlots({ slotCosts }: Layout): Uint8Array {
  return Uint8Array.from(slotCosts, ({ slopes }) => (slopes.every((slope) => slope === 0) ? 1 : 0));
}

/** 1 for the slots that have not even must bounds: their price is 0 whatever comes together there. */
export function freeSlots({ slotCosts }: Layout): Uint8Array {
  return Uint8Array.from(slotCosts, ({ slopes, low, high }) =>
    slopes.every((slope) => slope === 0) && low === -Infinity && high === Infinity ? 1 : 0,
  );
}

/**
 * 1 for the slots that cost nothing and whose must bounds are far from what
 * their loads come to when units are shared so: their price is 0.
 */
export function idleSlots(
  layout: Layout,
  lists: UnitLists,
  share: Float64Array,
  sample: UnitSample,
): Uint8Array {
  const load = sharedLoads(layout, lists, share, sample);
  return Uint8Array.from(load, (value, s) => {
    const { slopes, low, high } = layout.slotCosts[s];
    if (slopes.some((slope) => slope !== 0)) return 0;
    const margin = wary * Math.max(Math.abs(value), high < Infinity ? Math.abs(high) : 0);
    return value + margin < high && value - margin > low ? 1 : 0;
  });
}

/** By slot, what its load comes to when units are shared so. */
export function sharedLoads(
  layout: Layout,
  { open }: UnitLists,
  share: Float64Array,
  { units, weight }: UnitSample,
): Float64Array {
  const { repCount, brings, slotOf, stays } = layout;
  const load = Float64Array.from(layout.leavingTotal);
  for (let n = 0; n < units.length; n++) {
    const u = units[n];
    for (let e = open.start[u]; e < open.end[u]; e++) {
      const part = weight[n] * share[e];
      if (part === 0) continue;
      for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
        const slot = slotOf[brings.load[i] * repCount + open.reps[e]];
        if (slot >= 0) load[slot] += part * brings.amount[i];
      }
      for (let i = stays.start[u]; i < stays.start[u + 1]; i++) {
        if (stays.rep[i] === open.reps[e]) load[stays.slot[i]] -= part * stays.amount[i];
      }
    }
  }
  return load;
}
