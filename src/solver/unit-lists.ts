import type { DualFunction } from './dual-function.js';
import type { Layout } from './layout.js';
import { isOpen, type OpenReps, type UnitLists } from './open-reps.js';

/** The listed units' open reps, all of them; the other units have empty lists. */
export function listAll(layout: Layout, open: OpenReps, units: Int32Array): UnitLists {
  const { start, end } = emptyLists(layout.unitCount);
  let room = 0;
  for (const u of units) room += open.end[u] - open.start[u];
  const reps = new Int32Array(room);
  const cost = new Float64Array(room);
  const row = new Float64Array(layout.repCount);
  let next = 0;
  for (const u of units) {
    start[u] = next;
    layout.costs.fill(u, row);
    for (let i = open.start[u]; i < open.end[u]; i++) {
      reps[next] = open.reps[i];
      cost[next++] = row[open.reps[i]];
    }
    end[u] = next;
  }
  return { open: { reps, start, end }, cost };
}

/**
 * Every unit's `cheapest` reps at the prices evaluated last, its owners, and a
 * few from all over its list, so that what the prices cannot see yet is there.
 */
export function listCheapest(
  dual: DualFunction,
  prices: Float64Array,
  cheapest: number,
  others: number,
): UnitLists {
  const { layout, open } = dual;
  const { homes } = layout.program;
  const { start, end } = emptyLists(layout.unitCount);
  const room = layout.unitCount * (cheapest + others) + homes.rep.length;
  const reps = new Int32Array(room);
  let next = 0;
  const row = new Float64Array(layout.repCount);
  const chosen: number[] = [];
  for (let u = 0; u < layout.unitCount; u++) {
    dual.nearlyReducedCosts(u, prices, row);
    chosen.length = 0;
    for (let i = open.start[u]; i < open.end[u]; i++) {
      const rep = open.reps[i];
      if (chosen.length === cheapest && row[rep] >= row[chosen[cheapest - 1]]) continue;
      row[rep] = dual.exactly(u, rep, row[rep]);
      insertCheap(chosen, rep, row, cheapest);
    }
    for (let e = homes.start[u]; e < homes.start[u + 1]; e++) {
      if (!chosen.includes(homes.rep[e]) && isOpen(open, u, homes.rep[e])) {
        chosen.push(homes.rep[e]);
      }
    }
    const openCount = open.end[u] - open.start[u];
    for (let k = 0; k < others; k++) {
      const drawn = Math.imul(u * others + k + 1, 0x9e3779b1) >>> 0;
      const rep = open.reps[open.start[u] + (drawn % openCount)];
      if (!chosen.includes(rep)) chosen.push(rep);
    }
    chosen.sort((a, b) => a - b);
    start[u] = next;
    for (const rep of chosen) reps[next++] = rep;
    end[u] = next;
  }
  const lists = { reps: reps.slice(0, next), start, end };
  return { open: lists, cost: costsOf(layout, lists) };
}

function insertCheap(chosen: number[], rep: number, row: Float64Array, most: number): void {
  if (chosen.length === most && row[rep] >= row[chosen[most - 1]]) return;
  let at = chosen.length < most ? chosen.length : most - 1;
  while (at > 0 && row[chosen[at - 1]] > row[rep]) {
    chosen[at] = chosen[at - 1];
    at--;
  }
  chosen[at] = rep;
}

function costsOf(layout: Layout, { reps, start, end }: OpenReps): Float64Array {
  const cost = new Float64Array(reps.length);
  for (let u = 0; u < layout.unitCount; u++) {
    for (let i = start[u]; i < end[u]; i++) cost[i] = layout.costs.at(u, reps[i]);
  }
  return cost;
}

function emptyLists(unitCount: number): { start: Int32Array; end: Int32Array } {
  return { start: new Int32Array(unitCount), end: new Int32Array(unitCount) };
}
