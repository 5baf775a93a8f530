import type { PlacementMeasure, Problem } from '../../model/problem.js';
import type { Homes, Penalties } from '../model/program.js';
import type { TermShares } from './term-shares.js';
import type { UnitAccounts } from './unit-accounts.js';

/** Owners of each unit with what it costs to leave them. */
export function homesOf(
  problem: Problem,
  { start: unitStart, accounts }: UnitAccounts,
  shares: TermShares,
): {
  homes: Homes;
  /** The entry of `homes` that each of the units' accounts belongs to; -1 where its owner is not live. */
  entryOf: Int32Array;
} {
  const perAccount = leavingCosts(problem, shares);
  const amounts = [problem.potential, problem.arr];
  const start = new Int32Array(unitStart.length);
  const rep = new Int32Array(accounts.length);
  const cost = new Float64Array(accounts.length);
  const taken = amounts.map(() => new Float64Array(accounts.length));
  const entryOf = new Int32Array(accounts.length).fill(-1);
  let next = 0;
  for (let unit = 0; unit + 1 < unitStart.length; unit++) {
    for (let i = unitStart[unit]; i < unitStart[unit + 1]; i++) {
      const owner = problem.liveOwner[accounts[i]];
      if (owner < 0) continue;
      let entry = start[unit];
      while (entry < next && rep[entry] !== owner) entry++;
      if (entry === next) rep[next++] = owner;
      entryOf[i] = entry;
      cost[entry] += perAccount[accounts[i]];
      amounts.forEach((amount, at) => {
        taken[at][entry] += amount[accounts[i]];
      });
    }
    start[unit + 1] = next;
  }
  return {
    homes: {
      start,
      rep: rep.slice(0, next),
      leavingCost: cost.slice(0, next),
      taken: taken.map((amount) => amount.slice(0, next)),
    },
    entryOf,
  };
}

/** What it costs each account to leave its live owner: disruption and should keep rows. */
function leavingCosts(problem: Problem, shares: TermShares): Float64Array {
  const costs = new Float64Array(problem.accountCount);
  for (let account = 0; account < costs.length; account++) {
    costs[account] = problem.disruption[account] * shares.perDisruption;
  }
  for (const { measure, perAmount } of shares.placements) {
    if (measure.rule !== 'keep') continue;
    for (let account = 0; account < costs.length; account++) {
      if (measure.setOf[account] >= 0) costs[account] += perAmount;
    }
  }
  return costs;
}

export function penaltiesOf(units: UnitAccounts, shares: TermShares): Penalties {
  const rows = shares.placements.filter(({ measure }) => measure.rule !== 'keep');
  const accepted = rows.flatMap(({ measure }) => measure.sets.map((set) => set.mask));
  const start = new Int32Array(units.start.length);
  const amountOf = (measure: PlacementMeasure, account: number): number =>
    measure.setOf[account] < 0 ? 0 : (measure.amounts?.[account] ?? 1);
  const each = (take: (unit: number, set: number, cost: number) => void): void => {
    if (rows.length === 0) return;
    for (let unit = 0; unit + 1 < units.start.length; unit++) {
      let offset = 0;
      for (const { measure, perAmount } of rows) {
        for (let i = units.start[unit]; i < units.start[unit + 1]; i++) {
          const account = units.accounts[i];
          const cost = perAmount * amountOf(measure, account);
          if (cost !== 0) take(unit, offset + measure.setOf[account], cost);
        }
        offset += measure.sets.length;
      }
    }
  };
  each((unit) => {
    start[unit + 1]++;
  });
  for (let unit = 0; unit + 1 < start.length; unit++) start[unit + 1] += start[unit];
  const set = new Int32Array(start[start.length - 1]);
  const cost = new Float64Array(set.length);
  let next = 0;
  each((_, index, amount) => {
    set[next] = index;
    cost[next++] = amount;
  });
  return { start, set, cost, accepted };
}
