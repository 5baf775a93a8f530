import type { InputProblem } from '../model/input-problem.js';
import type { DistanceMeasure, RepSet } from '../model/problem.js';
import { filledNumbers, type Table } from '../model/table.js';
import type { AccountIndex, RepIndex } from '../model/units.js';
import { distanceFromCoordinates, distanceFromFile } from '../scoring/distance.js';
import type { DistanceRows } from './options.js';

export interface TravelSources {
  readonly accounts: Table;
  readonly reps: Table;
  readonly accountIds: readonly string[];
  readonly repIds: readonly string[];
  readonly planned: Uint8Array;
  readonly workload: Float64Array;
  readonly owner: Int32Array;
  readonly eligible: Int32Array;
  readonly repSets: readonly RepSet[];
  readonly distances: DistanceRows | undefined;
  readonly problems: InputProblem[];
}

/** The travel measure, from a distances file where one is given, else from coordinates; undefined without either. */
export function travelOf(sources: TravelSources): DistanceMeasure | undefined {
  const base = {
    accountCount: sources.accounts.size,
    repCount: sources.reps.size,
    planned: sources.planned,
    workload: sources.workload,
  };
  if (sources.distances === undefined) {
    return distanceFromCoordinates({
      ...base,
      owner: sources.owner,
      latitude: filledNumbers(sources.accounts, 'latitude'),
      longitude: filledNumbers(sources.accounts, 'longitude'),
      repLatitude: filledNumbers(sources.reps, 'latitude'),
      repLongitude: filledNumbers(sources.reps, 'longitude'),
    });
  }
  const km = kmByPair(sources.distances, sources);
  reportMissingPairs(km, sources, sources.distances.file);
  const eligibleReps = (account: AccountIndex): RepSet | undefined =>
    sources.eligible[account] < 0 ? undefined : sources.repSets[sources.eligible[account]];
  return distanceFromFile(
    { km: (account, rep) => km.get(pairKey(account, rep, base.repCount)) },
    base,
    eligibleReps,
  );
}

function pairKey(account: AccountIndex, rep: RepIndex, repCount: number): number {
  return account * repCount + rep;
}

/** Pairs of ids that are in neither file are passed over: the file may cover more than today's accounts. */
function kmByPair(rows: DistanceRows, sources: TravelSources): Map<number, number> {
  const accountOf = new Map(sources.accountIds.map((id, account) => [id, account]));
  const repOf = new Map(sources.repIds.map((id, rep) => [id, rep]));
  const km = new Map<number, number>();
  rows.km.forEach((distance, row) => {
    const account = accountOf.get(rows.accountIds[row]);
    const rep = repOf.get(rows.repIds[row]);
    if (account === undefined || rep === undefined) return;
    km.set(pairKey(account, rep, sources.repIds.length), distance);
  });
  return km;
}

function reportMissingPairs(km: Map<number, number>, sources: TravelSources, file: string): void {
  for (let account = 0; account < sources.planned.length; account++) {
    const set = sources.eligible[account];
    if (set < 0) continue;
    for (const rep of sources.repSets[set].reps) {
      if (km.has(pairKey(account, rep, sources.repIds.length))) continue;
      sources.problems.push({
        file,
        what: `has no km for account ${sources.accountIds[account]}, who may go to this rep`,
        value: sources.repIds[rep],
        remedy: 'add a row with account_id, rep_id and km for every pair that the rules allow',
      });
    }
  }
}
