import { Ledger } from '../../evaluation/explain/ledger.js';
import { objectiveOf, termsOf } from '../../evaluation/terms.js';
import type { Step } from '../../measures/tracked.js';
import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import { Book, type Evenness } from './book.js';
import { compareFaults, compareScores, compareWays, type Score } from './score.js';
import { disruptionAt, type Unit, type Units } from './units.js';

/** What the search is asked. */
export interface LeastChangeTask {
  readonly problem: Problem;
  /** Today: the live owner of each planned account, else -1. */
  readonly today: Assignment;
  readonly units: Units;
  readonly evenness: Evenness;
  readonly maxMoves: number | undefined;
}

/** A plan with as little changed as was found, and whether nothing less can be. */
export interface LeastChangeFound {
  readonly assignment: Assignment;
  readonly score: Score;
  /** True where every plan was looked at. */
  readonly exact: boolean;
}

/** Up to so many plans are all looked at. */
const mostPlans = 60_000;
/** Counted work: changes that are tried, in all. */
const mostTries = 1_200_000;
/** Steps that a ledger is asked about before it is made anew. */
const mostSteps = 12;
/** And changes whose price in the objective is worked out. */
const mostPrices = 100_000;

/**
 * Finds the plan that changes least: every account that must move is placed
 * where it does least harm; only what rules and evenness still lack is made up
 * by moving accounts of live owners; what turned out needless goes back; and
 * what is free to go anywhere goes where the objective is best. Of a few
 * plans, all are looked at.
 */
export function leastChange(task: LeastChangeTask): LeastChangeFound {
  const search = new Search(task);
  search.place();
  search.settle(compareWays, false);
  search.mend();
  search.undo();
  search.cheapen();
  search.settle(compareScores, true);
  const found = { assignment: search.book.repOf.slice(), score: search.book.score() };
  if (countPlans(task.units) > mostPlans) return { ...found, exact: false };
  const best = bestOfAll(task, found);
  // Where some rule has to be broken it may as well be the one that holds a family together.
  const apart = { ...task, units: singly(task.units, task.problem) };
  if (best.score.broken === 0 || countPlans(apart.units) > mostPlans)
    return { ...best, exact: true };
  return { ...bestOfAll(apart, best), exact: true };
}

/** The same with families taken apart. */
function singly({ mustMove, mayMove }: Units, { liveOwner }: Problem): Units {
  const parts = [...mustMove, ...mayMove].flatMap(({ accounts, reps }) =>
    accounts.map((account) => ({ accounts: [account], reps, mustMove: liveOwner[account] < 0 })),
  );
  return {
    mustMove: parts.filter((unit) => unit.mustMove),
    mayMove: parts.filter((unit) => !unit.mustMove),
  };
}

/** How many plans there are; beyond the most, any greater number. */
function countPlans({ mustMove, mayMove }: Units): number {
  let plans = 1;
  for (const unit of [...mustMove, ...mayMove]) {
    plans *= unit.reps.length + (unit.mustMove ? 0 : 1);
    if (plans > mostPlans) break;
  }
  return plans;
}

/** Looks at every plan. */
function bestOfAll(
  { problem, today, units, evenness, maxMoves }: LeastChangeTask,
  first: { readonly assignment: Assignment; readonly score: Score },
): { readonly assignment: Assignment; readonly score: Score } {
  const book = new Book(problem, today, evenness, maxMoves);
  const all = [...units.mustMove, ...units.mayMove];
  const objectiveOfPlan = (assignment: Assignment): number =>
    objectiveOf(termsOf(problem, assignment));
  let best = { ...first, objective: objectiveOfPlan(first.assignment) };
  const visit = (at: number): void => {
    if (at === all.length) {
      const score = book.score();
      const order = compareScores(score, best.score);
      if (order > 0) return;
      const objective = objectiveOfPlan(book.repOf);
      if (order === 0 && objective >= best.objective - 1e-12) return;
      best = { assignment: book.repOf.slice(), score, objective };
      return;
    }
    const { accounts, reps, mustMove } = all[at];
    const before = accounts.map((account) => book.repOf[account]);
    if (!mustMove) visit(at + 1);
    for (const rep of reps) {
      // To stay is the choice above.
      if (!mustMove && accounts.every((account) => problem.liveOwner[account] === rep)) continue;
      for (const account of accounts) book.move(account, rep);
      visit(at + 1);
    }
    accounts.forEach((account, member) => {
      book.move(account, before[member]);
    });
  };
  visit(0);
  return best;
}

