import { deviation, isPastMax } from '../../measures/balance.js';
import { toleranceOf } from '../../measures/bounds.js';
import { suits } from '../../measures/placement.js';
import type { Assignment } from '../../model/assignment.js';
import type {
  BalanceMeasure,
  BudgetMeasure,
  LimitMeasure,
  PlacementMeasure,
  Problem,
  TogetherMeasure,
} from '../../model/problem.js';
import type { Score } from './score.js';

/** How far from their target a rep may be before it counts. */
export interface Evenness {
  /** The balance row whose deviations count; undefined: none do. */
  readonly measure: BalanceMeasure | undefined;
  /** By rep: as a share of the target. NaN for reps whose deviation does not count. */
  readonly within: Float64Array;
}

/** The unfiltered potential row, where it is there. */
export function potentialRow({ balances }: Pick<Problem, 'balances'>): BalanceMeasure | undefined {
  return balances.find(({ unfiltered, metric }) => unfiltered && metric === 'potential');
}

/** Whole percent that a deviation is past what is allowed. */
function excessOf(signed: number, within: number): number {
  return Math.max(0, Math.ceil(100 * (Math.abs(signed) - within) - 1e-9));
}

/** A must row that bounds what groups of reps hold. */
interface Bounded {
  readonly row: number;
  readonly of: Int32Array;
  readonly amounts: Float64Array;
  readonly loads: Float64Array;
  /** What percentages are of; undefined where there is none. */
  readonly whole: { readonly amounts: Float64Array; readonly loads: Float64Array } | undefined;
  /** By how much a group is past its bound as a part of it, 0 within. */
  readonly past: (group: number, load: number, whole: number) => number;
  readonly by: Float64Array;
}

/** A must budget: what leaves groups of owners. */
interface Spent {
  readonly row: number;
  readonly measure: BudgetMeasure;
  readonly loads: Float64Array;
}

/**
 * Who has what while a rebalance is searched for, kept so that an account's
 * change of rep is known without looking at the others. It restates must rows
 * and excess for speed; tests hold it to the evaluation.
 */
