import type { DualFunction } from '../bound/dual-function.js';
import { NearestReps } from '../bound/nearest-reps.js';
import type { Layout } from '../model/layout.js';
import { isOpen, type OpenReps, type UnitLists, without } from '../model/open-reps.js';
import { sharedFloats, sharedInts } from '../threads/shared-arrays.js';

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
  /** Of those who own nothing of the unit and are cheapest but for the prices, where these are many: so many. */
  readonly interchangeable: number;
}

/** What an earlier round says should be listed too. */
export interface Earlier {
  readonly lists: UnitLists;
  /** By entry: how much of the unit was there. */
  readonly share: Float64Array;
  /** Prices the lists led to, at which what they lacked is cheapest. */
  readonly prices: Float64Array;
}

/** What lists are made from. */
export type Listed = Pick<DualFunction, 'layout' | 'open'>;

/** Reps listed because an earlier round's prices make them cheapest, and the share that is worth listing again. */
const lacked = 5;
const worthwhile = 0.01;

/** How many of those alike a list should hold: where places set reps apart none, else enough for load to get from any rep to any. */
export function interchangeableListed({ program }: Layout): number {
  return program.distance === undefined ? 8 : 0;
}

/** Every open rep of every unit. */
export function listAll({ layout, open }: Pick<DualFunction, 'layout' | 'open'>): UnitLists {
  const own = without(open, []);
  return { open: own, cost: costsOf(layout, own) };
}

/** Which lists are wanted: for which units, at which prices. */
export interface ListRequest {
  readonly prices: Float64Array;
  readonly units: Int32Array;
  readonly plan: ListPlan;
  readonly earlier?: Earlier | undefined;
}

/** Where lists are written, so that threads may write those of different units: see `listPart`. */
export interface ListRoom {
  /** By unit: where its list begins and ends; where both are 0 it has none. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly reps: Int32Array;
  /** Linear costs by entry. */
  readonly cost: Float64Array;
}

/**
 * A short list of reps for each of some units (the others get none): those
 * cheapest at the prices, its owners, and a few drawn from those that come
 * next. Where many reps are nearly alike, lists of the cheapest alone would
 * all name the same few and leave the others to nobody.
 */
export function listNear(dual: Listed, request: ListRequest): UnitLists {
  const room = roomFor(dual, request);
  listPart(dual, request, room, 0, request.units.length);
  return closeRanks(room, request.units);
}

/** The lists without the room that was left between them. */
export function closeRanks(room: ListRoom, units: Int32Array): UnitLists {
  const start = new Int32Array(room.start.length);
  const end = new Int32Array(room.start.length);
  let next = 0;
  for (const u of units) {
    start[u] = next;
    next += room.end[u] - room.start[u];
    end[u] = next;
  }
  const reps = new Int32Array(next);
  const cost = new Float64Array(next);
  for (const u of units) {
    reps.set(room.reps.subarray(room.start[u], room.end[u]), start[u]);
    cost.set(room.cost.subarray(room.start[u], room.end[u]), start[u]);
  }
  return { open: { reps, start, end }, cost };
}

/** Shared by threads, with room for the longest lists there can be. */
export function roomFor({ layout, open }: Listed, request: ListRequest): ListRoom {
  const { homes } = layout.program;
  const { units, plan, earlier } = request;
  const start = sharedInts(layout.unitCount);
  const width = plan.cheapest + plan.drawn + plan.strays + plan.interchangeable;
  let room = 0;
  for (const u of units) {
    const owners = homes.start[u + 1] - homes.start[u];
    const before = earlier === undefined ? 0 : keptOf(earlier, u) + lacked;
    start[u] = room;
    room += Math.min(open.end[u] - open.start[u], width + owners + before);
  }
  return {
    start,
    end: sharedInts(layout.unitCount),
    reps: sharedInts(room),
    cost: sharedFloats(room),
  };
}

