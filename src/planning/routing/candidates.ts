import { type BarringRows, barringRows } from '../../evaluation/barring-rows.js';
import type { Problem } from '../../model/problem.js';
import type { Barrier } from '../../model/routing.js';
import { cellText, fold } from '../../model/table.js';
import type { Book } from './book.js';
import { hashOf, leastOf } from './turns.js';

/** Who may have which account now, and what each would cost. */
export class Candidates {
  readonly #onLeave: readonly boolean[];
  readonly #barring: BarringRows;

  constructor(
    readonly problem: Problem,
    readonly book: Book,
  ) {
    const status = problem.reps.columns.get('status');
    this.#onLeave = problem.repIds.map((_, rep) => fold(cellText(status, rep)) === 'on_leave');
    this.#barring = barringRows(problem);
  }

  /** The reps of E_i who are not on leave. */
  eligible(account: number): readonly number[] {
    const set = this.problem.eligible[account];
    if (set < 0) return [];
    return [...this.problem.repSets[set].reps].filter((rep) => !this.#onLeave[rep]);
  }

  /** Those with whom nothing is newly broken besides. */
  allowed(account: number): readonly number[] {
    return this.eligible(account).filter((rep) => this.book.breaks(account, rep).length === 0);
  }

  /** Why a rep may not have an account whatever they hold; undefined where they may. */
  barredBy(account: number, rep: number): Barrier | undefined {
    if (this.#onLeave[rep]) return { kind: 'on leave' };
    if (this.problem.live[rep] === 0) return { kind: 'not live' };
    const set = this.problem.eligible[account];
    if (set >= 0 && this.problem.repSets[set].mask[rep] === 1) return undefined;
    return { kind: 'rules', rows: this.#barring.against(account, rep) };
  }

  /** The same with what they hold; undefined where they may have it. */
  barrier(account: number, rep: number): Barrier | undefined {
    const barred = this.barredBy(account, rep);
    if (barred !== undefined) return barred;
    const rows = this.book.breaks(account, rep);
    return rows.length === 0 ? undefined : { kind: 'breaks', rows };
  }

  /** The one with the least objective; ties by the hash of ids. */
  cheapest(
    account: number,
    reps: readonly number[],
    prices: ReadonlyMap<number, number>,
  ): number | undefined {
    return leastOf(
      reps,
      (rep) => prices.get(rep) ?? Number.POSITIVE_INFINITY,
      (rep) => this.hash(account, rep),
    );
  }

  /** What the account costs with each rep; a pair that the distances file does not have comes last. */
  prices(account: number, reps: readonly number[]): ReadonlyMap<number, number> {
    return new Map(
      reps.map((rep) => {
        const price = this.book.price(account, rep);
        return [rep, Number.isNaN(price) ? Number.POSITIVE_INFINITY : price];
      }),
    );
  }

  hash(account: number, rep: number): string {
    const { accountIds, repIds } = this.problem;
    return hashOf(accountIds[account], repIds[rep]);
  }
}
