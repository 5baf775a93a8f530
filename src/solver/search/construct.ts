import type { Random } from '../../model/random.js';
import type { Layout } from '../model/layout.js';
import type { Curves } from '../model/load-cost.js';
import { unitShares } from '../model/unit-sample.js';
import type { Candidates } from './candidates.js';
import { FamilyCosts } from './family-costs.js';

/**
 * A first placement: units in the order of how much they matter (what they
 * weigh at the prices, jittered so that several starts differ), each at the
 * candidate where linear cost and the growth of the loads cost least so far.
 * Of what is still to come every rep is taken to hold what is likely to go there, so
 * that each choice is the best of the conditional expectations (Raghavan 1988).
 */
export function construct(
  layout: Layout,
  candidates: Candidates,
  curves: Curves,
  random: Random,
  jitter: number,
): Int32Array {
  const { unitCount, repCount, brings, slotOf } = layout;
  const place = new Int32Array(unitCount).fill(-1);
  const load = Float64Array.from(layout.leavingTotal);
  const pending = pendingLoads(layout, candidates);
  const families = new FamilyCosts(layout, place);
  for (const u of orderOfWeight(layout, random, jitter)) {
    spread(layout, candidates, u, pending, -1);
    let best = Infinity;
    let chosen = candidates.rep[u * candidates.width];
    for (let k = 0; k < candidates.count[u]; k++) {
      const rep = candidates.rep[u * candidates.width + k];
      let cost = candidates.cost[u * candidates.width + k] + families.apartFrom(u, rep);
      for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
        const slot = slotOf[brings.load[i] * repCount + rep];
        const amount = brings.amount[i];
        if (slot < 0) continue;
        const expected = load[slot] + pending[slot];
        cost += curves.at(slot, expected + amount) - curves.at(slot, expected);
      }
      if (cost < best) {
        best = cost;
        chosen = rep;
      }
    }
    place[u] = chosen;
    families.move(u, -1, chosen);
    for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
      const slot = slotOf[brings.load[i] * repCount + chosen];
      if (slot >= 0) load[slot] += brings.amount[i];
    }
  }
  return place;
}

/** Units by their largest share of any load, largest first, each share times a random factor. */
function orderOfWeight(layout: Layout, random: Random, jitter: number): Int32Array {
  const weight = unitShares(layout).map((share) => share * (1 + jitter * random.fraction()));
  return Int32Array.from({ length: layout.unitCount }, (_, u) => u).sort(
    (a, b) => weight[b] - weight[a] || a - b,
  );
}

function pendingLoads(layout: Layout, candidates: Candidates): Float64Array {
  const pending = new Float64Array(layout.slotCount);
  for (let u = 0; u < layout.unitCount; u++) spread(layout, candidates, u, pending, 1);
  return pending;
}

/** Adds (or takes off) a unit's amounts, shared over its candidates by how likely each is. */
function spread(
  layout: Layout,
  { likely, width, count, rep }: Candidates,
  u: number,
  pending: Float64Array,
  sign: number,
): void {
  const { repCount, brings, slotOf } = layout;
  for (let i = u * width; i < u * width + count[u]; i++) {
    if (likely[i] === 0) continue;
    for (let b = brings.start[u]; b < brings.start[u + 1]; b++) {
      const slot = slotOf[brings.load[b] * repCount + rep[i]];
      if (slot >= 0) pending[slot] += sign * likely[i] * brings.amount[b];
    }
  }
}
