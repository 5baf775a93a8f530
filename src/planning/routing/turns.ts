import { createHash } from 'node:crypto';

/** Objectives nearer than this are the same: what is left is rounding. */
const same = 1e-12;

/** hash(a, b) of the contract: the least in hexadecimal goes first. */
export function hashOf(a: string, b: string): string {
  return createHash('sha256').update(`${a}\t${b}`).digest('hex');
}

/** The one with the least value; of those as good, the one whose ids have the least hash. */
export function leastOf<One>(
  those: readonly One[],
  value: (one: One) => number,
  hash: (one: One) => string,
): One | undefined {
  const least = those.reduce((most, one) => Math.min(most, value(one)), Number.POSITIVE_INFINITY);
  const best = those.filter((one) => value(one) <= least + same || least === value(one));
  return best.length < 2 ? best[0] : firstByHash(best, hash);
}

/** The one with the least hash. */
export function firstByHash<One>(
  those: readonly One[],
  hash: (one: One) => string,
): One | undefined {
  let first: { readonly one: One; readonly hash: string } | undefined;
  for (const one of those) {
    const own = hash(one);
    if (first === undefined || own < first.hash) first = { one, hash: own };
  }
  return first?.one;
}
