import type { DualFunction } from './dual-function.js';
import type { Layout } from './layout.js';
import { NearestReps } from './nearest-reps.js';
import { isOpen, type OpenReps, type UnitLists, without } from './open-reps.js';

/** Which of its open reps a unit's list holds. */
export interface ListPlan {
  /** The cheapest at the prices. */
  readonly cheapest: number;
  /** Of as many as this that are cheapest … */
  readonly pool: number;
  /** … so many more, evenly spaced with a random shift. */
  readonly drawn: number;
  /** And so many from all over. */
  readonly strays: number;
}

/** What an earlier round says should be listed too. */
export interface Earlier {
  readonly lists: UnitLists;
  /** By entry: how much of the unit was there. */
  readonly share: Float64Array;
  /** Prices the lists led to, at which what they lacked is cheapest. */
  readonly prices: Float64Array;
}

/** Reps listed because an earlier round's prices make them cheapest, and the share that is worth listing again. */
const lacked = 5;
const worthwhile = 0.01;

/** Every open rep of every unit. */
export function listAll({ layout, open }: Pick<DualFunction, 'layout' | 'open'>): UnitLists {
  const own = without(open, []);
  return { open: own, cost: costsOf(layout, own) };
}

/**
 * A short list of reps for each of some units (the others get none): those
 * cheapest at the prices, its owners, and a few drawn from those that come
 * next. Where many reps are nearly alike, lists of the cheapest alone would
 * all name the same few and leave the others to nobody.
 */
export function listNear(
  { layout, open }: DualFunction,
  prices: Float64Array,
  units: Int32Array,
  plan: ListPlan,
  earlier?: Earlier,
): UnitLists {
  const { homes } = layout.program;
  const nearest = new NearestReps(layout, open);
  nearest.setPrices(prices);
  const after = earlier === undefined ? undefined : new NearestReps(layout, open);
  if (earlier !== undefined) after?.setPrices(earlier.prices);
  const pool = Math.max(plan.pool, plan.cheapest, lacked);
  const poolReps = new Int32Array(pool);
  const poolCosts = new Float64Array(pool);
  const start = new Int32Array(layout.unitCount);
  const end = new Int32Array(layout.unitCount);
  const width = plan.cheapest + plan.drawn + plan.strays;
  let room = 0;
  for (const u of units) {
    const owners = homes.start[u + 1] - homes.start[u];
    const before = earlier === undefined ? 0 : keptOf(earlier, u) + lacked;
    room += Math.min(open.end[u] - open.start[u], width + owners + before);
  }
  const reps = new Int32Array(room);
  const listedBy = new Int32Array(layout.repCount).fill(-1);
  let next = 0;
  for (const u of units) {
    const found = nearest.find(u, pool, poolReps, poolCosts);
    start[u] = next;
    const add = (rep: number): void => {
      if (listedBy[rep] === u) return;
      listedBy[rep] = u;
      reps[next++] = rep;
    };
    for (let k = 0; k < Math.min(found, plan.cheapest); k++) add(poolReps[k]);
    const others = found - plan.cheapest;
    const stride = Math.max(1, others / plan.drawn);
    for (let k = 0; k < Math.min(others, plan.drawn); k++) {
      add(poolReps[plan.cheapest + Math.floor((k + shift(u, k)) * stride)]);
    }
    for (let e = homes.start[u]; e < homes.start[u + 1]; e++) {
      if (isOpen(open, u, homes.rep[e])) add(homes.rep[e]);
    }
    if (earlier !== undefined && after !== undefined) {
      const { lists, share } = earlier;
      for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) {
        if (share[i] > worthwhile) add(lists.open.reps[i]);
      }
      const count = after.find(u, lacked, poolReps, poolCosts);
      for (let k = 0; k < count; k++) add(poolReps[k]);
    }
    const openCount = open.end[u] - open.start[u];
    for (let k = 0; k < plan.strays && next - start[u] < openCount; k++) {
      add(open.reps[open.start[u] + Math.floor(shift(u, pool + k) * openCount)]);
    }
    reps.subarray(start[u], next).sort();
    end[u] = next;
  }
  const lists = { reps: reps.subarray(0, next), start, end };
  return { open: lists, cost: costsOf(layout, lists) };
}

function keptOf({ lists, share }: Earlier, u: number): number {
  let kept = 0;
  for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) if (share[i] > worthwhile) kept++;
  return kept;
}

/** An even spread of numbers in 0 … 1, the same for the same unit and turn. */
function shift(unit: number, turn: number): number {
  const mixed = Math.imul(Math.imul(unit + 1, 0x9e3779b1) ^ (turn + 1), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
}

/** Linear costs by entry, of lists that no two units share. */
function costsOf(layout: Layout, { reps, start, end }: OpenReps): Float64Array {
  const cost = new Float64Array(reps.length);
  for (let u = 0; u < layout.unitCount; u++) {
    for (let i = start[u]; i < end[u]; i++) cost[i] = layout.costs.at(u, reps[i]);
  }
  return cost;
}
