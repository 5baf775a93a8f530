import type { Assignment } from '../model/assignment.js';
import { addTo, countUp } from '../model/grouping.js';
import type { Problem, RepGroups } from '../model/problem.js';
import type { AccountIndex, RepIndex } from '../model/units.js';
import type { Breach } from './breach.js';

/** The pool of what concerns all pools together. */
export const allPools = -1;

/** What concerns one pool. */
export interface CheckCase {
  /** The pool's name; undefined where the check is of all together, or there is but one pool. */
  readonly pool: string | undefined;
  readonly concerned: number;
  readonly breaches: readonly Breach[];
}

/** Gathers what a check concerns and what breaks it, pool by pool. */
export class Tally {
  readonly #concerned = new Map<number, number>();
  readonly #breaches = new Map<number, Breach[]>();
  readonly #names: readonly string[];

  constructor(problem: Pick<Problem, 'pools'>) {
    this.#names = problem.pools.names;
  }

  concern(pool: number): void {
    const key = this.#key(pool);
    countUp(this.#concerned, key);
  }

  breach(pool: number, breach: Breach): void {
    const key = this.#key(pool);
    addTo(this.#breaches, key, breach);
  }

  /** One case a pool, in the order of the pools, what concerns all of them last; at least one. */
  cases(): CheckCase[] {
    const pools = new Set([...this.#concerned.keys(), ...this.#breaches.keys()]);
    if (pools.size === 0) pools.add(allPools);
    const last = this.#names.length;
    return [...pools]
      .sort((a, b) => (a < 0 ? last : a) - (b < 0 ? last : b))
      .map((pool) => ({
        pool: pool < 0 ? undefined : this.#names[pool],
        concerned: this.#concerned.get(pool) ?? 0,
        breaches: this.#breaches.get(pool) ?? [],
      }));
  }

  /** Where there is one pool only, nobody needs its name. */
  #key(pool: number): number {
    return this.#names.length === 1 ? allPools : pool;
  }
}

/** The one pool of some reps; all pools where they are of several, or of none. */
export function poolOfReps(problem: Pick<Problem, 'pools'>, reps: readonly number[]): number {
  const pools = new Set(reps.map((rep) => problem.pools.of[rep]));
  const [pool] = pools;
  return pools.size === 1 && pool !== undefined ? pool : allPools;
}

/** The pool an account is in: that of its rep, else of those who may take it. */
export function poolOfAccount(problem: Problem, account: AccountIndex, rep: RepIndex): number {
  if (rep >= 0 && problem.pools.of[rep] >= 0) return problem.pools.of[rep];
  const set = problem.eligible[account];
  return set < 0 ? allPools : poolOfReps(problem, [...problem.repSets[set].reps]);
}

/** The reps of each group. */
export function membersOf(groups: RepGroups): readonly (readonly number[])[] {
  const members = groups.names.map((): number[] => []);
  groups.of.forEach((group, rep) => {
    if (group >= 0) members[group].push(rep);
  });
  return members;
}

/** An answer worked out when it is first asked for: of many breaches, few are told in full. */
export function onceAsked<T>(answer: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: answer() };
    return known.value;
  };
}

/** The accounts of some reps that have an amount, the greatest first. */
export function accountsOf(
  amounts: Float64Array,
  assignment: Assignment,
  reps: readonly number[],
): number[] {
  // Most often one rep is asked about, of hundreds, over all accounts.
  const [only] = reps;
  const wanted = new Set(reps);
  const has = (rep: RepIndex): boolean => (reps.length === 1 ? rep === only : wanted.has(rep));
  return greatestFirst(amounts, (account) => has(assignment[account]) && amounts[account] > 0);
}

/** The accounts that pass, the greatest amounts first, by id where they are equal. */
export function greatestFirst(
  amounts: Float64Array,
  passes: (account: AccountIndex) => boolean,
): number[] {
  const found: number[] = [];
  for (let account = 0; account < amounts.length; account++) {
    if (passes(account)) found.push(account);
  }
  return found.sort((a, b) => amounts[b] - amounts[a] || a - b);
}
