import type { Relaxation } from './relaxation.js';

/** What each entry brings to each row, in the rows' sizes: entry e's are start[e] … start[e+1]-1. */
export interface EntryAmounts {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly amount: Float64Array;
}

/** The amounts of a relaxation written out by entry. */
export function entryAmounts(lp: Relaxation): EntryAmounts {
  let room = lp.moreEntry.length;
  for (let n = 0; n < lp.units.length; n++) {
    room += (lp.start[n + 1] - lp.start[n]) * (lp.loadStart[n + 1] - lp.loadStart[n]);
  }
  const start = new Int32Array(lp.rep.length + 1);
  const row = new Int32Array(room);
  const amount = new Float64Array(room);
  let next = 0;
  for (let n = 0; n < lp.units.length; n++) {
    for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
      const add = (own: number, value: number): void => {
        if (own < 0) return;
        row[next] = own;
        amount[next++] = value / lp.rowSize[own];
      };
      for (let i = lp.loadStart[n]; i < lp.loadStart[n + 1]; i++) {
        add(lp.rowOf[lp.rep[e] * lp.loadCount + lp.load[i]], lp.amount[i]);
      }
      for (let m = lp.moreStart[n]; m < lp.moreStart[n + 1]; m++) {
        if (lp.moreEntry[m] === e) add(lp.moreRow[m], lp.moreAmount[m]);
      }
      start[e + 1] = next;
    }
  }
  return { start, row: row.subarray(0, next), amount: amount.subarray(0, next) };
}
