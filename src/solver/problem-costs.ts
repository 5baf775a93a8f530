import type { Problem } from '../model/problem.js';
import type { Distances, Homes, Penalties } from './program.js';
import type { TermShares } from './term-shares.js';

/** Owners of each unit with what it costs to leave them; `accounts` names the accounts behind each entry. */
export function homesOf(
  problem: Problem,
  members: readonly Int32Array[],
  shares: TermShares,
): { homes: Homes; accounts: readonly Int32Array[] } {
  const perAccount = leavingCosts(problem, shares);
  const start = new Int32Array(members.length + 1);
  const rep: number[] = [];
  const cost: number[] = [];
  const accounts: Int32Array[] = [];
  members.forEach((unit, index) => {
    const byOwner = new Map<number, number[]>();
    for (const account of unit) {
      const owner = problem.liveOwner[account];
      if (owner < 0) continue;
      const known = byOwner.get(owner);
      if (known === undefined) byOwner.set(owner, [account]);
      else known.push(account);
    }
    for (const [owner, owned] of byOwner) {
      rep.push(owner);
      cost.push(owned.reduce((sum, account) => sum + perAccount[account], 0));
      accounts.push(Int32Array.from(owned));
    }
    start[index + 1] = rep.length;
  });
  return {
    homes: { start, rep: Int32Array.from(rep), leavingCost: Float64Array.from(cost) },
    accounts,
  };
}

/** What it costs each account to leave its live owner: disruption and should keep rows. */
function leavingCosts(problem: Problem, shares: TermShares): Float64Array {
  const costs = problem.disruption.map((amount) => amount * shares.perDisruption);
  for (const { measure, perAmount } of shares.placements) {
    if (measure.rule !== 'keep') continue;
    measure.setOf.forEach((set, account) => {
      if (set >= 0) costs[account] += perAmount;
    });
  }
  return costs;
}

export function penaltiesOf(members: readonly Int32Array[], shares: TermShares): Penalties {
  const rows = shares.placements.filter(({ measure }) => measure.rule !== 'keep');
  const accepted = rows.flatMap(({ measure }) => measure.sets.map((set) => set.mask));
  const start = new Int32Array(members.length + 1);
  const set: number[] = [];
  const cost: number[] = [];
  members.forEach((unit, index) => {
    let offset = 0;
    for (const { measure, perAmount } of rows) {
      for (const account of unit) {
        const own = measure.setOf[account];
        const amount = own < 0 ? 0 : perAmount * (measure.amounts?.[account] ?? 1);
        if (amount === 0) continue;
        set.push(offset + own);
        cost.push(amount);
      }
      offset += measure.sets.length;
    }
    start[index + 1] = set.length;
  });
  return { start, set: Int32Array.from(set), cost: Float64Array.from(cost), accepted };
}

export function distancesOf(
  problem: Problem,
  members: readonly Int32Array[],
  shares: TermShares,
): Distances | undefined {
  const { distance, repCount } = problem;
  if (distance === undefined || shares.perKm === 0) return undefined;
  const rowOf = new Int32Array(problem.accountCount).fill(-1);
  distance.accounts.forEach((account, row) => {
    rowOf[account] = row;
  });
  const start = new Int32Array(members.length + 1);
  const placed: number[] = [];
  members.forEach((unit, index) => {
    for (const account of unit) if (rowOf[account] >= 0) placed.push(account);
    start[index + 1] = placed.length;
  });
  const costOf = (account: number): number => shares.perKm * problem.workload[account];
  const cost = Float64Array.from(placed, costOf);
  const none = new Float64Array(0);
  const { places } = distance;
  if (places === undefined) {
    const table = new Float64Array(placed.length * repCount);
    placed.forEach((account, place) => {
      for (let rep = 0; rep < repCount; rep++) {
        table[place * repCount + rep] =
          distance.table?.[rowOf[account] * repCount + rep] ?? Number.NaN;
      }
    });
    return {
      start,
      x: none,
      y: none,
      z: none,
      cost,
      fallback: none,
      repX: none,
      repY: none,
      repZ: none,
      table,
    };
  }
  return {
    start,
    x: Float64Array.from(placed, (account) => places.accountX[account]),
    y: Float64Array.from(placed, (account) => places.accountY[account]),
    z: Float64Array.from(placed, (account) => places.accountZ[account]),
    cost,
    fallback: Float64Array.from(placed, (account) => costOf(account) * places.kmToCentre[account]),
    repX: places.repX,
    repY: places.repY,
    repZ: places.repZ,
    table: undefined,
  };
}