export class Book {
  readonly repOf: Int32Array;
  /** What is held of potential, by rep. */
  readonly potential: Float64Array;
  #brokenBy = 0;
  readonly #brokenGroups: number[] = [];
  #broken = 0;
  #excess = 0;
  #excessBy = 0;
  #disruption = 0;
  #moves = 0;
  readonly #boundedByRep: Bounded[][];
  readonly #budgets: Spent[] = [];
  readonly #placements: { readonly row: number; readonly measure: PlacementMeasure }[] = [];
  readonly #togethers: {
    readonly row: number;
    readonly familyOf: Int32Array;
    readonly split: Uint8Array;
    readonly families: readonly Int32Array[];
  }[] = [];
  readonly #evenness: Evenness;
  readonly #maxMoves: number;
  readonly #problem: Problem;

  /** @param assignment reps of planned accounts, -1 for nobody; it is not changed. */
  constructor(problem: Problem, assignment: Assignment, evenness: Evenness, maxMoves?: number) {
    this.#problem = problem;
    this.#evenness = evenness;
    this.#maxMoves = maxMoves ?? Number.POSITIVE_INFINITY;
    this.repOf = new Int32Array(problem.accountCount).fill(-1);
    this.potential = new Float64Array(problem.repCount);
    this.#boundedByRep = Array.from({ length: problem.repCount }, () => []);
    for (const measure of problem.limits) {
      if (measure.level === 'must') this.#bound(limitOf(measure, this.#row()));
    }
    for (const measure of problem.balances) {
      if (measure.level === 'must' && measure.max !== undefined)
        this.#bound(balanceOf(measure, this.#row()));
    }
    for (const measure of problem.budgets) {
      if (measure.level !== 'must') continue;
      this.#budgets.push({
        row: this.#row(),
        measure,
        loads: new Float64Array(measure.max.length),
      });
    }
    for (const measure of problem.placements) {
      if (measure.level === 'must') this.#placements.push({ row: this.#row(), measure });
    }
    for (const measure of problem.togethers) {
      if (measure.level === 'must') this.#together(measure);
    }
    this.#seedExcess();
    for (let account = 0; account < assignment.length; account++) {
      if (problem.eligible[account] < 0) continue;
      const owner = problem.liveOwner[account];
      if (owner >= 0) this.#goTo(account, owner);
      this.move(account, assignment[account]);
    }
  }

  #row(): number {
    return this.#brokenGroups.push(0) - 1;
  }

  /** A row with no group past its bound is met. */
  #count(row: number, change: number): void {
    const before = this.#brokenGroups[row];
    const after = before + change;
    this.#brokenGroups[row] = after;
    if (before === 0 && after > 0) this.#broken++;
    else if (before > 0 && after === 0) this.#broken--;
  }

  #bound(bounded: Bounded): void {
    bounded.of.forEach((group, rep) => {
      if (group >= 0) this.#boundedByRep[rep].push(bounded);
    });
    bounded.loads.forEach((_, group) => {
      this.#judge(bounded, group);
    });
  }

  #judge(bounded: Bounded, group: number): void {
    const { loads, whole, by } = bounded;
    const before = by[group];
    const after = bounded.past(group, loads[group], whole?.loads[group] ?? 0);
    if (before === after) return;
    by[group] = after;
    this.#brokenBy += after * after - before * before;
    this.#count(bounded.row, Number(after > 0) - Number(before > 0));
  }

  #together({ families }: TogetherMeasure): void {
    const familyOf = new Int32Array(this.#problem.accountCount).fill(-1);
    families.forEach((family, index) => {
      for (const account of family) familyOf[account] = index;
    });
    const split = new Uint8Array(families.length);
    this.#togethers.push({ row: this.#row(), familyOf, split, families });
  }

  #seedExcess(): void {
    const { within } = this.#evenness;
    within.forEach((_, rep) => {
      this.#addExcess(rep, 1);
    });
  }

  #addExcess(rep: number, sign: number): void {
    const { measure, within } = this.#evenness;
    if (measure === undefined || Number.isNaN(within[rep])) return;
    const signed = this.deviationOf(rep);
    this.#excess += sign * excessOf(signed, within[rep]);
    this.#excessBy += sign * Math.max(0, Math.abs(signed) - within[rep]);
  }

  /** A rep's deviation in the row that counts. */
  deviationOf(rep: number): number {
    return deviation(this.potential[rep], this.#evenness.measure?.repTarget[rep] ?? 0);
  }

  /** What a rep alone is past what is allowed, not rounded. */
  excessOfRep(rep: number): number {
    const { measure, within } = this.#evenness;
    if (measure === undefined || Number.isNaN(within[rep])) return 0;
    return Math.max(0, Math.abs(this.deviationOf(rep)) - within[rep]);
  }

  /** Whether a rep is in a group that is past a must bound. */
  isPastBounds(rep: number): boolean {
    return this.#boundedByRep[rep].some(({ of, by }) => by[of[rep]] > 0);
  }

  /** Must rows that an account breaks where it is. */
  breaksByItself(account: number): boolean {
    const rep = this.repOf[account];
    return (
      this.#placements.some(({ measure }) => breaks(measure, account, rep)) ||
      this.#togethers.some(({ familyOf, split }) => {
        const family = familyOf[account];
        return family >= 0 && split[family] === 1;
      })
    );
  }

  /** Gives a planned account to a rep, or to nobody. */
  move(account: number, to: number): void {
    const from = this.repOf[account];
    if (from === to) return;
    const owner = this.#problem.liveOwner[account];
    this.#goTo(account, to);
    if (owner >= 0 && (from === owner || to === owner)) {
      const change = to === owner ? -1 : 1;
      this.#disruption += change * this.#problem.disruption[account];
      this.#moves += change;
      this.#spend(account, change);
    }
  }

  /** All but what leaves a live owner. */
  #goTo(account: number, to: number): void {
    const from = this.repOf[account];
    this.repOf[account] = to;
    if (from >= 0) this.#hold(account, from, -1);
    if (to >= 0) this.#hold(account, to, 1);
    for (const { row, measure } of this.#placements) {
      const change = Number(breaks(measure, account, to)) - Number(breaks(measure, account, from));
      if (change === 0) continue;
      this.#brokenBy += change;
      this.#count(row, change);
    }
    for (const one of this.#togethers) {
      const family = one.familyOf[account];
      if (family < 0) continue;
      const is = isSplit(one.families[family], this.repOf);
      if (is === one.split[family]) continue;
      this.#brokenBy += is - one.split[family];
      this.#count(one.row, is - one.split[family]);
      one.split[family] = is;
    }
  }

  #hold(account: number, rep: number, sign: number): void {
    const amount = this.#evenness.measure?.amounts[account] ?? 0;
    if (amount !== 0) {
      this.#addExcess(rep, -1);
      this.potential[rep] += sign * amount;
      this.#addExcess(rep, 1);
    }
    for (const bounded of this.#boundedByRep[rep]) {
      const group = bounded.of[rep];
      const own = bounded.amounts[account];
      const part = bounded.whole?.amounts[account] ?? 0;
      if (own === 0 && part === 0) continue;
      bounded.loads[group] += sign * own;
      if (bounded.whole !== undefined) bounded.whole.loads[group] += sign * part;
      this.#judge(bounded, group);
    }
  }

  #spend(account: number, change: number): void {
    for (const { row, measure, loads } of this.#budgets) {
      const amount = measure.amounts[account];
      const group = measure.groups.of[this.#problem.liveOwner[account]];
      if (amount === 0 || group === undefined || group < 0) continue;
      const past = (): number =>
        pastOf(Math.max(0, loads[group] - measure.max[group]), measure.max[group]);
      const before = past();
      loads[group] += change * amount;
      const after = past();
      this.#brokenBy += after * after - before * before;
      this.#count(row, Number(after > 0) - Number(before > 0));
    }
  }

  get moves(): number {
    return this.#moves;
  }

  score(): Score {
    return {
      broken: this.#broken,
      brokenBy: this.#brokenBy,
      overMoves: Math.max(0, this.#moves - this.#maxMoves),
      excess: this.#excess,
      excessBy: this.#excessBy,
      disruption: this.#disruption,
      moves: this.#moves,
    };
  }
}

