import type { DualFunction } from '../dual-function.js';
import type { Layout } from '../layout.js';
import type { LoadRanges, UnitLists } from '../open-reps.js';
import type { UnitSample } from '../unit-sample.js';

/**
 * The linear relaxation of a program, or of a part of it: units may be shared
 * between the reps of their lists. Rows are the loads, in units of what they
 * usually come to; costs are in units of what placements usually differ by.
 *
 *   min Σ cost·x + Σ slope·piece + Σ dear·(over + under)
 *   Σ x = 1 for each unit;  base + Σ amount·x = low + Σ pieces + over − under for each row
 *
 * `over` and `under` keep it solvable whatever the must bounds ask.
 */
export interface Relaxation {
  readonly units: Int32Array;
  /** Entries (a unit at a rep) of the n-th unit are start[n] … start[n+1]-1. */
  readonly start: Int32Array;
  readonly rep: Int32Array;
  readonly cost: Float64Array;
  /** Amounts of entry e are amountStart[e] … amountStart[e+1]-1. */
  readonly amountStart: Int32Array;
  readonly row: Int32Array;
  readonly amount: Float64Array;
  readonly rowCount: number;
  /** What the rows' entries and pieces differ by: low less what is there without any unit. */
  readonly target: Float64Array;
  /** Pieces of row s are pieceStart[s] … pieceStart[s+1]-1, each up to `width`. */
  readonly pieceStart: Int32Array;
  readonly slope: Float64Array;
  readonly width: Float64Array;
  /** Cost of one unit of load beyond the range, by row. */
  readonly dear: Float64Array;
  /** A price by row here, times this, is the price of the slot. */
  readonly priceScale: Float64Array;
  /** A value here times this, plus what units cannot change, is a value of the program. */
  readonly costScale: number;
}

/** How much dearer than anything usual it is to leave a row's range. */
const dearness = 100;

/**
 * `idle`, if given, is 1 for slots that are left out: their rows are empty.
 */
export function relax(
  { layout, ranges }: Pick<DualFunction, 'layout' | 'ranges'>,
  lists: UnitLists,
  sample: UnitSample,
  idle?: Uint8Array,
): Relaxation {
  const { units, weight } = sample;
  const { open } = lists;
  const start = new Int32Array(units.length + 1);
  for (let n = 0; n < units.length; n++) {
    start[n + 1] = start[n] + open.end[units[n]] - open.start[units[n]];
  }
  const rep = new Int32Array(start[units.length]);
  const cost = new Float64Array(rep.length);
  for (let n = 0; n < units.length; n++) {
    for (let e = start[n], i = open.start[units[n]]; e < start[n + 1]; e++, i++) {
      rep[e] = open.reps[i];
      cost[e] = lists.cost[i] * weight[n];
    }
  }
  const costScale = meanSpread(start, cost);
  for (let e = 0; e < cost.length; e++) cost[e] /= costScale;
  const { amountStart, row, amount } = amountsOf(layout, sample, start, rep, idle);
  const size = usualLoads(layout.slotCount, start, amountStart, row, amount);
  for (let i = 0; i < row.length; i++) amount[i] /= size.load[row[i]];
  return {
    units,
    start,
    rep,
    cost,
    amountStart,
    row,
    amount,
    rowCount: layout.slotCount,
    ...piecesOf(layout, ranges, size, costScale, idle),
    priceScale: size.load.map((load) => costScale / load),
    costScale,
  };
}

/** The mean of what a unit's dearest entry costs above its cheapest; 1 where nothing differs. */
function meanSpread(start: Int32Array, cost: Float64Array): number {
  let sum = 0;
  for (let n = 0; n + 1 < start.length; n++) {
    let least = Infinity;
    let most = -Infinity;
    for (let e = start[n]; e < start[n + 1]; e++) {
      least = Math.min(least, cost[e]);
      most = Math.max(most, cost[e]);
    }
    sum += most - least;
  }
  return sum > 0 ? sum / (start.length - 1) : 1;
}

