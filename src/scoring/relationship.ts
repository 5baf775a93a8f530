import type { OwnedRecords, RelationshipMeasure } from '../model/problem.js';

/** r_ij where it is above 0, by account; reps ascending. */
type Strengths = Pick<RelationshipMeasure, 'start' | 'rep' | 'strength'>;

/** What each part of what is known weighs: amount won, open pipeline, activities (contract 5). */
export const knownParts = [
  { of: 'won', weight: 5 },
  { of: 'open', weight: 3 },
  { of: 'touches', weight: 2 },
] as const;

/**
 * Each rep's share of what is known of an account, by the owners of its
 * records. Owners who are no reps count in the whole; a part whose whole is 0
 * is left out, and the others' weights count alone.
 */
export function strengthsFromRecords(repCount: number, records: OwnedRecords): Strengths {
  const accounts = records.start.length - 1;
  const start = new Int32Array(accounts + 1);
  const rep = new Int32Array(records.owner.length);
  const strength = new Float64Array(records.owner.length);
  let next = 0;
  for (let account = 0; account < accounts; account++) {
    const [from, to] = [records.start[account], records.start[account + 1]];
    const wholes = knownParts.map(({ of }) => {
      let whole = 0;
      for (let entry = from; entry < to; entry++) whole += records[of][entry];
      return whole;
    });
    let weights = 0;
    knownParts.forEach(({ weight }, part) => {
      if (wholes[part] > 0) weights += weight;
    });
    for (let entry = from; entry < to && records.owner[entry] < repCount; entry++) {
      let share = 0;
      knownParts.forEach(({ of, weight }, part) => {
        if (wholes[part] > 0) share += (weight * records[of][entry]) / wholes[part];
      });
      if (!(share > 0)) continue;
      rep[next] = records.owner[entry];
      strength[next++] = share / weights;
    }
    start[account + 1] = next;
  }
  return { start, rep: rep.slice(0, next), strength: strength.slice(0, next) };
}

/** Strengths as a file gives them; a pair that is not in it, or is 0, is not there. */
export function strengthsFromPairs(
  accounts: number,
  pairs: readonly { readonly account: number; readonly rep: number; readonly strength: number }[],
): Strengths {
  const known = pairs
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => a.account - b.account || a.rep - b.rep);
  const start = new Int32Array(accounts + 1);
  for (const { account } of known) start[account + 1]++;
  for (let account = 0; account < accounts; account++) start[account + 1] += start[account];
  return {
    start,
    rep: Int32Array.from(known, ({ rep }) => rep),
    strength: Float64Array.from(known, ({ strength }) => strength),
  };
}

/** R_i and the divisor, for those who may take each account. */
export function relationshipOver(
  strengths: Strengths,
  sources: {
    readonly planned: Uint8Array;
    readonly disruption: Float64Array;
    /** Whether a rep may take an account (E_i). */
    readonly mayTake: (account: number, rep: number) => boolean;
  },
): Pick<RelationshipMeasure, 'best' | 'divisor'> {
  const { start, rep, strength } = strengths;
  const best = new Float64Array(start.length - 1);
  let divisor = 0;
  for (let account = 0; account < best.length; account++) {
    if (sources.planned[account] === 0) continue;
    for (let entry = start[account]; entry < start[account + 1]; entry++) {
      if (strength[entry] > best[account] && sources.mayTake(account, rep[entry])) {
        best[account] = strength[entry];
      }
    }
    divisor += sources.disruption[account] * best[account];
  }
  return { best, divisor };
}
