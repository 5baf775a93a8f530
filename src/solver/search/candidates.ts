import type { DualFunction } from '../dual-function.js';

/**
 * For each unit the reps worth trying, cheapest at the prices first: those of
 * unit u are rep[u·width] … rep[u·width + count[u] − 1], and `excess` says by
 * how much each is dearer than the cheapest.
 */
export interface Candidates {
  readonly width: number;
  readonly count: Int32Array;
  readonly rep: Int32Array;
  readonly excess: Float64Array;
}

export function rankCandidates(
  dual: DualFunction,
  prices: Float64Array,
  mostReps: number,
): Candidates {
  const { layout, open } = dual;
  const width = Math.min(mostReps, layout.repCount);
  const count = new Int32Array(layout.unitCount);
  const rep = new Int32Array(layout.unitCount * width);
  const excess = new Float64Array(layout.unitCount * width);
  const row = new Float64Array(layout.repCount);
  dual.evaluate(prices);
  for (let u = 0; u < layout.unitCount; u++) {
    dual.reducedCosts(u, prices, row);
    const base = u * width;
    let kept = 0;
    for (let i = open.start[u]; i < open.end[u]; i++) {
      const j = open.reps[i];
      if (kept === width && row[j] >= excess[base + kept - 1]) continue;
      let at = kept < width ? kept++ : width - 1;
      while (at > 0 && excess[base + at - 1] > row[j]) {
        excess[base + at] = excess[base + at - 1];
        rep[base + at] = rep[base + at - 1];
        at--;
      }
      excess[base + at] = row[j];
      rep[base + at] = j;
    }
    const least = excess[base];
    for (let k = 0; k < kept; k++) excess[base + k] -= least;
    count[u] = kept;
  }
  return { width, count, rep, excess };
}

/** Whether a rep is among a unit's candidates. */
export function isCandidate(candidates: Candidates, unit: number, rep: number): boolean {
  const base = unit * candidates.width;
  for (let i = base; i < base + candidates.count[unit]; i++) {
    if (candidates.rep[i] === rep) return true;
  }
  return false;
}
