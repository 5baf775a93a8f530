import type { LoadCost, Program } from '../model/program.js';

/**
 * The same choices and must bounds with every cost taken away. A Lagrangian
 * bound above 0 for it proves that no plan keeps the must bounds: all costs
 * are 0, and the prices can be multiplied at will.
 */
export function withoutCosts(program: Program): Program {
  const { unitCount, homes } = program;
  return {
    ...program,
    constant: 0,
    homes: { ...homes, leavingCost: new Float64Array(homes.rep.length) },
    penalties: {
      start: new Int32Array(unitCount + 1),
      set: new Int32Array(0),
      cost: new Float64Array(0),
      accepted: [],
    },
    distance: undefined,
    repLoads: program.repLoads.map((load) => ({ ...load, costs: load.costs.map(free) })),
    leavingLoads: program.leavingLoads.map((load) => ({ ...load, costs: load.costs.map(free) })),
    families: [],
  };
}

function free(cost: LoadCost): LoadCost {
  return {
    ...cost,
    knots: new Float64Array(1),
    slopes: new Float64Array(2),
    valueAtFirstKnot: 0,
  };
}

/** Whether any load has a must bound at all. */
export function hasMustBounds(program: Program): boolean {
  return [...program.repLoads, ...program.leavingLoads].some((load) =>
    load.costs.some(({ low, high }) => low > -Infinity || high < Infinity),
  );
}
