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
  readonly #perRelationship: number;
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
    const known = knownInAll(problem);
    this.#perRelationship = known > 0 ? problem.relationshipWeight / weights / known : 0;
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
    if (this.#perRelationship !== 0 && rep >= 0 && liveOwner[account] !== rep) {
      cost += this.#perRelationship * disruption[account] * unknownOf(this.#problem, account, rep);
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

/** Σ disruption · what is known of the best known rep who may have the account. */
function knownInAll(problem: Problem): number {
  let sum = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] !== AccountState.planned) continue;
    sum += problem.disruption[account] * bestKnown(problem, account);
  }
  return sum;
}

/** The greatest strength of a rep who may have the account. */
function bestKnown({ relationship, eligible, repSets }: Problem, account: number): number {
  if (relationship === undefined || eligible[account] < 0) return 0;
  const { start, rep, strength } = relationship;
  let best = 0;
  for (let entry = start[account]; entry < start[account + 1]; entry++) {
    const mayHave = repSets[eligible[account]].mask[rep[entry]] === 1;
    if (mayHave) best = Math.max(best, strength[entry]);
  }
  return best;
}

/** How much less is known of a rep there than of the best known. */
function unknownOf(problem: Problem, account: number, of: number): number {
  const { relationship } = problem;
  if (relationship === undefined) return 0;
  const { start, rep, strength } = relationship;
  const entry = rep.subarray(start[account], start[account + 1]).indexOf(of);
  const known = entry < 0 ? 0 : strength[start[account] + entry];
  return Math.max(0, bestKnown(problem, account) - known);
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
