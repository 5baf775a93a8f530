import { multipliersOf } from '../model/layout.js';
import { type LoadRanges, loadRanges } from '../model/open-reps.js';
import type { Proof } from '../model/program.js';
import { type Jam, jamOf } from './greatest-flow.js';
import {
  type Impossibility,
  type MustLayout,
  provenByPrices,
  provenInCases,
} from './must-layout.js';

/**
 * Every impossibility that sums show, as far as one load at a time goes: what
 * one group cannot but hold or cannot reach, what several groups cannot hold
 * or reach together (Hall 1935, by a greatest flow from units of one set of
 * reps to groups), and a unit that is too large for each of its reps. Each is
 * proven, and takes as few groups as the sums need.
 */
export function impossibleBySums(must: MustLayout): readonly Impossibility[] {
  const ranges = loadRanges(must.layout, must.open);
  const found: Impossibility[] = [];
  const take = (slots: readonly number[], sign: number): void => {
    const prices = new Float64Array(must.layout.slotCount);
    for (const slot of slots) prices[slot] = sign;
    const proven = provenByPrices(must, prices);
    if (proven !== undefined) found.push(proven);
  };
  const alone = emptyRanges(must, ranges);
  for (const { slot, sign } of alone) take([slot], sign);
  const known = new Set(alone.map(({ slot }) => slot));
  for (let load = 0; load < must.layout.loadCount; load++) {
    const sums = sumsOf(must, load);
    if (sums === undefined || sums.slots.some((slot) => known.has(slot))) continue;
    const over = overfull(must, sums);
    if (over.length > 0) take(over, 1);
    const under = underfull(must, sums);
    if (under.length > 0) take(under, -1);
  }
  const large = tooLarge(must);
  if (large !== undefined) found.push(large);
  return found;
}

/** Slots that no load keeps, with the sign of the price that shows it. */
function emptyRanges(
  { layout }: MustLayout,
  { low, high }: LoadRanges,
): readonly { readonly slot: number; readonly sign: number }[] {
  return layout.slotCosts.flatMap((cost, slot) =>
    low[slot] > high[slot] ? [{ slot, sign: low[slot] > cost.high ? 1 : -1 }] : [],
  );
}

/** What the units of each set of reps bring to a load, and its slots. */
interface LoadSums {
  readonly load: number;
  readonly bySet: Float64Array;
  readonly slots: readonly number[];
}

/** Undefined where an amount below 0 could make up for others. */
function sumsOf({ layout }: MustLayout, load: number): LoadSums | undefined {
  const { unitCount, repCount, loadCount, amounts, slotOf, program } = layout;
  const bySet = new Float64Array(program.sets.length);
  for (let u = 0; u < unitCount; u++) {
    const amount = amounts[u * loadCount + load];
    if (amount < 0) return undefined;
    bySet[program.setOf[u]] += amount;
  }
  const slots = new Set(slotOf.subarray(load * repCount, (load + 1) * repCount));
  slots.delete(-1);
  return { load, bySet, slots: [...slots].sort((a, b) => a - b) };
}

/** The slots that each set of reps reaches, as indices; -1 for reps that do not count. */
function reached(
  { layout }: MustLayout,
  { load, slots }: LoadSums,
): readonly (readonly number[])[] {
  const index = new Map(slots.map((slot, at) => [slot, at]));
  return layout.program.sets.map((set) => [
    ...new Set(
      Array.from(set, (rep) => index.get(layout.slotOf[load * layout.repCount + rep]) ?? -1),
    ),
  ]);
}

/** Slots that units confined to them bring more to than they may hold. */
function overfull(must: MustLayout, sums: LoadSums): readonly number[] {
  const { slotCosts } = must.layout;
  const to = reached(must, sums);
  const room = Float64Array.from(sums.slots, (slot) =>
    Math.max(0, slotCosts[slot].high + slotCosts[slot].tolerance),
  );
  const confined = [...to.keys()].filter(
    (set) => sums.bySet[set] > 0 && to[set].every((at) => at >= 0 && room[at] < Infinity),
  );
  const jam = jamOf({
    supply: Float64Array.from(confined, (set) => sums.bySet[set]),
    reaches: confined.map((set) => Int32Array.from(to[set])),
    room,
  });
  return slotsOf(jam?.sinks, sums);
}

/** Slots that have to hold more than the units bring that reach any of them. */
function underfull(must: MustLayout, sums: LoadSums): readonly number[] {
  const { slotCosts } = must.layout;
  const to = reached(must, sums);
  const asking = [...sums.slots.keys()].filter((at) => slotCosts[sums.slots[at]].low > 0);
  const jam = jamOf({
    supply: Float64Array.from(asking, (at) => {
      const { low, tolerance } = slotCosts[sums.slots[at]];
      return Math.max(0, low - tolerance);
    }),
    reaches: asking.map((at) =>
      Int32Array.from([...to.keys()].filter((set) => to[set].includes(at))),
    ),
    room: sums.bySet,
  });
  return slotsOf(
    jam?.sources.map((source) => asking[source]),
    sums,
  );
}

function slotsOf(indices: Jam['sinks'] | undefined, { slots }: LoadSums): readonly number[] {
  return (indices ?? []).map((at) => slots[at]);
}

/** The unit that is furthest above what each of its reps may hold, proven rep by rep. */
function tooLarge(must: MustLayout): Impossibility | undefined {
  const { layout, open } = must;
  const { unitCount, repCount, loadCount, amounts, slotOf, slotCosts } = layout;
  const whole = Array.from({ length: loadCount }, (_, load) => sumsOf(must, load) !== undefined);
  /** The slot that keeps a unit from a rep by most, and by how much; 0: none does. */
  const barrier = (unit: number, rep: number): { slot: number; above: number } => {
    let most = { slot: -1, above: 0 };
    for (let load = 0; load < loadCount; load++) {
      const slot = slotOf[load * repCount + rep];
      const amount = amounts[unit * loadCount + load];
      if (slot < 0 || amount <= 0 || !whole[load]) continue;
      const { high, tolerance, violationScale } = slotCosts[slot];
      const above = (amount - high - tolerance) / violationScale;
      if (above > most.above) most = { slot, above };
    }
    return most;
  };
  let worst: { unit: number; above: number } | undefined;
  for (let unit = 0; unit < unitCount; unit++) {
    let least = Infinity;
    for (let i = open.start[unit]; i < open.end[unit] && least > 0; i++) {
      least = Math.min(least, barrier(unit, open.reps[i]).above);
    }
    if (least > 0 && least > (worst?.above ?? 0)) worst = { unit, above: least };
  }
  if (worst === undefined) return undefined;
  const { unit } = worst;
  const reps = [...open.reps.subarray(open.start[unit], open.end[unit])];
  const barriers = reps.map((rep) => barrier(unit, rep).slot);
  const cases = reps.map((rep, at) => {
    const prices = new Float64Array(layout.slotCount);
    prices[barriers[at]] = 1;
    const multipliers = multipliersOf(layout.program, prices);
    return { reps: [rep], proof: { multipliers, impossible: true as const } };
  });
  const proof: Proof = reps.length === 1 ? cases[0].proof : { unit, cases };
  return provenInCases(must, proof);
}
