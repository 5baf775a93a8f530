import type { Relaxation } from './relaxation.js';

/** An order of the rows that keeps those that share units near one another, and how far back each then reaches. */
export interface RowOrder {
  /** Place of each row. */
  readonly place: Int32Array;
  /** By place, the first place that it shares a unit with. */
  readonly first: Int32Array;
}

/**
 * Reverse Cuthill–McKee: breadth first from a row at the rim, the least
 * connected next, backwards. Rows that touch most others (totals, budgets) go
 * last, where reaching far costs least.
 */
export function orderRows(relaxation: Relaxation): RowOrder {
  const { rowCount } = relaxation;
  const touches = sharedRows(relaxation);
  const degree = new Int32Array(rowCount);
  for (let a = 0; a < rowCount; a++) {
    for (let b = 0; b < rowCount; b++) degree[a] += touches[a * rowCount + b];
  }
  const hubs = Array.from(degree.keys()).filter((row) => degree[row] > 0.6 * rowCount);
  const order = hubs.length > rowCount / 2 ? [] : breadthFirst(touches, degree, rowCount, hubs);
  if (order.length === 0) for (let row = 0; row < rowCount; row++) order.push(row);
  else order.push(...hubs);
  const place = new Int32Array(rowCount);
  order.forEach((row, at) => {
    place[row] = at;
  });
  const first = Int32Array.from({ length: rowCount }, (_, at) => at);
  for (let a = 0; a < rowCount; a++) {
    for (let b = 0; b < rowCount; b++) {
      if (touches[a * rowCount + b] === 1) {
        first[place[a]] = Math.min(first[place[a]], place[b]);
      }
    }
  }
  return { place, first };
}

/** 1 where two rows have a unit in common. */
function sharedRows(lp: Relaxation): Uint8Array {
  const { rowCount } = lp;
  const touches = new Uint8Array(rowCount * rowCount);
  const seen = new Int32Array(rowCount).fill(-1);
  const own: number[] = [];
  for (let n = 0; n < lp.units.length; n++) {
    own.length = 0;
    const add = (row: number): void => {
      if (row < 0 || seen[row] === n) return;
      seen[row] = n;
      own.push(row);
    };
    for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
      for (let i = lp.loadStart[n]; i < lp.loadStart[n + 1]; i++) {
        add(lp.rowOf[lp.rep[e] * lp.loadCount + lp.load[i]]);
      }
    }
    for (let m = lp.moreStart[n]; m < lp.moreStart[n + 1]; m++) add(lp.moreRow[m]);
    for (let a = 0; a < own.length; a++) {
      const from = own[a] * rowCount;
      for (let b = 0; b < own.length; b++) touches[from + own[b]] = 1;
    }
  }
  addCuts(lp, touches);
  addTransfers(lp, touches);
  return touches;
}

/** Rows that share a piece of a load touch as well: its own row, and those of the cuts that charge for it. */
function addCuts(
  { rowCount, pieceStart, firstCut, shared }: Relaxation,
  touches: Uint8Array,
): void {
  if (shared.piece.length === 0) return;
  const rowsOf = new Map<number, number[]>();
  for (let s = 0; s < firstCut; s++) {
    for (let p = pieceStart[s]; p < pieceStart[s + 1]; p++) rowsOf.set(p, [s]);
  }
  shared.piece.forEach((p, i) => {
    rowsOf.get(p)?.push(shared.row[i]);
  });
  for (const rows of rowsOf.values()) {
    for (const a of rows) for (const b of rows) touches[a * rowCount + b] = 1;
  }
}

/** And rows that a transfer joins. */
function addTransfers({ rowCount, transfers }: Relaxation, touches: Uint8Array): void {
  const { start, row } = transfers;
  for (let t = 0; t + 1 < start.length; t++) {
    for (let i = start[t]; i < start[t + 1]; i++) {
      for (let k = start[t]; k < start[t + 1]; k++) touches[row[i] * rowCount + row[k]] = 1;
    }
  }
}

function breadthFirst(
  touches: Uint8Array,
  degree: Int32Array,
  rowCount: number,
  hubs: readonly number[],
): number[] {
  const done = new Uint8Array(rowCount);
  for (const hub of hubs) done[hub] = 1;
  const order: number[] = [];
  const sweep = (from: number, visited: Uint8Array): number[] => {
    const queue = [from];
    visited[from] = 1;
    for (let at = 0; at < queue.length; at++) {
      const next: number[] = [];
      for (let row = 0; row < rowCount; row++) {
        if (touches[queue[at] * rowCount + row] === 0 || visited[row] === 1) continue;
        visited[row] = 1;
        next.push(row);
      }
      next.sort((a, b) => degree[a] - degree[b] || a - b);
      queue.push(...next);
    }
    return queue;
  };
  for (let row = 0; row < rowCount; row++) {
    if (done[row] === 1) continue;
    // The last row of one sweep lies at the rim.
    const reached = sweep(row, Uint8Array.from(done));
    order.push(...sweep(reached[reached.length - 1], done));
  }
  return order.reverse();
}

/** Values by row, put in the rows' places. */
export function byPlace(place: Int32Array, values: Float64Array): Float64Array {
  const placed = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) placed[place[row]] = values[row];
  return placed;
}
