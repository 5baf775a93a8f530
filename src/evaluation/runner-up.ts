import { deviation, deviationCost } from '../measures/balance.js';
import { groupLoads, plannedOnly } from '../measures/loads.js';
import { once } from '../measures/tracked.js';
import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import type { Ledger } from './explain/ledger.js';

/** More reps than this are weighed roughly first, and only the best of them exactly. */
const weighedExactly = 48;
const bestOf = 6;

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
  const rough = once(() => roughPrices(problem, plannedOnly(assignment, problem.state)));
  return (unit) => {
    const [first] = unit;
    const others = [...problem.repSets[problem.eligible[first]].reps].filter(
      (rep) => rep !== ledger.repOf(first),
    );
    const near = others.length <= weighedExactly ? others : least(others, rough()(unit), bestOf);
    const [best = -1] = least(near, (rep) => ledger.price(ledger.stepsTo(unit, rep)), 1);
    return best;
  };
}

/** The reps with the least price, ties by their index; one that is no number comes last. */
function least(
  reps: readonly number[],
  priceOf: (rep: number) => number,
  most: number,
): readonly number[] {
  const prices = new Map(
    reps.map((rep) => {
      const price = priceOf(rep);
      return [rep, Number.isNaN(price) ? Number.POSITIVE_INFINITY : price];
    }),
  );
  const of = (rep: number): number => prices.get(rep) ?? Number.POSITIVE_INFINITY;
  if (most === 1) {
    return reps.length === 0 ? [] : [reps.reduce((a, b) => (of(b) < of(a) ? b : a))];
  }
  return [...reps].sort((a, b) => (of(a) === of(b) ? a - b : of(a) - of(b))).slice(0, most);
}

/** What taking accounts costs a rep in balance, travel and disruption alone. */
function roughPrices(problem: Problem, assignment: Assignment) {
  const { distance, disruption, liveOwner, workload } = problem;
  const balances = problem.balances
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
  const perDisruption = inAll > 0 ? problem.disruptionWeight / inAll : 0;
  const perKm =
    distance === undefined || distance.divisor === 0
      ? 0
      : problem.distanceWeight / distance.divisor;
  return (unit: readonly number[]) =>
    (rep: number): number => {
      let price = 0;
      for (const { measure, loads, weight } of balances) {
        const group = measure.groups.of[rep];
        if (group < 0) continue;
        const more = unit.reduce((sum, account) => sum + measure.amounts[account], 0);
        const target = measure.target[group];
        price +=
          weight *
          (deviationCost(measure, deviation(loads[group] + more, target)) -
            deviationCost(measure, deviation(loads[group], target)));
      }
      for (const account of unit) {
        if (liveOwner[account] >= 0 && liveOwner[account] !== rep) {
          price += perDisruption * disruption[account];
        }
        const km = perKm === 0 ? Number.NaN : (distance?.km(account, rep) ?? Number.NaN);
        if (!Number.isNaN(km)) price += perKm * workload[account] * km;
      }
      return price;
    };
}
