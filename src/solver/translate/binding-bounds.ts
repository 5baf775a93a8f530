import { loadCost } from '../model/load-cost.js';
import type {
  ByRep,
  Cut,
  LoadCost,
  Multipliers,
  Program,
  Proof,
  RepLoad,
} from '../model/program.js';

/**
 * A program without some of its must bounds, and the way back: whatever is
 * proven of it holds for the whole, in which only fewer plans are allowed, and
 * bounds left out have price 0.
 */
export interface Narrowed {
  readonly program: Program;
  readonly multipliersOf: (multipliers: Multipliers) => Multipliers;
  readonly proofOf: (proof: Proof) => Proof;
  readonly cutsOf: (cuts: readonly Cut[]) => readonly Cut[];
}

/** Whether a load costs nothing as long as its bounds are kept, so that it can be left out until it breaks them. */
export function isBoundOnly({ slopes }: LoadCost): boolean {
  return slopes.every((slope) => slope === 0);
}

/** Whether a load costs nothing in between and more outside, so that less is proven without it and nothing wrong. */
export function isHinge(cost: LoadCost): boolean {
  const flat = cost.slopes.indexOf(0);
  return flat >= 0 && loadCost(cost, cost.knots[Math.max(0, flat - 1)]) === 0;
}

/** Where such a load costs nothing and keeps its must bounds. */
export function restOf({ knots, slopes, low, high }: LoadCost): { low: number; high: number } {
  const from = slopes.indexOf(0);
  const to = slopes.lastIndexOf(0);
  return {
    low: Math.max(low, from > 0 ? knots[from - 1] : -Infinity),
    high: Math.min(high, to < knots.length ? knots[to] : Infinity),
  };
}

/** How many groups of rep loads have nothing but must bounds. */
export function boundOnlyCount({ repLoads }: Program, isOne = isBoundOnly): number {
  let count = 0;
  for (const { costs } of repLoads) for (const cost of costs) if (isOne(cost)) count++;
  return count;
}

/** The program with those groups of rep loads that are kept, by slot; loads without any are gone. */
export function narrow(program: Program, isKept: Uint8Array): Narrowed {
  const repLoads: RepLoad[] = [];
  /** By load kept: which it is, and the groups of it that are kept. */
  const kept: { readonly load: number; readonly groups: readonly number[] }[] = [];
  const slots: number[] = [];
  let first = 0;
  program.repLoads.forEach((load, l) => {
    const groups = [...load.costs.keys()].filter((group) => isKept[first + group] === 1);
    if (groups.length > 0) {
      const at = new Map(groups.map((group, k) => [group, k]));
      repLoads.push({
        ...load,
        groupOf: load.groupOf.map((group) => at.get(group) ?? -1),
        costs: groups.map((group) => load.costs[group]),
      });
      kept.push({ load: l, groups });
      for (const group of groups) slots.push(first + group);
    }
    first += load.costs.length;
  });
  // Of loads that are gone, one array of zeros does for all proofs.
  const zeros = program.repLoads.map(({ costs }) => new Float64Array(costs.length));
  // Proofs share prices, and whoever writes them down knows them by being the same.
  const multipliersOf = once((multipliers: Multipliers): Multipliers => {
    const rep = [...zeros];
    kept.forEach(({ load, groups }, k) => {
      rep[load] = new Float64Array(zeros[load].length);
      groups.forEach((group, at) => {
        rep[load][group] = multipliers.rep[k][at];
      });
    });
    return { ...multipliers, rep };
  });
  const gridsOf = once((grids: ByRep['grids']): ByRep['grids'] =>
    grids.map((grid) => grid && { ...grid, slot: slots[grid.slot] }),
  );
  const byRepOf = once(
    (byRep: ByRep): ByRep => ({ prices: byRep.prices, grids: gridsOf(byRep.grids) }),
  );
  const proofOf = (proof: Proof): Proof => {
    if ('cases' in proof) {
      const cases = proof.cases.map((one) => ({ ...one, proof: proofOf(one.proof) }));
      return { ...proof, cases };
    }
    const own = {
      ...proof,
      multipliers: multipliersOf(proof.multipliers),
      ...(proof.byRep !== undefined && { byRep: byRepOf(proof.byRep) }),
    };
    return 'ruledOut' in own ? { ...own, proof: proofOf(own.proof) } : own;
  };
  return {
    program: { ...program, repLoads },
    multipliersOf,
    proofOf,
    cutsOf: (cuts) =>
      cuts.map((cut) =>
        'great' in cut
          ? {
              great: cut.great.map(({ beside, ...row }) => ({
                ...row,
                slot: slots[row.slot],
                ...(beside !== undefined && { beside: { ...beside, slot: slots[beside.slot] } }),
              })),
            }
          : {
              rows: cut.rows.map((row) => ({ ...row, slot: slots[row.slot] })),
              from: cut.from,
            },
      ),
  };
}

/** A function that answers what it answered before where it is asked the same again. */
export function once<T extends object>(make: (from: T) => T): (from: T) => T {
  const known = new Map<T, T>();
  return (from) => {
    const before = known.get(from) ?? make(from);
    known.set(from, before);
    return before;
  };
}
