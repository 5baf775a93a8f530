import { Curves } from './load-cost.js';
import type { LoadCuts } from './load-cuts.js';
import { PlacementCosts, tableLimit } from './placement-cost.js';
import type { LoadCost, Multipliers, Program } from './program.js';

/**
 * A program laid out for the hot loops. Every group of every load is a *slot*,
 * rep loads first, then leaving loads. A unit at rep j adds
 * amounts[unit, l] to slotOf[l, j] for each rep load l; a leaving slot holds
 * leavingTotal when everything leaves, less what stays with its owner.
 */
export interface Layout {
  readonly program: Program;
  readonly unitCount: number;
  readonly repCount: number;
  readonly costs: PlacementCosts;
  /** Rep loads, that is columns of `amounts`. */
  readonly loadCount: number;
  /** Amount by unit and rep load, row-major. */
  readonly amounts: Float64Array;
  /** The same without what is 0: where rows are many, most units count in few of them. */
  readonly brings: Brought;
  /** Slot by rep load and rep, row-major; -1 where the rep does not count. */
  readonly slotOf: Int32Array;
  readonly slotCount: number;
  /** Leaving loads' slots begin here. */
  readonly firstLeavingSlot: number;
  readonly slotCosts: readonly LoadCost[];
  readonly curves: Curves;
  /** What staying with an owner takes off a leaving slot; entries of unit u are start[u] … start[u+1]-1. */
  readonly stays: Stays;
  readonly leavingTotal: Float64Array;
  /** Families of each unit: entries start[u] … start[u+1]-1. */
  readonly familiesOf: { readonly start: Int32Array; readonly family: Int32Array };
  /** Where the layout has cuts: their slots come last, and cost nothing. */
  readonly cuts: LoadCuts | undefined;
}

/** Rep loads that units bring something to: entries of unit u are start[u] … start[u+1]-1, loads ascending. */
export interface Brought {
  readonly start: Int32Array;
  readonly load: Int32Array;
  readonly amount: Float64Array;
}

/** Loads that a unit usually counts in; with so many, work is budgeted as it is. */
const usualLoads = 4;

/** How much longer anything done with a unit takes than where units count in a few loads: 1 or more. */
export function loadFactor({ brings, unitCount }: Pick<Layout, 'brings' | 'unitCount'>): number {
  return Math.max(1, brings.load.length / (usualLoads * Math.max(1, unitCount)));
}

export interface Stays {
  readonly start: Int32Array;
  readonly rep: Int32Array;
  readonly slot: Int32Array;
  readonly amount: Float64Array;
}

export function layOut(program: Program, mostPairs = tableLimit): Layout {
  const { unitCount, repCount, repLoads, leavingLoads } = program;
  const loadCount = repLoads.length;
  const slotOf = new Int32Array(loadCount * repCount);
  const slotCosts: LoadCost[] = [];
  repLoads.forEach((load, l) => {
    for (let j = 0; j < repCount; j++) {
      slotOf[l * repCount + j] = load.groupOf[j] < 0 ? -1 : slotCosts.length + load.groupOf[j];
    }
    for (const cost of load.costs) slotCosts.push(cost);
  });
  const firstLeavingSlot = slotCosts.length;
  for (const load of leavingLoads) for (const cost of load.costs) slotCosts.push(cost);
  const leavingTotal = new Float64Array(slotCosts.length);
  const amounts = amountsByUnit(program);
  return {
    program,
    unitCount,
    repCount,
    costs: new PlacementCosts(program, mostPairs),
    loadCount,
    amounts,
    brings: broughtIn(amounts, unitCount, loadCount),
    slotOf,
    slotCount: slotCosts.length,
    firstLeavingSlot,
    slotCosts,
    curves: new Curves(slotCosts),
    stays: staysOf(program, firstLeavingSlot, leavingTotal),
    leavingTotal,
    familiesOf: familiesByUnit(program),
    cuts: undefined,
  };
}

