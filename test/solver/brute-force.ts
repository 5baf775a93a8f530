import { kmBetween } from '../../src/solver/model/great-circle.js';
import type { LoadCost, Program } from '../../src/solver/model/program.js';

/** The optimum by trying everything; undefined when no plan keeps the must bounds. */
export function bruteForce(program: Program): number | undefined {
  const place = new Int32Array(program.unitCount);
  let best: number | undefined;
  const visit = (unit: number): void => {
    if (unit === program.unitCount) {
      const { objective, violation } = judge(program, place);
      if (violation === 0 && (best === undefined || objective < best)) best = objective;
      return;
    }
    for (const rep of program.sets[program.setOf[unit]]) {
      place[unit] = rep;
      visit(unit + 1);
    }
  };
  visit(0);
  return best;
}

/** Objective and violation, word for word from the program's definition, sharing nothing with the solver but the arc. */
export function judge(
  program: Program,
  place: Int32Array,
): { objective: number; violation: number } {
  let objective = program.constant;
  let violation = 0;
  const add = (costs: readonly LoadCost[], loads: Float64Array): void => {
    costs.forEach((cost, group) => {
      objective += curve(cost, loads[group]);
      const excess = Math.max(cost.low - loads[group], loads[group] - cost.high, 0);
      if (excess > cost.tolerance) violation += excess / cost.violationScale;
    });
  };
  const { homes, penalties, distance } = program;
  for (let u = 0; u < program.unitCount; u++) {
    const rep = place[u];
    for (let e = homes.start[u]; e < homes.start[u + 1]; e++) {
      if (homes.rep[e] !== rep) objective += homes.leavingCost[e];
    }
    for (let e = penalties.start[u]; e < penalties.start[u + 1]; e++) {
      if (penalties.accepted[penalties.set[e]][rep] === 0) objective += penalties.cost[e];
    }
    if (distance === undefined) continue;
    for (let p = distance.start[u]; p < distance.start[u + 1]; p++) {
      const { x, y, z, repX, repY, repZ } = distance;
      if (distance.table) {
        objective += distance.cost[p] * distance.table[p * program.repCount + rep];
      } else if (Number.isNaN(repX[rep])) objective += distance.fallback[p];
      else {
        const km = kmBetween(x[p], y[p], z[p], repX[rep], repY[rep], repZ[rep]);
        objective += distance.cost[p] * km;
      }
    }
  }
  for (const load of program.repLoads) {
    const loads = new Float64Array(load.costs.length);
    for (let u = 0; u < program.unitCount; u++) {
      const group = load.groupOf[place[u]];
      if (group >= 0) loads[group] += load.amount[u];
    }
    add(load.costs, loads);
  }
  for (const load of program.leavingLoads) {
    const loads = new Float64Array(load.costs.length);
    for (let u = 0; u < program.unitCount; u++) {
      for (let e = homes.start[u]; e < homes.start[u + 1]; e++) {
        const group = load.groupOf[homes.rep[e]];
        if (group >= 0 && place[u] !== homes.rep[e]) loads[group] += load.amount[e];
      }
    }
    add(load.costs, loads);
  }
  for (const family of program.families) {
    if (new Set([...family.units].map((u) => place[u])).size > 1) objective += family.splitCost;
  }
  return { objective, violation };
}

function curve(cost: LoadCost, load: number): number {
  const points = [...cost.knots];
  let value = cost.valueAtFirstKnot;
  if (load < points[0]) return value - cost.slopes[0] * (points[0] - load);
  points.forEach((knot, k) => {
    const next = points[k + 1] ?? Infinity;
    if (load > knot) value += cost.slopes[k + 1] * (Math.min(load, next) - knot);
  });
  return value;
}