function amountsOf(
  layout: Layout,
  { units, weight }: UnitSample,
  start: Int32Array,
  rep: Int32Array,
  idle: Uint8Array | undefined,
): Pick<Relaxation, 'amountStart' | 'row' | 'amount'> {
  const { loadCount, repCount, slotOf, amounts, stays } = layout;
  const amountStart = new Int32Array(rep.length + 1);
  let room = 0;
  for (let n = 0; n < units.length; n++) {
    const own = stays.start[units[n] + 1] - stays.start[units[n]];
    room += (start[n + 1] - start[n]) * loadCount + own;
  }
  const row = new Int32Array(room);
  const amount = new Float64Array(room);
  let next = 0;
  for (let n = 0; n < units.length; n++) {
    const u = units[n];
    for (let e = start[n]; e < start[n + 1]; e++) {
      for (let l = 0; l < loadCount; l++) {
        const slot = slotOf[l * repCount + rep[e]];
        if (slot < 0 || amounts[u * loadCount + l] === 0 || idle?.[slot] === 1) continue;
        row[next] = slot;
        amount[next++] = weight[n] * amounts[u * loadCount + l];
      }
      for (let s = stays.start[u]; s < stays.start[u + 1]; s++) {
        if (stays.rep[s] !== rep[e] || idle?.[stays.slot[s]] === 1) continue;
        row[next] = stays.slot[s];
        amount[next++] = -weight[n] * stays.amount[s];
      }
      amountStart[e + 1] = next;
    }
  }
  return { amountStart, row: row.subarray(0, next), amount: amount.subarray(0, next) };
}

/** By row, the load if every unit were shared evenly, and the mean amount of an entry; 1 where there is none. */
interface RowSize {
  readonly load: Float64Array;
  readonly entry: Float64Array;
}

function usualLoads(
  rowCount: number,
  start: Int32Array,
  amountStart: Int32Array,
  row: Int32Array,
  amount: Float64Array,
): RowSize {
  const load = new Float64Array(rowCount);
  const entry = new Float64Array(rowCount);
  const count = new Float64Array(rowCount);
  for (let n = 0; n + 1 < start.length; n++) {
    const share = 1 / (start[n + 1] - start[n]);
    for (let i = amountStart[start[n]]; i < amountStart[start[n + 1]]; i++) {
      load[row[i]] += Math.abs(amount[i]) * share;
      entry[row[i]] += Math.abs(amount[i]);
      count[row[i]]++;
    }
  }
  for (let s = 0; s < rowCount; s++) {
    entry[s] = entry[s] > 0 ? entry[s] / count[s] : 1;
    if (load[s] === 0) load[s] = 1;
  }
  return { load, entry };
}

function piecesOf(
  { slotCount, curves, leavingTotal }: Layout,
  ranges: LoadRanges,
  size: RowSize,
  costScale: number,
  idle: Uint8Array | undefined,
): Pick<Relaxation, 'target' | 'pieceStart' | 'slope' | 'width' | 'dear'> {
  const target = new Float64Array(slotCount);
  const pieceStart = new Int32Array(slotCount + 1);
  const dear = new Float64Array(slotCount);
  const slope: number[] = [];
  const width: number[] = [];
  for (let s = 0; s < slotCount; s++) {
    dear[s] = (dearness * size.load[s]) / size.entry[s];
    pieceStart[s + 1] = slope.length;
    if (idle?.[s] === 1) continue;
    const low = Math.min(ranges.low[s], ranges.high[s]);
    const high = Math.max(ranges.low[s], ranges.high[s]);
    target[s] = (low - leavingTotal[s]) / size.load[s];
    let steepest = size.load[s] / size.entry[s];
    for (let p = curves.start[s]; p < curves.start[s + 1]; p++) {
      const from = p === curves.start[s] ? low : Math.max(low, curves.upTo[p - 1]);
      const to = Math.min(high, curves.upTo[p]);
      if (to <= from) continue;
      slope.push((curves.slope[p] * size.load[s]) / costScale);
      width.push((to - from) / size.load[s]);
      steepest = Math.max(steepest, Math.abs(slope[slope.length - 1]));
    }
    pieceStart[s + 1] = slope.length;
    dear[s] = dearness * steepest;
  }
  return {
    target,
    pieceStart,
    slope: Float64Array.from(slope),
    width: Float64Array.from(width),
    dear,
  };
}
