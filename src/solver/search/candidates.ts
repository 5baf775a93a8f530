import type { DualFunction } from '../dual-function.js';
import type { UnitLists } from '../open-reps.js';
import { PricedLoads } from '../priced-loads.js';
import { type ListPlan, listNear } from '../unit-lists.js';

/**
 * For each unit the reps worth trying, cheapest at the prices first. Those of
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

/** From lists that are known already, if they hold every unit; else from new ones. */
export function rankCandidates(
  dual: DualFunction,
  prices: Float64Array,
  plan: ListPlan,
  known?: UnitLists,
): Candidates {
  const { layout } = dual;
  const { unitCount } = layout;
  const units = Int32Array.from({ length: unitCount }, (_, u) => u);
  const lists =
    known !== undefined && coverAll(known) ? known : listNear(dual, prices, units, plan);
  let width = 1;
  for (let u = 0; u < unitCount; u++) {
    width = Math.max(width, lists.open.end[u] - lists.open.start[u]);
  }
  // A few units with very many owners must not make everyone's list long.
  width = Math.min(width, plan.cheapest + plan.drawn + plan.strays + 4);
  const count = new Int32Array(unitCount);
  const rep = new Int32Array(unitCount * width);
  const excess = new Float64Array(unitCount * width);
  const cost = new Float64Array(unitCount * width);
  const loads = new PricedLoads(layout);
  loads.setPrices(prices);
  for (let u = 0; u < unitCount; u++) {
    const base = u * width;
    for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) {
      const own = lists.open.reps[i];
      const reduced = lists.cost[i] + loads.at(u, own);
      if (count[u] === width && reduced >= excess[base + width - 1]) continue;
      let at = count[u] < width ? base + count[u]++ : base + width - 1;
      while (at > base && excess[at - 1] > reduced) {
        excess[at] = excess[at - 1];
        rep[at] = rep[at - 1];
        cost[at] = cost[at - 1];
        at--;
      }
      excess[at] = reduced;
      rep[at] = own;
      cost[at] = lists.cost[i];
    }
    const least = excess[base];
    for (let k = base; k < base + count[u]; k++) excess[k] -= least;
  }
  return { width, count, rep, excess, cost };
}

function coverAll({ open: { start, end } }: UnitLists): boolean {
  for (let u = 0; u < start.length; u++) if (start[u] === end[u]) return false;
  return true;
}

/** Where a rep is among a unit's candidates; -1: nowhere. */
export function candidateAt(
  { rep, width, count }: Candidates,
  unit: number,
  wanted: number,
): number {
  const end = unit * width + count[unit];
  for (let i = unit * width; i < end; i++) if (rep[i] === wanted) return i;
  return -1;
}

/** Whether a rep is among a unit's candidates. */
export function isCandidate(candidates: Candidates, unit: number, rep: number): boolean {
  return candidateAt(candidates, unit, rep) >= 0;
}
