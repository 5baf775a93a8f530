import type { OpenReps } from './open-reps.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/** By slot, the least and the most that can come together there, widened by the rounding of the sums. */
export interface LoadRanges {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Units with the same open reps are added up once, and then brought to each slot those reps have. */
export function loadRanges(units: Units, loads: Slots, open: OpenReps): LoadRanges {
  const { columns, amounts, slots } = loads;
  const low = loads.leaving.always.slice();
  const high = loads.leaving.always.slice();
  const size = loads.leaving.always.map(Math.abs);
  const bundles = new Map<Int32Array, { plus: Float64Array; minus: Float64Array }>();
  for (let unit = 0; unit < units.count; unit++) {
    const reps = open.of(unit);
    let bundle = bundles.get(reps);
    if (bundle === undefined) {
      bundle = { plus: new Float64Array(columns), minus: new Float64Array(columns) };
      bundles.set(reps, bundle);
    }
    for (let column = 0; column < columns; column++) {
      const amount = amounts[unit * columns + column];
      if (amount > 0) bundle.plus[column] += amount;
      else bundle.minus[column] += amount;
    }
  }
  const repsIn = new Int32Array(slots.length);
  for (const [reps, { plus, minus }] of bundles) {
    for (const rep of reps) for (const { slot } of loads.entriesOf[rep]) repsIn[slot]++;
    for (const rep of reps) {
      for (const { slot, column } of loads.entriesOf[rep]) {
        if (repsIn[slot] === 0) continue;
        const all = repsIn[slot] === reps.length;
        repsIn[slot] = 0;
        low[slot] += minus[column] + (all ? plus[column] : 0);
        high[slot] += plus[column] + (all ? minus[column] : 0);
        size[slot] += plus[column] - minus[column];
      }
    }
  }
  addLeaving(units, loads, open, { low, high, size });
  const rounding = (units.count + 8) * 2 ** -52;
  for (let slot = 0; slot < slots.length; slot++) {
    low[slot] -= size[slot] * rounding;
    high[slot] += size[slot] * rounding;
  }
  return { low, high };
}

function addLeaving(
  units: Units,
  { leaving }: Slots,
  open: OpenReps,
  { low, high, size }: LoadRanges & { readonly size: Float64Array },
): void {
  const { start, owner, slot, amount } = leaving;
  if (owner.length === 0) return;
  for (let unit = 0; unit < units.count; unit++) {
    const reps = open.of(unit);
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      const mayStay = reps.includes(owner[e]);
      size[slot[e]] += 2 * Math.abs(amount[e]);
      if (mayStay && reps.length === 1) continue;
      low[slot[e]] += mayStay ? Math.min(0, amount[e]) : amount[e];
      high[slot[e]] += mayStay ? Math.max(0, amount[e]) : amount[e];
    }
  }
}
