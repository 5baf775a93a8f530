import type { DualFunction } from '../bound/dual-function.js';
import { PricedLoads } from '../bound/priced-loads.js';
import type { UnitLists } from '../model/open-reps.js';
import { type ListPlan, listNear } from '../prices/unit-lists.js';

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
  /** How much of the unit is likely to go there: those of a unit sum to 1, or near it. */
  readonly likely: Float64Array;
  /** Where costs are in a table: excess beyond the lists; undefined: only the listed may be gone to. */
  readonly beyond: Beyond | undefined;
}

/** What tells the excess of any unit at any rep. */
interface Beyond {
  readonly table: Float64Array;
  readonly repCount: number;
  readonly loads: PricedLoads;
  /** By unit, what its cheapest costs at the prices. */
  readonly least: Float64Array;
}

/** Lists with more entries than this are cut to what is likeliest to be of use. */
const mostEntries = 4_000_000;

/** Lists of all units, and how the relaxation shares each unit among its own, where that is a guide. */
export interface Shared {
  readonly lists: UnitLists;
  readonly share?: Float64Array;
}

/** Without a relaxation, how likely a dearer rep is to get a unit: by a softness of this share of the mean excess. */
const likelySoftness = 0.02;

/** From lists that are known already, if they hold every unit; else from new ones. */
export function rankCandidates(
  dual: DualFunction,
  prices: Float64Array,
  plan: ListPlan,
  known?: Shared,
): Candidates {
  const { layout } = dual;
  const { unitCount } = layout;
  const units = Int32Array.from({ length: unitCount }, (_, u) => u);
  const shared = known !== undefined && coverAll(known.lists) ? known : undefined;
  const lists = shared?.lists ?? listNear(dual, { prices, units, plan });
  let width = 1;
  for (let u = 0; u < unitCount; u++) {
    width = Math.max(width, lists.open.end[u] - lists.open.start[u]);
  }
  // A few units with very many owners must not make everyone's list long; where reps are alike, all listed count.
  const wanted = plan.cheapest + plan.drawn + plan.strays + plan.interchangeable + 4;
  const most =
    plan.interchangeable > 0 ? Math.max(wanted, Math.floor(mostEntries / unitCount)) : wanted;
  width = Math.min(width, most);
  const count = new Int32Array(unitCount);
  const rep = new Int32Array(unitCount * width);
  const excess = new Float64Array(unitCount * width);
  const cost = new Float64Array(unitCount * width);
  const likely = new Float64Array(unitCount * width);
  const least = new Float64Array(unitCount);
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
        likely[at] = likely[at - 1];
        at--;
      }
      excess[at] = reduced;
      rep[at] = own;
      cost[at] = lists.cost[i];
      likely[at] = shared?.share?.[i] ?? 0;
    }
    least[u] = excess[base];
    for (let k = base; k < base + count[u]; k++) excess[k] -= least[u];
    if (shared?.share === undefined) softMinimum(excess, likely, base, base + count[u]);
  }
  const { table } = layout.costs;
  const beyond =
    table === undefined || plan.interchangeable === 0
      ? undefined
      : { table, repCount: layout.repCount, loads, least };
  return { width, count, rep, excess, cost, likely, beyond };
}

/** Shares that fall with the excess, by a softness of `likelySoftness` of the mean. */
function softMinimum(excess: Float64Array, share: Float64Array, from: number, to: number): void {
  let mean = 0;
  for (let i = from; i < to; i++) mean += excess[i] / (to - from);
  const sharpness = mean > 0 ? 1 / (likelySoftness * mean) : 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    share[i] = Math.exp(-excess[i] * sharpness);
    sum += share[i];
  }
  for (let i = from; i < to; i++) share[i] /= sum;
}

function coverAll({ open: { start, end } }: UnitLists): boolean {
  for (let u = 0; u < start.length; u++) if (start[u] === end[u]) return false;
  return true;
}

/** How much dearer a rep is for a unit than its cheapest at the prices; Infinity where it is no candidate. */
export function excessAt(candidates: Candidates, unit: number, rep: number): number {
  const { beyond } = candidates;
  if (beyond !== undefined) {
    const cost = beyond.table[unit * beyond.repCount + rep];
    return cost === Infinity ? cost : cost + beyond.loads.at(unit, rep) - beyond.least[unit];
  }
  const { rep: reps, width, count, excess } = candidates;
  const end = unit * width + count[unit];
  for (let i = unit * width; i < end; i++) if (reps[i] === rep) return excess[i];
  return Infinity;
}

/** Whether a unit may be tried at a rep. */
export function isCandidate(candidates: Candidates, unit: number, rep: number): boolean {
  return excessAt(candidates, unit, rep) < Infinity;
}
