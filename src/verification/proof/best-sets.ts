import type { ByRep, Grid } from './by-rep.js';
import type { Cuts } from './cuts.js';
import { leastOfLoad } from './load-least.js';
import type { LoadRanges } from './load-ranges.js';
import { epsilon, orNothing } from './lower-sum.js';
import type { OpenReps } from './open-reps.js';
import type { Costs, PricedUnits } from './priced-units.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/** A case of a proof, at prices of loads. */
export interface PricedCase {
  readonly units: Units;
  readonly loads: Slots;
  readonly open: OpenReps;
  readonly ranges: LoadRanges;
  readonly priced: PricedUnits;
  readonly costs: Costs;
  readonly cuts: Cuts;
  /** One a slot, then one a cut. */
  readonly prices: Float64Array;
}

/** What sums up to a lower bound, and what holding units to reps adds to it. */
export interface SetCosts {
  /** The prices of units, and of each rep the least that a set of units costs beyond them. */
  readonly leasts: readonly number[];
  /** By held unit: the least over its reps. */
  readonly held: readonly number[];
}

/** What one rep may choose from; costs are no more than the truth. */
interface Choice {
  readonly units: readonly number[];
  readonly cost: Float64Array;
  readonly steps: Int32Array;
  /** 1 for units that have no other rep. */
  readonly forced: Uint8Array;
  /** By steps, what a load of so many costs; Infinity where none may be. */
  readonly end: Float64Array;
  /** How much rounding may add to the cost of a set. */
  readonly rounding: number;
}

/** The units' prices, and for each rep the cheapest set of units by dynamic programming over the load in its grid. */
export function bestSets(
  context: PricedCase,
  byRep: ByRep,
  held: readonly { readonly unit: number; readonly reps: Int32Array }[],
): SetCosts {
  const prices = byRep.prices.map((above, unit) => above + leastOf(context, unit));
  const leasts = [...prices];
  const openTo: number[][] = byRep.grids.map(() => []);
  for (let unit = 0; unit < context.units.count; unit++) {
    for (const rep of context.open.of(unit)) openTo[rep].push(unit);
  }
  /** By held unit: what the set of each rep costs more that has it, or has it not. */
  const added = new Map(held.map(({ unit }) => [unit, new Map<number, Added>()]));
  openTo.forEach((units, rep) => {
    const choice = choiceOf(context, { ...byRep, prices }, rep, units);
    const rest = restOf(choice);
    const least = rest(0)[0];
    leasts.push(least === Infinity ? Infinity : orNothing(least - choice.rounding));
    if (least === Infinity || !units.some((unit) => added.has(unit))) return;
    const beyond = (cost: number): number => Math.max(0, cost - least - 2 * choice.rounding);
    eachWithAndWithout(choice, rest, (unit, withIt, without) => {
      added.get(unit)?.set(rep, { with: beyond(withIt), without: beyond(without) });
    });
  });
  return {
    leasts,
    held: held.map(({ unit, reps }) => {
      let least = Infinity;
      for (const rep of reps) {
        let more = 0;
        for (const [one, each] of added.get(unit) ?? []) {
          more += one === rep ? each.with : each.without;
        }
        least = Math.min(least, more);
      }
      // Rounding of this sum is far less than what has been taken off.
      return least;
    }),
  };
}

/** What a unit costs at the least at any of E_i, loads priced in. */
function leastOf({ priced, open }: PricedCase, unit: number): number {
  return priced.least(unit, open.all(unit));
}

interface Added {
  readonly with: number;
  readonly without: number;
}

function choiceOf(
  context: PricedCase,
  { prices, grids }: ByRep,
  rep: number,
  units: readonly number[],
): Choice {
  const { open, priced } = context;
  const grid = grids[rep];
  const cost = Float64Array.from(units, (unit) => {
    const beyond = priced.at(unit, rep) - prices[unit];
    return beyond - (Math.abs(beyond) + Math.abs(prices[unit])) * 2 * epsilon;
  });
  const forced = Uint8Array.from(units, (unit) => (open.of(unit).length === 1 ? 1 : 0));
  const none = { steps: new Int32Array(units.length), end: new Float64Array(1) };
  const { steps, end } = grid === undefined ? none : countedIn(grid, context, units);
  let size = 0;
  for (const one of cost) size += Math.abs(one);
  let most = 0;
  for (const one of end) if (one < Infinity) most = Math.max(most, Math.abs(one));
  return {
    units,
    cost,
    steps,
    forced,
    end,
    rounding: (size + most) * (units.length + 4) * epsilon,
  };
}

/** Amounts to the nearest step, and what loads cost whose amounts come to so many steps. */
function countedIn(
  { slot, column, step, cells }: Grid,
  { loads, ranges, costs, cuts, prices }: PricedCase,
  units: readonly number[],
): { steps: Int32Array; end: Float64Array } {
  let below = 0;
  let above = 0;
  const steps = Int32Array.from(units, (unit) => {
    const amount = loads.amounts[unit * loads.columns + column];
    const count = Math.round(amount / step);
    const near = count * step;
    // Whole numbers are exact.
    const isWhole = Number.isSafeInteger(amount) && Number.isSafeInteger(step);
    const off = isWhole ? 0 : (Math.abs(amount) + near) * 4 * epsilon;
    below += Math.max(0, near - amount) + off;
    above += Math.max(0, amount - near) + off;
    return count;
  });
  const widened = 1 + (units.length + 8) * epsilon;
  const cut = { charges: cuts.charges[slot], prices: prices.subarray(loads.slots.length) };
  const end = Float64Array.from({ length: cells + 1 }, (_, count) => {
    const low = Math.max(ranges.low[slot], count * step - below * widened);
    const most = count === cells ? Infinity : count * step + above * widened;
    const range = { low, high: Math.min(ranges.high[slot], most) };
    return leastOfLoad(costs.load[slot], prices[slot], loads.slots[slot], range, cut);
  });
  return { steps, end };
}

/**
 * What is least to be paid for the i-th unit and those after it, and for the load
 * in the end, by the steps that come from those before: kept for all i.
 */
function restOf({ units, cost, steps, forced, end }: Choice): (i: number) => Float64Array {
  const rest: Float64Array[] = new Array<Float64Array>(units.length + 1);
  rest[units.length] = end;
  const last = end.length - 1;
  for (let i = units.length - 1; i >= 0; i--) {
    const later = rest[i + 1];
    rest[i] = Float64Array.from(later, (without, count) => {
      const withIt = cost[i] + later[Math.min(last, count + steps[i])];
      return forced[i] === 1 ? withIt : Math.min(withIt, without);
    });
  }
  return (i) => rest[i];
}

/** For every unit, what the cheapest set costs that has it, and the cheapest that has it not. */
function eachWithAndWithout(
  { units, cost, steps, forced, end }: Choice,
  rest: (i: number) => Float64Array,
  take: (unit: number, withIt: number, without: number) => void,
): void {
  const last = end.length - 1;
  let before = new Float64Array(end.length).fill(Infinity);
  before[0] = 0;
  units.forEach((unit, i) => {
    const later = rest(i + 1);
    const next = new Float64Array(end.length).fill(Infinity);
    let withIt = Infinity;
    let without = Infinity;
    before.forEach((paid, count) => {
      const to = Math.min(last, count + steps[i]);
      withIt = Math.min(withIt, paid + cost[i] + later[to]);
      next[to] = Math.min(next[to], paid + cost[i]);
      if (forced[i] === 1) return;
      without = Math.min(without, paid + later[count]);
      next[count] = Math.min(next[count], paid);
    });
    take(unit, withIt, without);
    before = next;
  });
}
