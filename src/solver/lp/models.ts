import type { DualFunction } from '../bound/dual-function.js';
import type { Layout } from '../model/layout.js';
import { loadCost } from '../model/load-cost.js';
import { type LoadRanges, loadRanges, type OpenReps } from '../model/open-reps.js';
import { type LinearModel, ModelBuilder } from './linear-model.js';

/** Objective values are small; thousandths sit better with the libraries' tolerances. */
const costScale = 1000;

/** A model with the column of each thing its reader wants back. */
export interface PriceModel {
  readonly model: LinearModel;
  /** The prices by slot that an answer means. */
  readonly pricesOf: (values: Float64Array, duals: Float64Array | undefined) => Float64Array[];
}

/**
 * The Lagrangian dual as a linear program: the value v of each unit lies below
 * its cost at every open rep, the value w of each slot below cost − price·load
 * at every knot of its range; Σv + Σw is to be greatest.
 */
export function dualModel({ layout, open }: DualFunction): PriceModel {
  const ranges = loadRanges(layout, open);
  const builder = new ModelBuilder();
  const scale = Array.from(
    { length: layout.slotCount },
    (_, slot) => layout.slotCosts[slot].violationScale,
  );
  const price = scale.map((_, slot) =>
    builder.column(
      -layout.leavingTotal[slot] / scale[slot],
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ),
  );
  for (let unit = 0; unit < layout.unitCount; unit++) {
    const value = builder.column(-1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    for (let at = open.start[unit]; at < open.end[unit]; at++) {
      const rep = open.reps[at];
      const entries = amountsAt(layout, unit, rep).map(
        ([slot, amount]) => [price[slot], -amount / scale[slot]] as const,
      );
      const cost = costScale * layout.costs.at(unit, rep);
      builder.row(Number.NEGATIVE_INFINITY, cost, [[value, 1], ...entries]);
    }
  }
  scale.forEach((size, slot) => {
    const value = builder.column(-1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    for (const load of knotsOf(layout, slot, ranges)) {
      const cost = costScale * loadCost(layout.slotCosts[slot], load);
      builder.row(Number.NEGATIVE_INFINITY, cost, [
        [value, 1],
        [price[slot], load / size],
      ]);
    }
  });
  return {
    model: builder,
    pricesOf: (values) => [
      Float64Array.from(scale, (size, slot) => values[price[slot]] / size / costScale),
    ],
  };
}

export interface PlacementModel extends PriceModel {
  /** The column of a unit's first open rep; the others follow in their order. */
  readonly columnOf: (unit: number) => number;
}

/**
 * The program itself, families aside: loads cost their convex functions, and
 * unless `whole` units may be shared between reps (the linear relaxation).
 */
export function relaxedModel({ layout, open }: DualFunction, whole = false): PlacementModel {
  const ranges = loadRanges(layout, open);
  const builder = new ModelBuilder();
  const inSlot: (readonly [number, number])[][] = Array.from(
    { length: layout.slotCount },
    () => [],
  );
  const firstColumn = addPlacements(builder, layout, open, inSlot, whole);
  const rowOf = inSlot.map((entries, slot) => addLoad(builder, layout, slot, entries, ranges));
  const scale = rowOf.map((_, slot) => layout.slotCosts[slot].violationScale);
  return {
    model: builder,
    columnOf: (unit) => firstColumn[unit],
    // The sign of shadow prices is a matter of convention; the better of the two is meant.
    pricesOf: (_, duals) =>
      duals === undefined
        ? []
        : [-1, 1].map((sign) =>
            Float64Array.from(
              scale,
              (size, slot) => (sign * duals[rowOf[slot]]) / size / costScale,
            ),
          ),
  };
}

function addPlacements(
  builder: ModelBuilder,
  layout: Layout,
  open: OpenReps,
  inSlot: (readonly [number, number])[][],
  whole: boolean,
): Int32Array {
  const firstColumn = new Int32Array(layout.unitCount);
  for (let unit = 0; unit < layout.unitCount; unit++) {
    const once: (readonly [number, number])[] = [];
    firstColumn[unit] = builder.columns.length;
    for (let at = open.start[unit]; at < open.end[unit]; at++) {
      const rep = open.reps[at];
      const cost = costScale * layout.costs.at(unit, rep);
      const column = builder.column(cost, 0, Number.POSITIVE_INFINITY, whole);
      once.push([column, 1]);
      for (const [slot, amount] of amountsAt(layout, unit, rep))
        inSlot[slot].push([column, amount]);
    }
    builder.row(1, 1, once);
  }
  return firstColumn;
}

/** A slot's load as a column, its cost as another above every linear piece; returns the load's row. */
function addLoad(
  builder: ModelBuilder,
  layout: Layout,
  slot: number,
  entries: readonly (readonly [number, number])[],
  ranges: LoadRanges,
): number {
  const { slopes, knots, violationScale: size } = layout.slotCosts[slot];
  const load = builder.column(0, ranges.low[slot] / size, ranges.high[slot] / size);
  const cost = builder.column(1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const offset = layout.leavingTotal[slot];
  const row = builder.row(-offset / size, -offset / size, [
    ...entries.map(([column, amount]) => [column, amount / size] as const),
    [load, -1],
  ]);
  slopes.forEach((slope, piece) => {
    const anchor = knots[Math.max(0, piece - 1)];
    const value = loadCost(layout.slotCosts[slot], anchor);
    builder.row(costScale * (value - slope * anchor), Number.POSITIVE_INFINITY, [
      [cost, 1],
      [load, -slope * size * costScale],
    ]);
  });
  return row;
}

/** What a unit at a rep adds to which slots. */
function amountsAt(layout: Layout, unit: number, rep: number): (readonly [number, number])[] {
  const { repCount, slotOf, brings, stays } = layout;
  const found: (readonly [number, number])[] = [];
  for (let i = brings.start[unit]; i < brings.start[unit + 1]; i++) {
    const slot = slotOf[brings.load[i] * repCount + rep];
    if (slot >= 0) found.push([slot, brings.amount[i]]);
  }
  for (let entry = stays.start[unit]; entry < stays.start[unit + 1]; entry++) {
    if (stays.rep[entry] === rep) found.push([stays.slot[entry], -stays.amount[entry]]);
  }
  return found;
}

function knotsOf(layout: Layout, slot: number, ranges: LoadRanges): number[] {
  const low = ranges.low[slot];
  const high = ranges.high[slot];
  const inside = [...layout.slotCosts[slot].knots].filter((knot) => knot > low && knot < high);
  return [low, ...inside, high];
}