function amountsByUnit({ unitCount, repLoads }: Program): Float64Array {
  const loadCount = repLoads.length;
  if (loadCount === 1) return repLoads[0].amount;
  const amounts = new Float64Array(unitCount * loadCount);
  repLoads.forEach(({ amount }, l) => {
    for (let u = 0; u < unitCount; u++) amounts[u * loadCount + l] = amount[u];
  });
  return amounts;
}

function broughtIn(amounts: Float64Array, unitCount: number, loadCount: number): Brought {
  const start = new Int32Array(unitCount + 1);
  for (let u = 0, i = 0; u < unitCount; u++) {
    let own = 0;
    for (let l = 0; l < loadCount; l++, i++) if (amounts[i] !== 0) own++;
    start[u + 1] = start[u] + own;
  }
  const load = new Int32Array(start[unitCount]);
  const amount = new Float64Array(load.length);
  let next = 0;
  for (let u = 0, i = 0; u < unitCount; u++) {
    for (let l = 0; l < loadCount; l++, i++) {
      if (amounts[i] === 0) continue;
      load[next] = l;
      amount[next++] = amounts[i];
    }
  }
  return { start, load, amount };
}

function staysOf(program: Program, firstSlot: number, leavingTotal: Float64Array): Stays {
  const { unitCount, homes } = program;
  const start = new Int32Array(unitCount + 1);
  eachStay(program, firstSlot, (u) => {
    start[u + 1]++;
  });
  for (let u = 0; u < unitCount; u++) start[u + 1] += start[u];
  const rep = new Int32Array(start[unitCount]);
  const slot = new Int32Array(rep.length);
  const amount = new Float64Array(rep.length);
  let next = 0;
  eachStay(program, firstSlot, (_, entry, s, stays) => {
    rep[next] = homes.rep[entry];
    slot[next] = s;
    amount[next++] = stays;
    leavingTotal[s] += stays;
  });
  return { start, rep, slot, amount };
}

/** Every amount that stays off a leaving slot if the unit stays: by unit, then entry of `homes`, then load. */
function eachStay(
  { unitCount, homes, leavingLoads }: Program,
  firstSlot: number,
  take: (unit: number, entry: number, slot: number, amount: number) => void,
): void {
  if (leavingLoads.length === 0) return;
  for (let u = 0; u < unitCount; u++) {
    for (let e = homes.start[u]; e < homes.start[u + 1]; e++) {
      let base = firstSlot;
      for (const { groupOf, amount, costs } of leavingLoads) {
        const group = groupOf[homes.rep[e]];
        if (group >= 0 && amount[e] !== 0) take(u, e, base + group, amount[e]);
        base += costs.length;
      }
    }
  }
}

function familiesByUnit(program: Program): Layout['familiesOf'] {
  const start = new Int32Array(program.unitCount + 1);
  for (const family of program.families) for (const u of family.units) start[u + 1]++;
  for (let u = 0; u < program.unitCount; u++) start[u + 1] += start[u];
  const family = new Int32Array(start[program.unitCount]);
  const next = start.slice(0, program.unitCount);
  program.families.forEach((members, f) => {
    for (const u of members.units) family[next[u]++] = f;
  });
  return { start, family };
}

/** Multipliers as one array by slot, those of cuts last, and back. */
export function multipliersOf(program: Program, prices: Float64Array): Multipliers {
  let next = 0;
  const take = (load: { readonly costs: readonly LoadCost[] }): Float64Array => {
    next += load.costs.length;
    return prices.slice(next - load.costs.length, next);
  };
  const rep = program.repLoads.map(take);
  const leaving = program.leavingLoads.map(take);
  return { rep, leaving, cuts: next < prices.length ? prices.slice(next) : undefined };
}

export function pricesOf(multipliers: Multipliers): Float64Array {
  const { rep, leaving, cuts } = multipliers;
  const parts = [...rep, ...leaving, ...(cuts === undefined ? [] : [cuts])];
  const prices = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let next = 0;
  for (const part of parts) {
    prices.set(part, next);
    next += part.length;
  }
  return prices;
}