/** Nobody is no rep who must not have it, and no member with another rep. */
function breaks(measure: PlacementMeasure, account: number, rep: number): boolean {
  return rep >= 0 && measure.setOf[account] >= 0 && !suits(measure, account, rep);
}

function isSplit(family: Int32Array, repOf: Int32Array): 0 | 1 {
  let holder = -1;
  for (const account of family) {
    const rep = repOf[account];
    if (rep < 0) continue;
    if (holder >= 0 && rep !== holder) return 1;
    holder = rep;
  }
  return 0;
}

/** What is past a bound, as a part of it; 0 within rounding. */
function pastOf(excess: number, bound: number): number {
  return excess > toleranceOf(bound) ? excess / Math.max(1, Math.abs(bound)) : 0;
}

function limitOf(measure: LimitMeasure, row: number): Bounded {
  const { groups, counted, whole, min, max, mayTake } = measure;
  const size = groups.names.length;
  const hasShare = min?.share === true || max?.share === true;
  return {
    row,
    of: groups.of,
    amounts: counted,
    loads: new Float64Array(size),
    whole: hasShare ? { amounts: whole, loads: new Float64Array(size) } : undefined,
    past: (group, load, all) => {
      let past = 0;
      if (max !== undefined) {
        const bound = max.share ? max.amount * all : max.amount;
        past += pastOf(load - bound, bound);
      }
      if (min !== undefined && mayTake[group] === 1) {
        const bound = min.share ? min.amount * all : min.amount;
        past += pastOf(bound - load, bound);
      }
      return past;
    },
    by: new Float64Array(size),
  };
}

function balanceOf(measure: BalanceMeasure, row: number): Bounded {
  const { groups, amounts, target, max = 0 } = measure;
  const size = groups.names.length;
  return {
    row,
    of: groups.of,
    amounts,
    loads: new Float64Array(size),
    whole: undefined,
    past: (group, load) => {
      const signed = deviation(load, target[group]);
      return isPastMax(measure, signed) ? Math.abs(signed) - max : 0;
    },
    by: new Float64Array(size),
  };
}
