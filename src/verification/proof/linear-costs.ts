import { suits } from '../../measures/placement.js';
import { AccountState, type PlacementMeasure, type Problem } from '../../model/problem.js';
import type { Units } from './units.js';

/** Pairs of unit and rep whose costs are kept; of more, each is worked out whenever it is asked for. */
const mostPairsKept = 8_000_000;

/** What each unit costs at each rep, whatever the others do: disruption, travel, should rows and prefer. */
export class LinearCosts {
  /** What accounts that nobody may take cost in every plan. */
  readonly constant: number;
  readonly #problem: Problem;
  readonly #units: Units;
  readonly #perDisruption: number;
  readonly #perKm: number;
  /** 1 for accounts that travel counts for. */
  readonly #travels: Uint8Array;
  readonly #placements: readonly { measure: PlacementMeasure; perAmount: number }[];
  /** By unit and rep; NaN: not worked out yet. */
  readonly #kept: Float64Array | undefined;

  /** @param weights Σ ω over the terms that exist */
  constructor(problem: Problem, units: Units, weights: number) {
    this.#problem = problem;
    this.#units = units;
    const disruption = disruptionOfOwned(problem);
    this.#perDisruption = disruption > 0 ? problem.disruptionWeight / weights / disruption : 0;
    const { distance } = problem;
    this.#travels = new Uint8Array(problem.accountCount);
    this.#perKm =
      distance === undefined || distance.divisor === 0
        ? 0
        : problem.distanceWeight / weights / distance.divisor;
    if (this.#perKm !== 0) {
      for (const account of distance?.accounts ?? []) this.#travels[account] = 1;
    }
    this.#placements = problem.placements
      .filter(({ level, row }) => level === 'should' && typeof row === 'number')
      .map((measure) => ({ measure, whole: concerned(measure) }))
      .filter(({ whole }) => whole > 0)
      .map(({ measure, whole }) => ({ measure, perAmount: measure.weight / weights / whole }));
    this.constant = problem.unplaceable.reduce(
      (sum, { account }) => sum + (units.ofAccount[account] < 0 ? this.#ofAccount(account, -1) : 0),
      0,
    );
    const pairs = units.count * problem.repCount;
    if (pairs <= mostPairsKept) this.#kept = new Float64Array(pairs).fill(Number.NaN);
  }

  at(unit: number, rep: number): number {
    const kept = this.#kept;
    const place = unit * this.#problem.repCount + rep;
    if (kept !== undefined && !Number.isNaN(kept[place])) return kept[place];
    const { start, accounts } = this.#units;
    let cost = 0;
    for (let i = start[unit]; i < start[unit + 1]; i++) cost += this.#ofAccount(accounts[i], rep);
    if (kept !== undefined) kept[place] = cost;
    return cost;
  }

  /** @param rep -1: nobody */
  #ofAccount(account: number, rep: number): number {
    const { liveOwner, disruption, workload, distance } = this.#problem;
    let cost = 0;
    if (liveOwner[account] >= 0 && liveOwner[account] !== rep) {
      cost += this.#perDisruption * disruption[account];
    }
    if (rep >= 0 && this.#travels[account] === 1 && workload[account] > 0) {
      cost += this.#perKm * workload[account] * (distance?.km(account, rep) ?? 0);
    }
    for (const { measure, perAmount } of this.#placements) {
      if (measure.setOf[account] >= 0 && !suits(measure, account, rep)) {
        cost += perAmount * amountOf(measure, account);
      }
    }
    return cost;
  }
}

function disruptionOfOwned({ accountCount, state, liveOwner, disruption }: Problem): number {
  let sum = 0;
  for (let account = 0; account < accountCount; account++) {
    if (state[account] === AccountState.planned && liveOwner[account] >= 0) {
      sum += disruption[account];
    }
  }
  return sum;
}

function concerned(measure: PlacementMeasure): number {
  let sum = 0;
  for (let account = 0; account < measure.setOf.length; account++) {
    if (measure.setOf[account] >= 0) sum += amountOf(measure, account);
  }
  return sum;
}

function amountOf({ amounts }: PlacementMeasure, account: number): number {
  return amounts === undefined ? 1 : amounts[account];
}
