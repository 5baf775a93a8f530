/** Prices of accounts: each rep takes the set of units that is cheapest for it, with one load of its own counted in steps. */
import type { Rep } from './model.js';

export interface CertifiedByRep {
  accounts: string[];
  grids: { rep: string; load: string; group: string; step: number; cells: number }[];
  account_prices: number[][];
}

export interface Grid {
  /** place among all groups of all loads */
  place: number;
  step: number;
  cells: number;
}

/** By rep id; what cannot be counted so is a fault. */
export function readGrids(
  { grids }: CertifiedByRep,
  named: { load: string; group: string }[],
  brought: (place: number) => Map<Rep, number[]>,
  faults: string[],
): Map<string, Grid> {
  const read = new Map<string, Grid>();
  for (const { rep: id, load, group, step, cells } of grids) {
    const place = named.findIndex((one) => one.load === load && one.group === group);
    if (place < 0 || read.has(id) || !(step > 0) || !(cells >= 0)) {
      faults.push(`no grid for ${id}: ${load} of ${group}`);
      continue;
    }
    for (const [rep, amounts] of brought(place)) {
      if (rep.id === id ? amounts.some((one) => one < 0) : amounts.some((one) => one !== 0)) {
        faults.push(`${load} of ${group} is not ${id}'s own, or has amounts below 0`);
      }
    }
    read.set(id, { place, step, cells });
  }
  return read;
}

export interface Choice {
  /** with its own price taken off */
  cost: number;
  /** what it brings to the load in the grid */
  amount: number;
  /** no other rep is open to it */
  forced: boolean;
}

/** What the cheapest set costs, its load included; `least` gives what any load from … to costs at the least. */
export function cheapestSet(
  choices: Choice[],
  { step, cells }: Pick<Grid, 'step' | 'cells'>,
  least: (from: number, to: number) => number,
): number {
  let below = 0;
  let above = 0;
  let paid = new Map([[0, 0]]);
  for (const { cost, amount, forced } of choices) {
    const count = Math.round(amount / step);
    below += Math.max(0, count * step - amount);
    above += Math.max(0, amount - count * step);
    const next = forced ? new Map<number, number>() : new Map(paid);
    for (const [before, sum] of paid) {
      const to = Math.min(cells, before + count);
      next.set(to, Math.min(next.get(to) ?? Number.POSITIVE_INFINITY, sum + cost));
    }
    paid = next;
  }
  let best = Number.POSITIVE_INFINITY;
  for (const [count, sum] of paid) {
    const to = count === cells ? Number.POSITIVE_INFINITY : count * step + above;
    best = Math.min(best, sum + least(count * step - below, to));
  }
  return best;
}
