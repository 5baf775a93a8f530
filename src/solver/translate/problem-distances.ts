import type { DistanceMeasure, Problem } from '../../model/problem.js';
import type { Distances } from '../model/program.js';
import type { TermShares } from './term-shares.js';
import type { UnitAccounts } from './unit-accounts.js';

const none = new Float64Array(0);

/** Travel; undefined where it costs nothing. */
export function distancesOf(
  problem: Problem,
  units: UnitAccounts,
  shares: TermShares,
): Distances | undefined {
  const { distance } = problem;
  if (distance === undefined || shares.perKm === 0) return undefined;
  const { start, placed } = placedAccounts(problem, units, distance);
  const cost = new Float64Array(placed.length);
  for (let place = 0; place < cost.length; place++) {
    cost[place] = shares.perKm * problem.workload[placed[place]];
  }
  const { places } = distance;
  if (places === undefined) {
    const table = tableOf(distance, placed, problem);
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
  const fallback = new Float64Array(placed.length);
  for (let place = 0; place < fallback.length; place++) {
    fallback[place] = cost[place] * places.kmToCentre[placed[place]];
  }
  const areAll =
    placed.length === problem.accountCount && placed.every((account, place) => account === place);
  const ofPlaced = (values: Float64Array): Float64Array =>
    areAll ? values : new Float64Array(placed.length).map((_, place) => values[placed[place]]);
  return {
    start,
    x: ofPlaced(places.accountX),
    y: ofPlaced(places.accountY),
    z: ofPlaced(places.accountZ),
    cost,
    fallback,
    repX: places.repX,
    repY: places.repY,
    repZ: places.repZ,
    table: undefined,
  };
}

/** The units' accounts that travel counts for. */
function placedAccounts(
  problem: Problem,
  { start: unitStart, accounts }: UnitAccounts,
  distance: DistanceMeasure,
): { start: Int32Array; placed: Int32Array } {
  const counts = new Uint8Array(problem.accountCount);
  for (const account of distance.accounts) counts[account] = 1;
  const start = new Int32Array(unitStart.length);
  const placed = new Int32Array(accounts.length);
  let next = 0;
  for (let unit = 0; unit + 1 < unitStart.length; unit++) {
    for (let i = unitStart[unit]; i < unitStart[unit + 1]; i++) {
      if (counts[accounts[i]] === 1) placed[next++] = accounts[i];
    }
    start[unit + 1] = next;
  }
  return { start, placed: placed.slice(0, next) };
}

/** km by place and rep, from real distances. */
function tableOf(
  { accounts, table: known }: DistanceMeasure,
  placed: Int32Array,
  { accountCount, repCount }: Problem,
): Float64Array {
  const table = new Float64Array(placed.length * repCount).fill(Number.NaN);
  if (known === undefined) return table;
  const rowOf = new Int32Array(accountCount);
  accounts.forEach((account, row) => {
    rowOf[account] = row;
  });
  placed.forEach((account, place) => {
    const from = rowOf[account] * repCount;
    table.set(known.subarray(from, from + repCount), place * repCount);
  });
  return table;
}
