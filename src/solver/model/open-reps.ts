import type { Layout } from './layout.js';
import type { Program } from './program.js';

/**
 * The reps still open to each unit: reps[start[u]] … reps[end[u]-1], ascending.
 * At first everyone who is eligible; branching narrows it. Units whose lists
 * start at the same place share one list.
 */
export interface OpenReps {
  readonly reps: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** A list of reps for each unit with the linear cost of each entry: a part of a program too large for a table. */
export interface UnitLists {
  readonly open: OpenReps;
  /** By entry of `open.reps`. */
  readonly cost: Float64Array;
}

export function allEligible(program: Program): OpenReps {
  const setStart = new Int32Array(program.sets.length + 1);
  program.sets.forEach((set, s) => {
    setStart[s + 1] = setStart[s] + set.length;
  });
  const reps = new Int32Array(setStart[program.sets.length]);
  program.sets.forEach((set, s) => {
    reps.set(set, setStart[s]);
  });
  const start = new Int32Array(program.unitCount);
  const end = new Int32Array(program.unitCount);
  for (let u = 0; u < program.unitCount; u++) {
    start[u] = setStart[program.setOf[u]];
    end[u] = setStart[program.setOf[u] + 1];
  }
  return { reps, start, end };
}

/** The same with one unit's list replaced. */
export function withUnit(open: OpenReps, unit: number, allowed: readonly number[]): OpenReps {
  const reps = new Int32Array(open.reps.length + allowed.length);
  reps.set(open.reps);
  reps.set(Int32Array.from(allowed).sort(), open.reps.length);
  const start = Int32Array.from(open.start);
  const end = Int32Array.from(open.end);
  start[unit] = open.reps.length;
  end[unit] = reps.length;
  return { reps, start, end };
}

/** The same with some units' reps left out; packed afresh, so that nothing idle is dragged along. */
export function without(
  open: OpenReps,
  ruledOut: readonly { readonly unit: number; readonly reps: readonly number[] }[],
): OpenReps {
  const units = open.start.length;
  let room = 0;
  for (let u = 0; u < units; u++) room += open.end[u] - open.start[u];
  const reps = new Int32Array(room);
  const start = new Int32Array(units);
  const end = new Int32Array(units);
  const outOf = new Map(ruledOut.map((out) => [out.unit, new Set(out.reps)]));
  let next = 0;
  for (let u = 0; u < units; u++) {
    start[u] = next;
    const out = outOf.get(u);
    for (let i = open.start[u]; i < open.end[u]; i++) {
      if (out === undefined || !out.has(open.reps[i])) reps[next++] = open.reps[i];
    }
    end[u] = next;
  }
  return { reps: reps.slice(0, next), start, end };
}

export function isOpen(open: OpenReps, unit: number, rep: number): boolean {
  for (let i = open.start[unit]; i < open.end[unit]; i++) if (open.reps[i] === rep) return true;
  return false;
}

/** By slot, an interval that holds the load of every plan that keeps the must bounds; low > high: there is none. */
export interface LoadRanges {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * What the loads can come to at all (every amount that may be in a group at
 * its least and at its most), widened by the rounding of the sums and cut to
 * the must bounds with their tolerance.
 */
export function loadRanges(layout: Layout, open: OpenReps): LoadRanges {
  const low = new Float64Array(layout.slotCount);
  const high = new Float64Array(layout.slotCount);
  const size = new Float64Array(layout.slotCount);
  addRepLoads(layout, open, low, high, size);
  addLeavingLoads(layout, open, low, high, size);
  const roundingPerSize = (layout.unitCount + 8) * 2 ** -52;
  for (let s = 0; s < layout.slotCount; s++) {
    const { low: mustLow, high: mustHigh, tolerance } = layout.slotCosts[s];
    low[s] = Math.max(low[s] - size[s] * roundingPerSize, mustLow - tolerance);
    high[s] = Math.min(high[s] + size[s] * roundingPerSize, mustHigh + tolerance);
  }
  return { low, high };
}

/** Sums the amounts of units that share a list once, then spreads each list over its groups. */
function addRepLoads(
  layout: Layout,
  open: OpenReps,
  low: Float64Array,
  high: Float64Array,
  size: Float64Array,
): void {
  const { loadCount, repCount, slotOf, brings } = layout;
  const listAt = new Int32Array(open.reps.length).fill(-1);
  const listStart: number[] = [];
  const listEnd: number[] = [];
  for (let u = 0; u < layout.unitCount; u++) {
    if (listAt[open.start[u]] < 0) {
      listAt[open.start[u]] = listStart.length;
      listStart.push(open.start[u]);
      listEnd.push(open.end[u]);
    }
  }
  const positive = new Float64Array(listStart.length * loadCount);
  const negative = new Float64Array(listStart.length * loadCount);
  for (let u = 0; u < layout.unitCount; u++) {
    const row = listAt[open.start[u]] * loadCount;
    for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
      const amount = brings.amount[i];
      if (amount > 0) positive[row + brings.load[i]] += amount;
      else negative[row + brings.load[i]] += amount;
    }
  }
  const repsInSlot = new Int32Array(layout.slotCount);
  const groupsAreReps = Array.from({ length: loadCount }, (_, l) => isOneRepEach(layout, l));
  for (let list = 0; list < listStart.length; list++) {
    for (let l = 0; l < loadCount; l++) {
      const plus = positive[list * loadCount + l];
      const minus = negative[list * loadCount + l];
      if (plus === 0 && minus === 0) continue;
      if (groupsAreReps[l] && listEnd[list] - listStart[list] > 1) {
        for (let i = listStart[list]; i < listEnd[list]; i++) {
          const slot = slotOf[l * repCount + open.reps[i]];
          if (slot < 0) continue;
          low[slot] += minus;
          high[slot] += plus;
          size[slot] += plus - minus;
        }
        continue;
      }
      for (let i = listStart[list]; i < listEnd[list]; i++) {
        const slot = slotOf[l * repCount + open.reps[i]];
        if (slot >= 0) repsInSlot[slot]++;
      }
      for (let i = listStart[list]; i < listEnd[list]; i++) {
        const slot = slotOf[l * repCount + open.reps[i]];
        if (slot < 0 || repsInSlot[slot] === 0) continue;
        const forced = repsInSlot[slot] === listEnd[list] - listStart[list];
        repsInSlot[slot] = 0;
        low[slot] += forced ? plus + minus : minus;
        high[slot] += forced ? plus + minus : plus;
        size[slot] += plus - minus;
      }
    }
  }
}

/** Whether no two reps share a group of rep load l. */
function isOneRepEach(layout: Layout, l: number): boolean {
  const slots = layout.slotOf.subarray(l * layout.repCount, (l + 1) * layout.repCount);
  const counted = slots.filter((slot) => slot >= 0);
  return new Set(counted).size === counted.length;
}

function addLeavingLoads(
  layout: Layout,
  open: OpenReps,
  low: Float64Array,
  high: Float64Array,
  size: Float64Array,
): void {
  const { start, rep, slot, amount } = layout.stays;
  for (let u = 0; u < layout.unitCount; u++) {
    for (let e = start[u]; e < start[u + 1]; e++) {
      const s = slot[e];
      size[s] += 2 * Math.abs(amount[e]);
      const mayStay = isOpen(open, u, rep[e]);
      const mustStay = mayStay && open.end[u] - open.start[u] === 1;
      if (mustStay) continue;
      low[s] += mayStay ? Math.min(0, amount[e]) : amount[e];
      high[s] += mayStay ? Math.max(0, amount[e]) : amount[e];
    }
  }
}
