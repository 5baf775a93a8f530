import type { Problem, RelationshipMeasure } from '../model/problem.js';

/** r_ij: what part of what is known of an account is a rep's; 0 for nobody (-1). */
export function strengthAt(
  { start, rep, strength }: RelationshipMeasure,
  account: number,
  of: number,
): number {
  for (let entry = start[account]; entry < start[account + 1]; entry++) {
    if (rep[entry] === of) return strength[entry];
  }
  return 0;
}

/**
 * How much less is known of a rep than of whoever is known best among those who
 * may have the account: 0 for its owner, for nobody (-1), and where nobody is known.
 */
export function relationshipLost(
  { relationship, liveOwner }: Pick<Problem, 'relationship' | 'liveOwner'>,
  account: number,
  rep: number,
): number {
  if (relationship === undefined || rep < 0 || rep === liveOwner[account]) return 0;
  const best = relationship.best[account];
  return best === 0 ? 0 : Math.max(0, best - strengthAt(relationship, account, rep));
}
