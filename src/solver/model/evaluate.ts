import type { Layout } from './layout.js';
import { loadCost, loadViolation } from './load-cost.js';
import type { Placement, Solution } from './program.js';

export interface Value {
  readonly objective: number;
  readonly violation: number;
}

/** The loads of a placement by slot, summed from scratch. */
export function loadsOf(layout: Layout, placement: Placement): Float64Array {
  const { unitCount, repCount, brings, slotOf, stays } = layout;
  const loads = Float64Array.from(layout.leavingTotal);
  for (let u = 0; u < unitCount; u++) {
    const rep = placement[u];
    for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
      const slot = slotOf[brings.load[i] * repCount + rep];
      if (slot >= 0) loads[slot] += brings.amount[i];
    }
    for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
      if (stays.rep[e] === rep) loads[stays.slot[e]] -= stays.amount[e];
    }
  }
  return loads;
}

/** Objective and violation of a placement, from scratch. */
export function evaluate(layout: Layout, placement: Placement): Value {
  const loads = loadsOf(layout, placement);
  let objective = layout.program.constant;
  let violation = 0;
  for (let u = 0; u < layout.unitCount; u++) objective += layout.costs.at(u, placement[u]);
  for (let s = 0; s < layout.slotCount; s++) {
    objective += loadCost(layout.slotCosts[s], loads[s]);
    violation += loadViolation(layout.slotCosts[s], loads[s]);
  }
  for (const family of layout.program.families) {
    if (isSplit(family.units, placement)) objective += family.splitCost;
  }
  return { objective, violation };
}

export function isSplit(units: Int32Array, placement: Placement): boolean {
  const rep = placement[units[0]];
  for (let i = 1; i < units.length; i++) if (placement[units[i]] !== rep) return true;
  return false;
}

/** Fewer violations first, then the lower objective. */
export function isBetter(a: Value, b: Value): boolean {
  return a.violation === b.violation ? a.objective < b.objective : a.violation < b.violation;
}

/** The better placement of two solutions of one program, with the bound that proves more; the first's where they tie. */
export function betterSolution(first: Solution, second: Solution): Solution {
  const { placement, objective, violation } = isBetter(second, first) ? second : first;
  const { bound, proof, cuts } = second.bound > first.bound ? second : first;
  const interrupted = first.interrupted || second.interrupted;
  return { placement, objective, violation, bound, proof, cuts, interrupted };
}
