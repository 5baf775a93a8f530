import type { Problem } from '../../model/problem.js';

/** Accounts that go to one rep together: a must family's free members, else an account by itself. */
export interface Units {
  readonly of: (account: number) => readonly number[];
}

export function unitsOf(problem: Problem): Units {
  const familyOf = new Map<number, Int32Array>();
  for (const family of problem.mustFamilies) {
    for (const account of family) familyOf.set(account, family);
  }
  return { of: (account) => [...(familyOf.get(account) ?? [account])] };
}
