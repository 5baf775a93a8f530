import { termSources } from '../../evaluation/terms.js';
import { kmTravelled } from '../../evaluation/travelled.js';
import { limit } from '../../measures/limit.js';
import { repLoads } from '../../measures/loads.js';
import type { BrokenRow, Step, Tracked, Tracking } from '../../measures/tracked.js';
import { AccountState, type Problem, type RepGroups } from '../../model/problem.js';

/** Loads that measures keep an eye on: they read the very array, so it goes with each account that is given out. */
interface HeldLoads {
  readonly amounts: Float64Array;
  readonly groups: RepGroups;
  readonly loads: Float64Array;
}

interface PricedTerm {
  readonly name: string;
  readonly weight: number;
  /** Made anew where it remembers who holds what. */
  readonly renew: (() => Tracked) | undefined;
  tracked: Tracked;
}

/**
 * Who has which account while accounts are given out one by one: what one more
 * would cost with each rep, without judging all the others again. It is the
 * difference of two full evaluations but for rounding; tests hold it to that.
 */
export class Book {
  /** The rep of each planned account; -1: nobody. */
  readonly assignment: Int32Array;
  readonly #terms: readonly PricedTerm[];
  readonly #weights: number;
  readonly #held: HeldLoads[] = [];
  readonly #repLoads = new Map<Float64Array, Float64Array>();
  /** Must limits by the rep whose accounts they count. */
  readonly #limitsOf: readonly (readonly Tracked[])[];
  /** Must families by their members. */
  readonly #familiesOf = new Map<
    number,
    { readonly row: BrokenRow; readonly family: Int32Array }[]
  >();

  /** @param given a rep (or -1) for every account; what it says of accounts that are not planned is ignored. */
  constructor(
    readonly problem: Problem,
    given: Int32Array,
  ) {
    this.assignment = given.map((rep, account) =>
      problem.state[account] === AccountState.planned ? rep : -1,
    );
    const tracking: Tracking = {
      problem,
      assignment: this.assignment,
      loads: (amounts, groups) => this.#loads(amounts, groups),
    };
    const km = kmTravelled(problem, this.assignment);
    const remembering = new Set<unknown>(problem.togethers);
    this.#terms = termSources(problem).flatMap((source) => {
      if (source.value(this.assignment, km) === undefined) return [];
      const { name, weight, measure } = source;
      const renew = remembering.has(measure) ? () => source.tracked(tracking) : undefined;
      return [{ name, weight, renew, tracked: source.tracked(tracking) }];
    });
    this.#weights = this.#terms.reduce((sum, { weight }) => sum + weight, 0);
    const limitsOf: Tracked[][] = Array.from({ length: problem.repCount }, () => []);
    for (const measure of problem.limits) {
      if (measure.level !== 'must') continue;
      const tracked = limit.tracked(measure, tracking);
      measure.groups.of.forEach((group, rep) => {
        if (group >= 0) limitsOf[rep].push(tracked);
      });
    }
    this.#limitsOf = limitsOf;
    for (const { level, row, families } of problem.togethers) {
      if (level !== 'must' || row === undefined) continue;
      for (const family of families) {
        for (const member of family) {
          const own = this.#familiesOf.get(member) ?? [];
          own.push({ row, family });
          this.#familiesOf.set(member, own);
        }
      }
    }
  }

  /** By how much the objective rises if the account goes to a rep. */
  price(account: number, rep: number): number {
    const steps = this.#step(account, rep);
    let sum = 0;
    for (const { weight, tracked } of this.#terms) {
      if (weight > 0) sum += weight * tracked.change(steps);
    }
    return sum / this.#weights;
  }

  /** The term that speaks most for one rep rather than another; undefined where none does. */
  decidingTerm(account: number, rep: number, rather: number): string | undefined {
    let found: string | undefined;
    let most = 1e-12;
    for (const { name, weight, tracked } of this.#terms) {
      const changes = [rather, rep].map((to) => tracked.change(this.#step(account, to)));
      const gain = (weight * (changes[0] - changes[1])) / this.#weights;
      if (gain > most) {
        most = gain;
        found = name;
      }
    }
    return found;
  }

  /** The must limits and must families that are newly broken, or broken further, if the account goes to a rep. */
  breaks(account: number, rep: number): readonly BrokenRow[] {
    const steps = this.#step(account, rep);
    const rows = this.#limitsOf[rep].flatMap((tracked) => tracked.breaks(steps));
    for (const { row, family } of this.#familiesOf.get(account) ?? []) {
      if (this.#splits(family, account, rep)) rows.push(row);
    }
    return rows;
  }

  /** Gives an account to a rep. */
  place(account: number, rep: number): void {
    const from = this.assignment[account];
    this.assignment[account] = rep;
    for (const { amounts, groups, loads } of this.#held) {
      if (from >= 0 && groups.of[from] >= 0) loads[groups.of[from]] -= amounts[account];
      if (groups.of[rep] >= 0) loads[groups.of[rep]] += amounts[account];
    }
    for (const term of this.#terms) if (term.renew !== undefined) term.tracked = term.renew();
  }

  /** Members that nobody has yet are with nobody in particular. */
  #splits(family: Int32Array, account: number, rep: number): boolean {
    let hasOthers = false;
    for (const member of family) {
      const holder = this.assignment[member];
      if (member === account || holder < 0) continue;
      if (holder === rep) return false;
      hasOthers = true;
    }
    return hasOthers;
  }

  #step(account: number, to: number): readonly Step[] {
    return [{ account, from: this.assignment[account], to }];
  }

  #loads(amounts: Float64Array, groups: RepGroups): Float64Array {
    const byRep =
      this.#repLoads.get(amounts) ?? repLoads(amounts, this.problem.repCount, this.assignment);
    this.#repLoads.set(amounts, byRep);
    const loads = new Float64Array(groups.names.length);
    groups.of.forEach((group, rep) => {
      if (group >= 0) loads[group] += byRep[rep];
    });
    this.#held.push({ amounts, groups, loads });
    return loads;
  }
}