/** Writes the lists of units[from] … units[to − 1]. */
export function listPart(
  { layout, open }: Listed,
  { prices, units, plan, earlier }: ListRequest,
  { start, end, reps, cost }: ListRoom,
  from: number,
  to: number,
): void {
  const { homes } = layout.program;
  const nearest = new NearestReps(layout, open);
  nearest.setPrices(prices);
  // Where the prices are those the lists led to, the cheapest are listed anyway.
  const isAsLed = earlier?.prices.every((price, s) => price === prices[s]) ?? true;
  const after = isAsLed ? undefined : new NearestReps(layout, open);
  if (earlier !== undefined) after?.setPrices(earlier.prices);
  const pool = Math.max(plan.pool, plan.cheapest, lacked);
  const poolReps = new Int32Array(pool);
  const poolCosts = new Float64Array(pool);
  const listedBy = new Int32Array(layout.repCount).fill(-1);
  const interchangeable = new InterchangeableReps(layout, open);
  for (let n = from; n < to; n++) {
    const u = units[n];
    const found = nearest.find(u, pool, poolReps, poolCosts);
    let next = start[u];
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
    if (earlier !== undefined) {
      const { lists, share } = earlier;
      for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) {
        if (share[i] > worthwhile) add(lists.open.reps[i]);
      }
    }
    if (after !== undefined) {
      const count = after.find(u, lacked, poolReps, poolCosts);
      for (let k = 0; k < count; k++) add(poolReps[k]);
    }
    const openCount = open.end[u] - open.start[u];
    for (let k = 0; k < plan.strays && next - start[u] < openCount; k++) {
      add(open.reps[open.start[u] + Math.floor(shift(u, pool + k) * openCount)]);
    }
    const interchangeableCount = plan.interchangeable > 0 ? interchangeable.find(u) : 0;
    if (interchangeableCount > 0) {
      for (let k = 0; k < plan.interchangeable; k++) {
        add(
          interchangeable.reps[
            Math.floor(
              ((k + shift(u, pool + plan.strays + k)) / plan.interchangeable) *
                interchangeableCount,
            )
          ],
        );
      }
    }
    reps.subarray(start[u], next).sort();
    end[u] = next;
    for (let i = start[u]; i < next; i++) cost[i] = layout.costs.at(u, reps[i]);
  }
}

/** Beyond so many pairs of unit and rep, a look at all to find who is alike takes longer than it is worth. */
const mostLookedAt = 1e8;

/**
 * Who could take a unit at the same least cost, apart from prices: without places that is nearly everyone,
 * and which of them prices call cheapest is chance. Nobody where each look would have to measure a distance.
 */
class InterchangeableReps {
  readonly reps: Int32Array;
  readonly #layout: Layout;
  readonly #open: OpenReps;
  readonly #isWorthIt: boolean;

  constructor(layout: Layout, open: OpenReps) {
    this.#layout = layout;
    this.#open = open;
    this.reps = new Int32Array(layout.repCount);
    const { unitCount, repCount, costs, program } = layout;
    const isCheap = costs.table !== undefined || program.distance === undefined;
    this.#isWorthIt = isCheap && unitCount * repCount <= mostLookedAt;
  }

  /** How many there are; `reps` begins with them. */
  find(unit: number): number {
    if (!this.#isWorthIt) return 0;
    const { start, end, reps } = this.#open;
    const { homes } = this.#layout.program;
    let least = Infinity;
    let count = 0;
    for (let i = start[unit]; i < end[unit]; i++) {
      const cost = this.#layout.costs.at(unit, reps[i]);
      if (cost > least) continue;
      let isHome = false;
      for (let e = homes.start[unit]; e < homes.start[unit + 1]; e++) {
        if (homes.rep[e] === reps[i]) isHome = true;
      }
      if (isHome) continue;
      if (cost < least) count = 0;
      least = cost;
      this.reps[count++] = reps[i];
    }
    return count;
  }
}

function keptOf({ lists, share }: Earlier, u: number): number {
  let kept = 0;
  for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) if (share[i] > worthwhile) kept++;
  return kept;
}

/** An even spread of numbers in 0 … 1, the same for the same unit and turn. */
export function shift(unit: number, turn: number): number {
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