/** A unit that may go to a rep, and what is gained by it for what it costs. */
interface Way {
  readonly unit: Unit;
  readonly to: number;
  readonly ratio: number;
}

class Search {
  readonly book: Book;
  readonly #problem: Problem;
  readonly #units: Units;
  /** Units of live owners that have been moved. */
  readonly #moved = new Set<Unit>();
  #tries = 0;
  #prices = 0;

  constructor({ problem, today, units, evenness, maxMoves }: LeastChangeTask) {
    this.book = new Book(problem, today, evenness, maxMoves);
    this.#problem = problem;
    this.#units = units;
  }

  /** The score if a unit went to a rep; the book stays as it is. */
  #tried({ accounts }: Unit, to: number): Score {
    this.#tries++;
    const { book } = this;
    if (accounts.length === 1) {
      const [account] = accounts;
      const from = book.repOf[account];
      book.move(account, to);
      const score = book.score();
      book.move(account, from);
      return score;
    }
    const from = accounts.map((account) => book.repOf[account]);
    for (const account of accounts) book.move(account, to);
    const score = book.score();
    accounts.forEach((account, member) => {
      book.move(account, from[member]);
    });
    return score;
  }

  #move({ accounts }: Unit, to: number): void {
    for (const account of accounts) this.book.move(account, to);
  }

  #isAt({ accounts }: Unit, rep: number): boolean {
    return accounts.every((account) => this.book.repOf[account] === rep);
  }

  /** Units that must move, the greatest first. */
  #greatestFirst(): readonly Unit[] {
    const { potential, accountIds } = this.#problem;
    const size = ({ accounts }: Unit): number =>
      accounts.reduce((sum, account) => sum + potential[account], 0);
    const idOf = ({ accounts }: Unit): string => accountIds[accounts[0]];
    return [...this.#units.mustMove].sort(
      (a, b) => size(b) - size(a) || (idOf(a) < idOf(b) ? -1 : 1),
    );
  }

  /** Gives everything that must move to the rep with whom it does least harm, the greatest first. */
  place(): void {
    let ledger = new Ledger(this.#problem, this.book.repOf);
    // Adding all up anew takes longer than a few more steps.
    let since: Step[] = [];
    for (const unit of this.#greatestFirst()) {
      let best: { readonly to: number; readonly score: Score; readonly price: number } | undefined;
      for (const to of unit.reps) {
        const score = this.#tried(unit, to);
        const order = best === undefined ? -1 : compareWays(score, best.score);
        if (order > 0) continue;
        const price = this.#price(ledger, unit, to, since);
        if (best === undefined || order < 0 || price < best.price) best = { to, score, price };
      }
      if (best === undefined) continue;
      since.push(...ledger.stepsTo(unit.accounts, best.to));
      this.#move(unit, best.to);
      if (since.length <= mostSteps) continue;
      ledger = new Ledger(this.#problem, this.book.repOf);
      since = [];
    }
  }

  /** @param since what was moved since the ledger was made; it is the same for all that are compared */
  #price(ledger: Ledger, unit: Unit, to: number, since: readonly Step[] = []): number {
    this.#prices++;
    const price = ledger.price([...since, ...ledger.stepsTo(unit.accounts, to)]);
    return Number.isNaN(price) ? Number.POSITIVE_INFINITY : price;
  }

  /**
   * Lets units that are away from a live owner anyway go where all is better,
   * alone or in exchange, until none is.
   *
   * @param byObjective whether the objective decides where all else is the same
   */
  settle(compare: (a: Score, b: Score) => number, byObjective: boolean): void {
    const units = [...this.#greatestFirst(), ...this.#moved];
    let ledger = new Ledger(this.#problem, this.book.repOf);
    const isBetter = (score: Score, now: Score, price: () => number): boolean => {
      const order = compare(score, now);
      if (order !== 0 || !byObjective) return order < 0;
      if (this.#prices > mostPrices) return false;
      return price() < -1e-12;
    };
    for (let improved = true; improved && this.#tries < mostTries; ) {
      improved = false;
      if (!byObjective && isSound(this.book.score())) return;
      for (const unit of units) {
        const now = this.book.score();
        let best:
          | { readonly to: number; readonly score: Score; readonly price: number }
          | undefined;
        for (const to of unit.reps) {
          if (this.#isAt(unit, to)) continue;
          const score = this.#tried(unit, to);
          if (compare(score, now) > 0) continue;
          let price = 0;
          const priced = (): number => {
            price = this.#price(ledger, unit, to);
            return price;
          };
          if (!isBetter(score, now, priced)) continue;
          const order = best === undefined ? -1 : compare(score, best.score);
          if (order < 0 || (order === 0 && best !== undefined && price < best.price))
            best = { to, score, price };
        }
        if (best === undefined) continue;
        this.#move(unit, best.to);
        if (byObjective) ledger = new Ledger(this.#problem, this.book.repOf);
        improved = true;
      }
      if (!improved) improved = this.#exchange(units, compare, byObjective);
      if (improved && byObjective) ledger = new Ledger(this.#problem, this.book.repOf);
    }
  }

  /** Two units that change places for the better; true where some did. */
  #exchange(
    units: readonly Unit[],
    compare: (a: Score, b: Score) => number,
    byObjective: boolean,
  ): boolean {
    const { book } = this;
    let ledger = new Ledger(this.#problem, book.repOf);
    let any = false;
    for (let a = 0; a < units.length; a++) {
      for (let b = a + 1; b < units.length; b++) {
        if (this.#tries > mostTries || this.#prices > mostPrices) return any;
        const [one, other] = [units[a], units[b]];
        const [at, there] = [book.repOf[one.accounts[0]], book.repOf[other.accounts[0]]];
        if (at === there || !one.reps.includes(there) || !other.reps.includes(at)) continue;
        if (!this.#isAt(one, at) || !this.#isAt(other, there)) continue;
        const now = book.score();
        this.#move(one, there);
        const score = this.#tried(other, at);
        this.#move(one, at);
        const order = compare(score, now);
        if (order > 0) continue;
        if (order === 0) {
          if (!byObjective) continue;
          this.#prices++;
          const steps = [
            ...ledger.stepsTo(one.accounts, there),
            ...ledger.stepsTo(other.accounts, at),
          ];
          if (!(ledger.price(steps) < -1e-12)) continue;
        }
        this.#move(one, there);
        this.#move(other, at);
        if (byObjective) ledger = new Ledger(this.#problem, book.repOf);
        any = true;
      }
    }
    return any;
  }

  /** Moves accounts of live owners as long as rules or evenness lack something and gain by it, the cheapest for what it brings first. */
  mend(): void {
    for (let going = true; going && this.#tries < mostTries; ) {
      const now = this.book.score();
      if (now.broken === 0 && now.excess === 0 && now.overMoves === 0) return;
      going = false;
      for (const { unit, to } of this.#waysToMend(now)) {
        if (this.#tries > mostTries) break;
        const before = this.book.score();
        if (before.broken === 0 && before.excess === 0) break;
        if (compareFaults(this.#tried(unit, to), before) >= 0) continue;
        this.#move(unit, to);
        this.#moved.add(unit);
        going = true;
      }
      if (going) this.settle(compareFaults, false);
    }
  }

  #waysToMend(now: Score): readonly Way[] {
    const { book } = this;
    const problem = this.#problem;
    const isBad = new Uint8Array(problem.repCount);
    for (let rep = 0; rep < problem.repCount; rep++) {
      if (book.excessOfRep(rep) > 0 || book.isPastBounds(rep)) isBad[rep] = 1;
    }
    const ways: Way[] = [];
    for (const unit of this.#units.mayMove) {
      const { accounts, reps } = unit;
      const from = book.repOf[accounts[0]];
      const isAnyway =
        (from >= 0 && isBad[from] === 1) ||
        accounts.some((account) => book.breaksByItself(account));
      let best: Way | undefined;
      for (const to of reps) {
        if ((!isAnyway && isBad[to] === 0) || this.#isAt(unit, to)) continue;
        const score = this.#tried(unit, to);
        if (compareFaults(score, now) >= 0) continue;
        const cost = Math.max(0, score.disruption - now.disruption) + 1e-9;
        const ratio = gainOf(now, score) / cost;
        if (best === undefined || ratio > best.ratio) best = { unit, to, ratio };
      }
      if (best !== undefined) ways.push(best);
    }
    const idOf = ({ unit }: Way): string => problem.accountIds[unit.accounts[0]];
    return ways.sort((a, b) => b.ratio - a.ratio || (idOf(a) < idOf(b) ? -1 : 1));
  }

  /** Gives back what was moved for nothing, the dearest first. */
  undo(): void {
    const cost = (unit: Unit): number =>
      disruptionAt(this.#problem, unit, this.book.repOf[unit.accounts[0]]);
    for (const unit of [...this.#moved].sort((a, b) => cost(b) - cost(a))) {
      const at = unit.accounts.map((account) => this.book.repOf[account]);
      const before = this.book.score();
      for (const account of unit.accounts) {
        this.book.move(account, this.#problem.liveOwner[account]);
      }
      if (compareScores(this.book.score(), before) < 0) this.#moved.delete(unit);
      else {
        unit.accounts.forEach((account, member) => {
          this.book.move(account, at[member]);
        });
      }
    }
  }

  /** Puts cheaper accounts in the place of those that were moved. */
  cheapen(): void {
    const problem = this.#problem;
    const candidates = this.#units.mayMove
      .map((unit) => ({ unit, cost: leastDisruption(problem, unit) }))
      .sort((a, b) => a.cost - b.cost);
    for (let improved = true; improved; ) {
      improved = false;
      for (const unit of [...this.#moved]) {
        const to = this.book.repOf[unit.accounts[0]];
        const own = disruptionAt(problem, unit, to);
        const before = this.book.score();
        for (const account of unit.accounts) this.book.move(account, problem.liveOwner[account]);
        let better: { readonly unit: Unit; readonly to: number } | undefined;
        for (const { unit: other, cost } of candidates) {
          if (cost >= own || this.#tries > mostTries) break;
          if (this.#moved.has(other)) continue;
          const rep = other.reps.find((one) => compareScores(this.#tried(other, one), before) < 0);
          if (rep === undefined) continue;
          better = { unit: other, to: rep };
          break;
        }
        if (better === undefined) {
          this.#move(unit, to);
          continue;
        }
        this.#move(better.unit, better.to);
        this.#moved.delete(unit);
        this.#moved.add(better.unit);
        improved = true;
      }
    }
  }
}

/** Whether nothing is lacking, and nobody had to leave a live owner for it. */
function isSound({ broken, overMoves, excess, moves }: Score): boolean {
  return broken === 0 && overMoves === 0 && excess === 0 && moves === 0;
}

/** What a unit costs at least if it leaves. */
function leastDisruption(problem: Problem, unit: Unit): number {
  return Math.min(
    ...unit.reps
      .filter((rep) => unit.accounts.some((account) => problem.liveOwner[account] !== rep))
      .map((rep) => disruptionAt(problem, unit, rep)),
  );
}

/** How much less is lacking, as one number: a rule is worth more than any evenness. */
function gainOf(before: Score, after: Score): number {
  const rules = 1e6 * (before.broken - after.broken) + 1e3 * (before.brokenBy - after.brokenBy);
  return rules + (before.excess - after.excess) / 100 + (before.excessBy - after.excessBy);
}
