import type { DistanceMeasure, Places, RepSet } from '../model/problem.js';
import { kmBetween, MeanPlace, nowhere, type UnitVector, unitVector } from './sphere.js';

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
  const accountPlaces = placesOf(accountCount, sources.latitude, sources.longitude);
  const repPlaces = placesOf(repCount, sources.repLatitude, sources.repLongitude);

  const counted: number[] = [];
  const centreOfAll = new MeanPlace();
  const centreOfRep = repPlaces.map(() => new MeanPlace());
  for (let account = 0; account < accountCount; account++) {
    const place = accountPlaces[account];
    if (planned[account] === 0 || Number.isNaN(place.x)) continue;
    counted.push(account);
    centreOfAll.add(place, workload[account]);
    if (owner[account] >= 0) centreOfRep[owner[account]].add(place, workload[account]);
  }
  const centre = centreOfAll.place();
  const stand = repPlaces.map((place, rep) =>
    Number.isNaN(place.x) ? centreOfRep[rep].place() : place,
  );

  const kmToCentre = Float64Array.from(accountPlaces, (place) => kmBetween(place, centre));
  let divisor = 0;
  let weight = 0;
  for (const account of counted) {
    divisor += workload[account] * kmToCentre[account];
    weight += workload[account];
  }
  if (counted.length === 0) return undefined;

  const hasKm = (account: number, rep: number): boolean =>
    !Number.isNaN(accountPlaces[account].x) && !Number.isNaN(stand[rep].x);
  return {
    km: (account, rep) =>
      Number.isNaN(stand[rep].x)
        ? kmToCentre[account]
        : kmBetween(accountPlaces[account], stand[rep]),
    hasKm,
    accounts: Int32Array.from(counted),
    // All accounts in one spot leave rounding noise, not a distance.
    divisor: divisor > noKm * weight ? divisor : 0,
    places: vectors(accountPlaces, stand, kmToCentre),
    table: undefined,
  };
}

/** A mean distance to the centre below this is rounding, in km. */
const noKm = 1e-6;

function placesOf(
  count: number,
  latitude: Float64Array | undefined,
  longitude: Float64Array | undefined,
): UnitVector[] {
  return Array.from({ length: count }, (_, index) =>
    latitude === undefined ||
    longitude === undefined ||
    Number.isNaN(latitude[index]) ||
    Number.isNaN(longitude[index])
      ? nowhere
      : unitVector(latitude[index], longitude[index]),
  );
}

function vectors(accounts: UnitVector[], reps: UnitVector[], kmToCentre: Float64Array): Places {
  return {
    accountX: Float64Array.from(accounts, (place) => place.x),
    accountY: Float64Array.from(accounts, (place) => place.y),
    accountZ: Float64Array.from(accounts, (place) => place.z),
    repX: Float64Array.from(reps, (place) => place.x),
    repY: Float64Array.from(reps, (place) => place.y),
    repZ: Float64Array.from(reps, (place) => place.z),
    kmToCentre,
  };
}

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
