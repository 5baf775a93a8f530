import { deviation, deviationCost } from '../measures/balance.js';
import { groupLoads, plannedOnly } from '../measures/loads.js';
import { once } from '../measures/tracked.js';
import type { Assignment } from '../model/assignment.js';
import type { BalanceMeasure, Problem } from '../model/problem.js';
import type { Ledger } from './explain/ledger.js';

/** More reps than this are weighed roughly first, and only the best of them exactly. */
const weighedExactly = 48;
const bestOf = 6;
/** Of more pairs of account and rep, only reps that lack most and those nearest by are weighed at all. */
const mostPairs = 2_000_000;
const lackingMost = 24;
const nearestBy = 12;

/**
 * Who would have accounts if their rep did not: of the others who may take the
 * first, the one with whom the plan would score best, all else as it is; -1
 * where there is nobody. Ties go to the first by id.
 */
export function runnersUp(
  problem: Problem,
  assignment: Assignment,
  ledger: Ledger,
): (unit: readonly number[]) => number {
  const rough = once(() => new RoughPrices(problem, plannedOnly(assignment, problem.state)));
  return (unit) => {
    const [first] = unit;
    const set = problem.eligible[first];
    const { reps } = problem.repSets[set];
    const but = ledger.repOf(first);
    const near =
      reps.length - 1 <= weighedExactly ? reps : rough().cheapest(unit, bestOf, set, but);
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    // Most accounts go alone: one step serves for every rep.
    const alone = { account: first, from: but, to: -1 };
    const aloneSteps = [alone];
    for (const rep of near) {
      if (rep === but) continue;
      alone.to = rep;
      const steps = unit.length === 1 ? aloneSteps : ledger.stepsTo(unit, rep);
      const price = ledger.price(steps);
      if (best >= 0 && !(price < least)) continue;
      best = rep;
      least = Number.isNaN(price) ? Number.POSITIVE_INFINITY : price;
    }
    return best;
  };
}

const nobody = new Int32Array();

/** A balance row as it stands with an assignment. */
interface Balance {
  readonly measure: BalanceMeasure;
  readonly loads: Float64Array;
  readonly weight: number;
}

/** What taking accounts costs a rep in balance, travel and disruption alone. */
class RoughPrices {
  readonly #problem: Problem;
  readonly #balances: readonly Balance[];
  readonly #perDisruption: number;
  readonly #perKm: number;
  readonly #isLarge: boolean;
  /** What the accounts at hand bring, by balance row. */
  readonly #more: Float64Array;
  /** The reps nearest to the account at hand, and how near they are. */
  readonly #near = new Int32Array(nearestBy);
  readonly #nearness = new Float64Array(nearestBy);
  /** For which account reps were chosen last, plus one. */
  readonly #asked: Int32Array;
  readonly #chosen = new Int32Array(1 + lackingMost + nearestBy);
  /** By set of reps, those who lack most. */
  readonly #lacking = new Map<number, Int32Array>();

  constructor(problem: Problem, assignment: Assignment) {
    const { distance, disruption, liveOwner } = problem;
    this.#problem = problem;
    this.#balances = problem.balances
      .filter(({ weight, groups }) => weight > 0 && groups.names.length > 0)
      .map((measure) => ({
        measure,
        loads: groupLoads(measure.amounts, measure.groups, assignment),
        weight: measure.weight / measure.groups.names.length,
      }));
    const inAll = disruption.reduce(
      (sum, amount, account) => (liveOwner[account] >= 0 ? sum + amount : sum),
      0,
    );
    this.#perDisruption = inAll > 0 ? problem.disruptionWeight / inAll : 0;
    this.#perKm =
      distance === undefined || distance.divisor === 0
        ? 0
        : problem.distanceWeight / distance.divisor;
    this.#isLarge = problem.accountCount * problem.repCount > mostPairs;
    this.#more = new Float64Array(this.#balances.length);
    this.#asked = new Int32Array(problem.repCount);
  }

