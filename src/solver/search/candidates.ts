import type { DualFunction } from '../dual-function.js';
import type { Layout } from '../layout.js';
import { isOpen } from '../open-reps.js';

/**
 * For each unit the reps worth trying, cheapest at the prices first, and
 * behind them some from all over the list: where many are alike in price, the
 * cheapest alone would crowd all units on the same few reps. Those of
 * unit u are rep[u·width] … rep[u·width + count[u] − 1], and `excess` says by
 * how much each is dearer than the cheapest.
 */
export interface Candidates {
  readonly width: number;
  readonly count: Int32Array;
  readonly rep: Int32Array;
  readonly excess: Float64Array;
  /** Linear costs, so that large programs need not compute them move by move. */
  readonly cost: Float64Array;
}

export function rankCandidates(
  dual: DualFunction,
  prices: Float64Array,
  cheapest: number,
  spread: number,
): Candidates {
  const { layout, open } = dual;
  const { homes } = layout.program;
  const width = Math.min(cheapest + spread, layout.repCount);
  const most = Math.min(cheapest, width);
  const count = new Int32Array(layout.unitCount);
  const rep = new Int32Array(layout.unitCount * width);
  const excess = new Float64Array(layout.unitCount * width);
  const row = new Float64Array(layout.repCount);
  dual.setPrices(prices);
  for (let u = 0; u < layout.unitCount; u++) {
    dual.nearlyReducedCosts(u, prices, row);
    const base = u * width;
    let kept = 0;
    for (let i = open.start[u]; i < open.end[u]; i++) {
      const j = open.reps[i];
      if (kept === most && row[j] >= excess[base + kept - 1]) continue;
      const cost = dual.exactly(u, j, row[j]);
      if (kept === most && cost >= excess[base + kept - 1]) continue;
      let at = kept < most ? kept++ : most - 1;
      while (at > 0 && excess[base + at - 1] > cost) {
        excess[base + at] = excess[base + at - 1];
        rep[base + at] = rep[base + at - 1];
        at--;
      }
      excess[base + at] = cost;
      rep[base + at] = j;
    }
    if (spread > 0 && layout.costs.table === undefined) {
      for (let e = homes.start[u]; e < homes.start[u + 1] && kept < width; e++) {
        const home = homes.rep[e];
        if (!isOpen(open, u, home) || rep.subarray(base, base + kept).includes(home)) continue;
        rep[base + kept] = home;
        excess[base + kept++] = dual.exactly(u, home, row[home]);
      }
    }
    const openCount = open.end[u] - open.start[u];
    // A stride through the list that differs from unit to unit.
    const from = Math.imul(u + 1, 0x9e3779b1) >>> 0;
    for (let step = 0; step < openCount && kept < width && openCount > most; step++) {
      const j = open.reps[open.start[u] + ((from + step * strideOver(openCount)) % openCount)];
      if (rep.subarray(base, base + kept).includes(j)) continue;
      rep[base + kept] = j;
      excess[base + kept] = dual.exactly(u, j, row[j]);
      kept++;
    }
    const least = excess[base];
    for (let k = 0; k < kept; k++) excess[base + k] -= least;
    count[u] = kept;
  }
  return { width, count, rep, excess, cost: linearCosts(layout, width, count, rep) };
}

function linearCosts(
  { costs, unitCount }: Layout,
  width: number,
  count: Int32Array,
  rep: Int32Array,
): Float64Array {
  const cost = new Float64Array(rep.length);
  for (let u = 0; u < unitCount; u++) {
    for (let i = u * width; i < u * width + count[u]; i++) cost[i] = costs.at(u, rep[i]);
  }
  return cost;
}

/** About two thirds of a list's length, without a common divisor, so that every place is reached once. */
function strideOver(length: number): number {
  let stride = Math.max(1, Math.floor(length * 0.618));
  while (greatestDivisor(stride, length) > 1) stride++;
  return stride;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Whether a rep is among a unit's candidates. */
export function isCandidate(candidates: Candidates, unit: number, rep: number): boolean {
  const base = unit * candidates.width;
  for (let i = base; i < base + candidates.count[unit]; i++) {
    if (candidates.rep[i] === rep) return true;
  }
  return false;
}
