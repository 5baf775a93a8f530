import type { DualFunction } from '../../bound/dual-function.js';
import type { Layout } from '../../model/layout.js';
import type { LoadRanges, UnitLists } from '../../model/open-reps.js';
import type { UnitSample } from '../../model/unit-sample.js';
import { type Arrays, sharedArrays } from '../../threads/shared-arrays.js';
import { type SharedPieces, sharePieces } from './shared-pieces.js';
import { noTransfers, type Transfers } from './transfers.js';

/** Units of a relaxation with their entries, in arrays that threads can share. */
export interface RelaxedUnits {
  /** Entries (a unit at a rep) of the n-th unit are start[n] … start[n+1]-1. */
  readonly start: Int32Array;
  readonly rep: Int32Array;
  readonly cost: Float64Array;
  /** Loads that the n-th unit counts in are loadStart[n] … loadStart[n+1]-1, each with its amount. */
  readonly loadStart: Int32Array;
  readonly load: Int32Array;
  readonly amount: Float64Array;
  readonly loadCount: number;
  /** By rep and load: the row that counts what the rep gets; -1: none does. */
  readonly rowOf: Int32Array;
  /** What single entries bring to rows besides: those of the n-th unit are moreStart[n] … moreStart[n+1]-1. */
  readonly moreStart: Int32Array;
  readonly moreEntry: Int32Array;
  readonly moreRow: Int32Array;
  readonly moreAmount: Float64Array;
}

/**
 * The linear relaxation of a program, or of a part of it: units may be shared
 * between the reps of their lists. Rows are the loads, in units of what they
 * usually come to; costs are in units of what placements usually differ by.
 *
 *   min Σ cost·x + Σ slope·piece + Σ dear·(over + under)
 *   Σ x = 1 for each unit;  base + Σ amount·x = low + Σ pieces + over − under for each row
 *
 * `over` and `under` keep it solvable whatever the must bounds ask. A row of a cut has
 * no pieces of its own; `under` costs nothing there, so that it asks for no more than it has to.
 */
export interface Relaxation extends RelaxedUnits {
  readonly units: Int32Array;
  readonly rowCount: number;
  /** What a row usually comes to: amounts and prices are in plain units, all else of a row in these. */
  readonly rowSize: Float64Array;
  /** What the rows' entries and pieces differ by: low less what is there without any unit. */
  readonly target: Float64Array;
  /** Pieces of row s are pieceStart[s] … pieceStart[s+1]-1, each up to `width`. */
  readonly pieceStart: Int32Array;
  readonly slope: Float64Array;
  readonly width: Float64Array;
  /** The price at which a usual entry is worth a usual difference in cost, by row. */
  readonly usualPrice: Float64Array;
  /** Cost of one unit of load beyond the range, by row; of cuts only what is missing costs that. */
  readonly dear: Float64Array;
  /** Rows from here on are cuts. */
  readonly firstCut: number;
  /** What pieces bring to the rows of cuts besides. */
  readonly shared: SharedPieces;
  /** What carries load between rows; amounts in the rows' sizes. */
  readonly transfers: Transfers;
  /** A price by row here, times this, is the price of the slot. */
  readonly priceScale: Float64Array;
  /** A value here times this, plus what units cannot change, is a value of the program. */
  readonly costScale: number;
}

/** How much dearer than anything usual it is to leave a row's range. */
const dearness = 10_000;

interface RelaxOptions {
  /** 1 for slots that are left out: their rows are empty. */
  readonly idle?: Uint8Array | undefined;
  /** Arrays that threads share, unless others will do. */
  readonly arrays?: Arrays;
  /** What carries load between rows; amounts as in the layout. */
  readonly transfers?: Transfers;
}