  /** The reps of a set, but for one, whom accounts cost least, ties by their index. */
  cheapest(unit: readonly number[], most: number, set: number, but: number): readonly number[] {
    const { reps } = this.#problem.repSets[set];
    const open = this.#isLarge ? this.#likely(unit[0], set) : reps;
    this.#balances.forEach(({ measure: { amounts } }, at) => {
      this.#more[at] = unit.reduce((sum, account) => sum + amounts[account], 0);
    });
    return cheapestOf(open, most, (rep) =>
      rep === but ? Number.NaN : this.#ofBalance(rep) + this.#ofAccounts(unit, rep),
    );
  }

  #ofBalance(rep: number): number {
    let price = 0;
    for (let at = 0; at < this.#balances.length; at++) {
      const { measure, loads, weight } = this.#balances[at];
      const group = measure.groups.of[rep];
      if (group < 0) continue;
      const target = measure.target[group];
      const after = deviation(loads[group] + this.#more[at], target);
      const before = deviation(loads[group], target);
      price += weight * (deviationCost(measure, after) - deviationCost(measure, before));
    }
    return price;
  }

  #ofAccounts(unit: readonly number[], rep: number): number {
    const { liveOwner, disruption, distance, workload } = this.#problem;
    let price = 0;
    for (const account of unit) {
      if (liveOwner[account] >= 0 && liveOwner[account] !== rep)
        price += this.#perDisruption * disruption[account];
      const km = this.#perKm === 0 ? Number.NaN : (distance?.km(account, rep) ?? Number.NaN);
      if (!Number.isNaN(km)) price += this.#perKm * workload[account] * km;
    }
    return price;
  }

  /** The owner, those whom a usual account helps most, and those nearest by; each once. */
  #likely(account: number, set: number): Int32Array {
    let lacking = this.#lacking.get(set);
    if (lacking === undefined) {
      lacking = this.#lackingIn(set);
      this.#lacking.set(set, lacking);
    }
    const { reps, mask } = this.#problem.repSets[set];
    let count = 0;
    const add = (rep: number): void => {
      if (this.#asked[rep] === account + 1) return;
      this.#asked[rep] = account + 1;
      this.#chosen[count++] = rep;
    };
    const owner = this.#problem.liveOwner[account];
    if (owner >= 0 && mask[owner] === 1) add(owner);
    for (const rep of lacking) add(rep);
    for (const rep of this.#nearest(account, reps)) add(rep);
    return this.#chosen.subarray(0, count);
  }

  #lackingIn(set: number): Int32Array {
    const { accountCount } = this.#problem;
    this.#balances.forEach(({ measure: { amounts } }, at) => {
      this.#more[at] = amounts.reduce((sum, amount) => sum + amount, 0) / accountCount;
    });
    const { reps } = this.#problem.repSets[set];
    return Int32Array.from(cheapestOf(reps, lackingMost, (rep) => this.#ofBalance(rep)));
  }

  #nearest(account: number, reps: Int32Array): Int32Array {
    const places = this.#perKm === 0 ? undefined : this.#problem.distance?.places;
    if (places === undefined) return nobody;
    const { repX, repY, repZ } = places;
    const [x, y, z] = [
      places.accountX[account],
      places.accountY[account],
      places.accountZ[account],
    ];
    // The nearer two places, the greater the product of their unit vectors. Gone through for every account: by hand.
    const near = this.#nearness;
    const found = this.#near;
    let count = 0;
    let least = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < reps.length; k++) {
      const rep = reps[k];
      const nearness = x * repX[rep] + y * repY[rep] + z * repZ[rep];
      if (!(nearness > least)) continue;
      let at = count < nearestBy ? count++ : nearestBy - 1;
      for (; at > 0 && near[at - 1] < nearness; at--) {
        found[at] = found[at - 1];
        near[at] = near[at - 1];
      }
      found[at] = rep;
      near[at] = nearness;
      if (count === nearestBy) least = near[nearestBy - 1];
    }
    return found.subarray(0, count);
  }
}

/** The reps with the least price, least first, ties by their order; those whose price is no number are left out. */
function cheapestOf(
  reps: Iterable<number>,
  most: number,
  priceOf: (rep: number) => number,
): readonly number[] {
  const found: number[] = [];
  const prices: number[] = [];
  for (const rep of reps) {
    const price = priceOf(rep);
    if (Number.isNaN(price) || (found.length === most && price >= prices[most - 1])) continue;
    let at = Math.min(found.length, most - 1);
    for (; at > 0 && prices[at - 1] > price; at--) {
      found[at] = found[at - 1];
      prices[at] = prices[at - 1];
    }
    found[at] = rep;
    prices[at] = price;
  }
  return found;
}
