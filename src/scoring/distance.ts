import type { DistanceMeasure, RepSet } from '../model/problem.js';
import { kmBetween, MeanPlace, nowhere, pointsAt } from './sphere.js';

export interface DistanceSources {
  readonly accountCount: number;
  readonly repCount: number;
  readonly planned: Uint8Array;
  readonly workload: Float64Array;
  /** The owner's index among the reps, live or not; -1 for none. */
  readonly owner: Int32Array;
  /** Degrees; NaN where empty. */
  readonly latitude: Float64Array | undefined;
  readonly longitude: Float64Array | undefined;
  readonly repLatitude: Float64Array | undefined;
  readonly repLongitude: Float64Array | undefined;
}

/**
 * The travel measure from coordinates (contract 5), or undefined when no planned
 * account has a place. Reps without coordinates stand
 * at the workload-weighted mean of the planned accounts they own now; for reps
 * without those either, the distance to the centre of all accounts stands in.
 */
export function distanceFromCoordinates(sources: DistanceSources): DistanceMeasure | undefined {
  const { accountCount, repCount, planned, workload, owner } = sources;
  const places = pointsAt(accountCount, sources.latitude, sources.longitude);
  const reps = pointsAt(repCount, sources.repLatitude, sources.repLongitude);

  const counted = new Int32Array(accountCount);
  let count = 0;
  const centreOfAll = new MeanPlace();
  const centreOfRep = Array.from({ length: repCount }, () => new MeanPlace());
  for (let account = 0; account < accountCount; account++) {
    if (planned[account] === 0 || Number.isNaN(places.x[account])) continue;
    counted[count++] = account;
    centreOfAll.add(places, account, workload[account]);
    if (owner[account] >= 0) centreOfRep[owner[account]].add(places, account, workload[account]);
  }
  if (count === 0) return undefined;
  const accounts = counted.slice(0, count);
  const centre = nowhere(1);
  centreOfAll.put(centre, 0);
  centreOfRep.forEach((mean, rep) => {
    if (Number.isNaN(reps.x[rep])) mean.put(reps, rep);
  });

  const kmToCentre = new Float64Array(accountCount);
  for (let account = 0; account < accountCount; account++) {
    kmToCentre[account] = kmBetween(places, account, centre, 0);
  }
  let divisor = 0;
  let weight = 0;
  for (const account of accounts) {
    divisor += workload[account] * kmToCentre[account];
    weight += workload[account];
  }
  return {
    km: (account, rep) =>
      Number.isNaN(reps.x[rep]) ? kmToCentre[account] : kmBetween(places, account, reps, rep),
    hasKm: (account, rep) => !Number.isNaN(places.x[account]) && !Number.isNaN(reps.x[rep]),
    accounts,
    // All accounts in one spot leave rounding noise, not a distance.
    divisor: divisor > noKm * weight ? divisor : 0,
    places: {
      accountX: places.x,
      accountY: places.y,
      accountZ: places.z,
      repX: reps.x,
      repY: reps.y,
      repZ: reps.z,
      kmToCentre,
    },
    table: undefined,
  };
}

/** A mean distance to the centre below this is rounding, in km. */
const noKm = 1e-6;

/** Given distances: km by pair, for every eligible pair. */
export interface GivenDistances {
  /** km of account i at rep j; undefined where the file has no such pair. */
  readonly km: (account: number, rep: number) => number | undefined;
}

/**
 * The distance term's measure from a distances file: the divisor is
 * Σ workload · mean km over those who may take the account.
 */
export function distanceFromFile(
  given: GivenDistances,
  sources: Pick<DistanceSources, 'accountCount' | 'repCount' | 'planned' | 'workload'>,
  eligibleReps: (account: number) => RepSet | undefined,
): DistanceMeasure | undefined {
  const counted: number[] = [];
  let divisor = 0;
  for (let account = 0; account < sources.accountCount; account++) {
    const reps = eligibleReps(account)?.reps;
    if (sources.planned[account] === 0) continue;
    counted.push(account);
    if (reps === undefined || reps.length === 0) continue;
    let sum = 0;
    for (const rep of reps) sum += given.km(account, rep) ?? 0;
    divisor += (sources.workload[account] * sum) / reps.length;
  }
  if (counted.length === 0) return undefined;
  const table = new Float64Array(counted.length * sources.repCount);
  counted.forEach((account, row) => {
    for (let rep = 0; rep < sources.repCount; rep++) {
      table[row * sources.repCount + rep] = given.km(account, rep) ?? Number.NaN;
    }
  });
  return {
    km: (account, rep) => given.km(account, rep) ?? Number.NaN,
    hasKm: (account, rep) => given.km(account, rep) !== undefined,
    accounts: Int32Array.from(counted),
    divisor,
    places: undefined,
    table,
  };
}
