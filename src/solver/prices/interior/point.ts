import { shorterPart } from '../relaxation/barrier.js';
import type { EntryAmounts } from '../relaxation/entry-amounts.js';
import type { Relaxation } from '../relaxation/relaxation.js';
import { transferCount } from '../relaxation/transfers.js';

/**
 * Where an interior point method stands: every variable of the relaxation and
 * what its reduced cost is, all above 0. Pieces are followed by `over` and
 * `under` of each row and by transfers, which have no upper end.
 */
export interface Point {
  /** Share and reduced cost of each entry. */
  readonly share: Float64Array;
  readonly slack: Float64Array;
  /** Each piece, what is left of it, and the price of either end. */
  readonly piece: Float64Array;
  readonly room: Float64Array;
  readonly pieceSlack: Float64Array;
  readonly roomSlack: Float64Array;
  /** By row, and by unit. */
  readonly price: Float64Array;
  readonly value: Float64Array;
}

/** Pieces, over and under, and transfers in one list. */
export interface Pieces {
  readonly count: number;
  readonly cost: Float64Array;
  /** What piece p takes up of rows: entries start[p] … start[p+1]-1; below 0 where it makes room, as `under` does. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly amount: Float64Array;
  /** How many, from the first, have an upper end. */
  readonly ending: number;
}

export function piecesOf(lp: Relaxation): Pieces {
  const ending = lp.slope.length;
  const { shared, transfers } = lp;
  const firstTransfer = ending + 2 * lp.rowCount;
  const count = firstTransfer + transferCount(transfers);
  const start = new Int32Array(count + 1);
  for (let p = 0; p < firstTransfer; p++) start[p + 1] = 1;
  for (const p of shared.piece) start[p + 1]++;
  for (let p = firstTransfer, t = 0; p < count; p++, t++) {
    start[p + 1] = transfers.start[t + 1] - transfers.start[t];
  }
  for (let p = 0; p < count; p++) start[p + 1] += start[p];
  const next = start.slice(0, count);
  const row = new Int32Array(start[count]);
  const amount = new Float64Array(start[count]);
  const cost = new Float64Array(count);
  cost.set(lp.slope);
  const add = (p: number, s: number, takesUp: number): void => {
    row[next[p]] = s;
    amount[next[p]++] = takesUp;
  };
  for (let s = 0; s < lp.rowCount; s++) {
    for (let p = lp.pieceStart[s]; p < lp.pieceStart[s + 1]; p++) add(p, s, 1);
    const over = ending + 2 * s;
    add(over, s, 1);
    add(over + 1, s, -1);
    cost[over] = lp.dear[s];
    cost[over + 1] = s < lp.firstCut ? lp.dear[s] : 0;
  }
  shared.piece.forEach((p, i) => {
    add(p, shared.row[i], shared.amount[i]);
  });
  for (let p = firstTransfer, t = 0; p < count; p++, t++) {
    for (let i = transfers.start[t]; i < transfers.start[t + 1]; i++) {
      add(p, transfers.row[i], transfers.amount[i]);
    }
  }
  return { count, cost, start, row, amount, ending };
}

/** The cost of a piece less what its rows' prices give for it. */
export function reducedCost({ cost, start, row, amount }: Pieces, p: number, price: Float64Array) {
  let reduced = cost[p];
  for (let i = start[p]; i < start[p + 1]; i++) reduced -= amount[i] * price[row[i]];
  return reduced;
}

export function emptyPoint(lp: Relaxation, pieces: Pieces): Point {
  const list = (length: number) => new Float64Array(length);
  return {
    share: list(lp.rep.length),
    slack: list(lp.rep.length),
    piece: list(pieces.count),
    room: list(pieces.ending),
    pieceSlack: list(pieces.count),
    roomSlack: list(pieces.ending),
    price: list(lp.rowCount),
    value: list(lp.units.length),
  };
}

/** What a cut does not ask for is free, so its price has to be above 0; by so much, of what is usual. */
const cutPrice = 1e-4;

/**
 * The point on the central path of the prices: every share times its reduced
 * cost is `product`, and so with the pieces. Only the rows do not hold yet.
 */
export function centralPoint(
  lp: Relaxation,
  amounts: EntryAmounts,
  pieces: Pieces,
  prices: Float64Array,
  product: number,
): Point {
  const point = emptyPoint(lp, pieces);
  for (let s = 0; s < lp.rowCount; s++) {
    const limit = 0.5 * lp.dear[s];
    const least = s < lp.firstCut ? -limit : cutPrice * lp.usualPrice[s];
    point.price[s] = Math.max(least, Math.min(limit, prices[s] / lp.priceScale[s]));
  }
  for (let n = 0; n < lp.units.length; n++) placeUnit(lp, amounts, point, n, product);
  for (let p = 0; p < pieces.count; p++) {
    const reduced = reducedCost(pieces, p, point.price);
    if (p >= pieces.ending) {
      point.pieceSlack[p] = reduced;
      point.piece[p] = product / reduced;
      continue;
    }
    const width = lp.width[p];
    const shorter = shorterPart(width, Math.abs(reduced), product);
    point.piece[p] = reduced > 0 ? shorter : width - shorter;
    point.room[p] = reduced > 0 ? width - shorter : shorter;
    point.pieceSlack[p] = product / point.piece[p];
    point.roomSlack[p] = product / point.room[p];
  }
  return point;
}

/** Shares product ÷ (reduced cost − value) that sum to 1. */
function placeUnit(
  lp: Relaxation,
  { start, row, amount }: EntryAmounts,
  point: Point,
  n: number,
  product: number,
): void {
  const from = lp.start[n];
  const to = lp.start[n + 1];
  let least = Infinity;
  for (let e = from; e < to; e++) {
    let reduced = lp.cost[e];
    for (let i = start[e]; i < start[e + 1]; i++) reduced += point.price[row[i]] * amount[i];
    point.slack[e] = reduced;
    if (reduced < least) least = reduced;
  }
  // The sum is at least 1 here, and Newton on its inverse, which is concave, closes in from this side.
  let value = least - product;
  for (let round = 0; round < 50; round++) {
    let sum = 0;
    let rise = 0;
    for (let e = from; e < to; e++) {
      const share = product / (point.slack[e] - value);
      sum += share;
      rise += share / (point.slack[e] - value);
    }
    value -= ((sum - 1) * sum) / rise;
    if (Math.abs(sum - 1) < 1e-9) break;
  }
  point.value[n] = value;
  for (let e = from; e < to; e++) {
    point.slack[e] -= value;
    point.share[e] = product / point.slack[e];
  }
}
