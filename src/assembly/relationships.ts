import type { RelationshipMeasure, RepSet } from '../model/problem.js';
import {
  relationshipOver,
  strengthsFromPairs,
  strengthsFromRecords,
} from '../scoring/relationship.js';
import type { RelationshipSources } from './options.js';

interface KnownSources {
  readonly relationships: RelationshipSources | undefined;
  readonly accountIds: readonly string[];
  readonly repIds: readonly string[];
  readonly planned: Uint8Array;
  readonly disruption: Float64Array;
  readonly eligible: Int32Array;
  readonly repSets: readonly RepSet[];
  readonly warn: (sentence: string) => void;
}

/** Who is known where, from a relationships file where one is given, else from records; undefined without either. */
export function relationshipOf(sources: KnownSources): RelationshipMeasure | undefined {
  const { relationships, repIds, accountIds, eligible, repSets } = sources;
  if (relationships === undefined) return undefined;
  const { records, given } = relationships;
  const strengths = given
    ? strengthsFromPairs(accountIds.length, pairsOf(given, sources))
    : records && strengthsFromRecords(repIds.length, records);
  if (strengths === undefined) return undefined;
  const mayTake = (account: number, rep: number): boolean =>
    eligible[account] >= 0 && repSets[eligible[account]].mask[rep] === 1;
  const { planned, disruption } = sources;
  return {
    ...strengths,
    ...relationshipOver(strengths, { planned, disruption, mayTake }),
    records,
    given: given !== undefined,
  };
}

/** Rows whose account or rep is in neither file are passed over, and counted: the file may cover more than today's. */
function pairsOf(
  { file, accountIds, repIds, strength }: NonNullable<RelationshipSources['given']>,
  sources: KnownSources,
) {
  const accountOf = new Map(sources.accountIds.map((id, account) => [id, account]));
  const repOf = new Map(sources.repIds.map((id, rep) => [id, rep]));
  let strangers = 0;
  const pairs = accountIds.flatMap((id, row) => {
    const account = accountOf.get(id);
    const rep = repOf.get(repIds[row]);
    if (account !== undefined && rep !== undefined)
      return [{ account, rep, strength: strength[row] }];
    strangers++;
    return [];
  });
  if (strangers > 0) {
    sources.warn(
      `${strangers} ${strangers === 1 ? 'row' : 'rows'} of ${file} ${strangers === 1 ? 'names' : 'name'} an account or a rep that is not in the other files, and ${strangers === 1 ? 'counts' : 'count'} nowhere`,
    );
  }
  return pairs;
}