/** The relaxation over the listed reps of some units, each counted by its weight. */
export function relax(
  { layout, ranges }: Pick<DualFunction, 'layout' | 'ranges'>,
  lists: UnitLists,
  sample: UnitSample,
  { idle, arrays = sharedArrays, transfers = noTransfers }: RelaxOptions = {},
): Relaxation {
  const { units, weight } = sample;
  const { open } = lists;
  const start = arrays.ints(units.length + 1);
  for (let n = 0; n < units.length; n++) {
    start[n + 1] = start[n] + open.end[units[n]] - open.start[units[n]];
  }
  const rep = arrays.ints(start[units.length]);
  const cost = arrays.floats(rep.length);
  for (let n = 0; n < units.length; n++) {
    for (let e = start[n], i = open.start[units[n]]; e < start[n + 1]; e++, i++) {
      rep[e] = open.reps[i];
      cost[e] = lists.cost[i] * weight[n];
    }
  }
  const costScale = meanSpread(start, cost);
  for (let e = 0; e < cost.length; e++) cost[e] /= costScale;
  const rowOf = rowsOf(layout, idle, arrays);
  const loads = loadsOf(layout, sample, arrays);
  const more = staysOf(layout, sample, { start, rep }, idle, arrays);
  const size = usualLoads(
    { start, rep, rowOf, loadCount: layout.loadCount, ...loads, ...more },
    layout.slotCount,
    transfers,
  );
  return {
    units,
    start,
    rep,
    cost,
    ...loads,
    loadCount: layout.loadCount,
    rowOf,
    ...more,
    rowCount: layout.slotCount,
    firstCut: layout.cuts?.first ?? layout.slotCount,
    rowSize: size.load,
    usualPrice: size.load.map((load, s) => load / size.entry[s]),
    ...piecesOf(layout, ranges, size, costScale, idle),
    transfers: inSizes(transfers, size),
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

function rowsOf(
  { loadCount, repCount, slotOf }: Layout,
  idle: Uint8Array | undefined,
  arrays: Arrays,
): Int32Array {
  const rowOf = arrays.ints(repCount * loadCount);
  for (let l = 0; l < loadCount; l++) {
    for (let j = 0; j < repCount; j++) {
      const slot = slotOf[l * repCount + j];
      rowOf[j * loadCount + l] = idle?.[slot] === 1 ? -1 : slot;
    }
  }
  return rowOf;
}

type Loads = Pick<Relaxation, 'loadStart' | 'load' | 'amount'>;

function loadsOf({ brings }: Layout, { units, weight }: UnitSample, arrays: Arrays): Loads {
  const loadStart = arrays.ints(units.length + 1);
  for (let n = 0; n < units.length; n++) {
    loadStart[n + 1] = loadStart[n] + brings.start[units[n] + 1] - brings.start[units[n]];
  }
  const load = arrays.ints(loadStart[units.length]);
  const amount = arrays.floats(load.length);
  let next = 0;
  for (let n = 0; n < units.length; n++) {
    for (let i = brings.start[units[n]]; i < brings.start[units[n] + 1]; i++) {
      load[next] = brings.load[i];
      amount[next++] = weight[n] * brings.amount[i];
    }
  }
  return { loadStart, load, amount };
}

type More = Pick<Relaxation, 'moreStart' | 'moreEntry' | 'moreRow' | 'moreAmount'>;

/** A unit that stays with an owner takes its amount off the owner's leaving load. */
function staysOf(
  { stays }: Layout,
  { units, weight }: UnitSample,
  { start, rep }: Pick<Relaxation, 'start' | 'rep'>,
  idle: Uint8Array | undefined,
  arrays: Arrays,
): More {
  const moreStart = arrays.ints(units.length + 1);
  let room = 0;
  for (const u of units) room += stays.start[u + 1] - stays.start[u];
  const moreEntry = arrays.ints(room);
  const moreRow = arrays.ints(room);
  const moreAmount = arrays.floats(room);
  let next = 0;
  for (let n = 0; n < units.length; n++) {
    for (let s = stays.start[units[n]]; s < stays.start[units[n] + 1]; s++) {
      if (idle?.[stays.slot[s]] === 1) continue;
      for (let e = start[n]; e < start[n + 1]; e++) {
        if (rep[e] !== stays.rep[s]) continue;
        moreEntry[next] = e;
        moreRow[next] = stays.slot[s];
        moreAmount[next++] = -weight[n] * stays.amount[s];
      }
    }
    moreStart[n + 1] = next;
  }
  return { moreStart, moreEntry, moreRow, moreAmount };
}

/** By row, the load if every unit were shared evenly, and the mean amount of an entry; 1 where there is none. */
interface RowSize {
  readonly load: Float64Array;
  readonly entry: Float64Array;
}

function usualLoads(
  lp: Pick<Relaxation, 'start' | 'rep' | 'rowOf' | 'loadCount'> & Loads & More,
  rowCount: number,
  transfers: Transfers,
): RowSize {
  const load = new Float64Array(rowCount);
  const entry = new Float64Array(rowCount);
  const count = new Float64Array(rowCount);
  const add = (row: number, amount: number, share: number): void => {
    if (row < 0) return;
    load[row] += Math.abs(amount) * share;
    entry[row] += Math.abs(amount);
    count[row]++;
  };
  for (let n = 0; n + 1 < lp.start.length; n++) {
    const share = 1 / (lp.start[n + 1] - lp.start[n]);
    for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
      for (let i = lp.loadStart[n]; i < lp.loadStart[n + 1]; i++) {
        add(lp.rowOf[lp.rep[e] * lp.loadCount + lp.load[i]], lp.amount[i], share);
      }
    }
    for (let m = lp.moreStart[n]; m < lp.moreStart[n + 1]; m++) {
      add(lp.moreRow[m], lp.moreAmount[m], share);
    }
  }
  addTransfers(transfers, load, entry, count);
  for (let s = 0; s < rowCount; s++) {
    entry[s] = entry[s] > 0 ? entry[s] / count[s] : 1;
    if (load[s] === 0) load[s] = 1;
  }
  return { load, entry };
}

/** What a row usually gets by transfers: an even part of what is there to carry. */
function addTransfers(
  { start, row, amount }: Transfers,
  load: Float64Array,
  entry: Float64Array,
  count: Float64Array,
): void {
  const from = Float64Array.from(load);
  const carriers = new Int32Array(load.length);
  for (let i = 0; i < row.length; i++) if (amount[i] > 0) carriers[row[i]]++;
  for (let t = 0; t + 1 < start.length; t++) {
    for (let i = start[t]; i < start[t + 1]; i++) {
      if (amount[i] <= 0) continue;
      const source = row[i];
      for (let k = start[t]; k < start[t + 1]; k++) {
        if (amount[k] >= 0) continue;
        load[row[k]] += (-amount[k] * from[source]) / amount[i] / carriers[source];
        if (count[row[k]] === 0 && count[source] > 0) {
          entry[row[k]] = entry[source];
          count[row[k]] = count[source];
        }
      }
    }
  }
}

/** A transfer of 1 is one of the size of the first row it takes up. */
function inSizes(transfers: Transfers, { load }: RowSize): Transfers {
  const { start, row } = transfers;
  const amount = Float64Array.from(transfers.amount);
  for (let t = 0; t + 1 < start.length; t++) {
    const unit = load[row[start[t]]];
    for (let i = start[t]; i < start[t + 1]; i++) amount[i] *= unit / load[row[i]];
  }
  return { start, row, amount };
}

function piecesOf(
  { slotCount, curves, leavingTotal, cuts }: Layout,
  ranges: LoadRanges,
  size: RowSize,
  costScale: number,
  idle: Uint8Array | undefined,
): Pick<Relaxation, 'target' | 'pieceStart' | 'slope' | 'width' | 'dear' | 'shared'> {
  const target = new Float64Array(slotCount);
  const pieceStart = new Int32Array(slotCount + 1);
  const dear = new Float64Array(slotCount);
  const slope: number[] = [];
  const width: number[] = [];
  const shared: SharedPieces = { piece: [], row: [], amount: [] };
  for (let s = 0; s < slotCount; s++) {
    dear[s] = (dearness * size.load[s]) / size.entry[s];
    pieceStart[s + 1] = slope.length;
    if (idle?.[s] === 1) continue;
    if (cuts !== undefined && s >= cuts.first) {
      dear[s] = dearness * (size.load[s] / size.entry[s]);
      target[s] += -leavingTotal[s] / size.load[s];
      continue;
    }
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
    if (cuts?.touch(s) === true) {
      const pieces = { first: pieceStart[s], last: slope.length, width };
      sharePieces(cuts, { slot: s, low, ...pieces, size: size.load }, shared, target);
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
    shared,
  };
}
