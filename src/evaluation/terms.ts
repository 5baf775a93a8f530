import type { Assignment } from '../model/assignment.js';
import type { BalanceMeasure, LimitMeasure, PlacementMeasure, Problem } from '../model/problem.js';
import { deviation, deviationCost } from './balance-cost.js';
import { budgetExcess, limitSides, suits } from './bounds.js';
import { groupLoads } from './loads.js';
import { kmTravelled } from './travelled.js';
import type { Term } from './types.js';

/**
 * The terms of the objective (contract 5) of an assignment of the planned
 * accounts. A term whose divisor is 0 is not there.
 *
 * @param km what {@link kmTravelled} says of the assignment
 */
export function termsOf(
  problem: Problem,
  assignment: Assignment,
  km = kmTravelled(problem, assignment),
): Term[] {
  const terms: Term[] = [];
  const add = (name: string, weight: number, value: number | undefined): void => {
    if (value !== undefined) terms.push({ name, value, weight });
  };
  for (const measure of problem.balances) {
    add(measure.name, measure.weight, balanceTerm(measure, assignment));
  }
  add('disruption', problem.disruptionWeight, disruptionTerm(problem, assignment));
  add('distance', problem.distanceWeight, distanceTerm(problem, assignment, km));
  for (const { name, weight, value } of rowTerms(problem, assignment)) add(name, weight, value);
  return terms;
}

/** Σ ω·term ÷ Σ ω; NaN when every weight is 0. */
export function objectiveOf(terms: readonly Term[]): number {
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of terms) {
    sum += weight * value;
    weights += weight;
  }
  return sum / weights;
}

/** Mean cost of the deviations of those who take part. */
function balanceTerm(measure: BalanceMeasure, assignment: Assignment): number | undefined {
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  if (loads.length === 0) return undefined;
  let sum = 0;
  loads.forEach((load, group) => {
    sum += deviationCost(measure, deviation(load, measure.target[group]));
  });
  return sum / loads.length;
}

/** Disruption of planned accounts that leave a live owner ÷ that of all with a live owner. */
function disruptionTerm(problem: Problem, assignment: Assignment): number | undefined {
  let left = 0;
  let all = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    const owner = problem.liveOwner[account];
    if (owner < 0 || problem.state[account] !== 0) continue;
    all += problem.disruption[account];
    if (assignment[account] !== owner) left += problem.disruption[account];
  }
  return all > 0 ? left / all : undefined;
}

function distanceTerm(
  problem: Problem,
  assignment: Assignment,
  km: Float64Array,
): number | undefined {
  const { distance, workload } = problem;
  if (distance === undefined || distance.divisor === 0) return undefined;
  let sum = 0;
  const { accounts } = distance;
  for (let index = 0; index < accounts.length; index++) {
    const account = accounts[index];
    if (assignment[account] >= 0 && workload[account] > 0) sum += workload[account] * km[account];
  }
  return sum / distance.divisor;
}

/** The should rows and prefer rows, in the order of the rules file. */
function rowTerms(problem: Problem, assignment: Assignment) {
  const rows: { row: number; name: string; weight: number; value: number | undefined }[] = [];
  const add = (
    measure: { row: unknown; name: string; weight: number; level: string },
    value: () => number | undefined,
  ): void => {
    if (measure.level !== 'should' || typeof measure.row !== 'number') return;
    rows.push({ row: measure.row, name: measure.name, weight: measure.weight, value: value() });
  };
  for (const measure of problem.placements) {
    add(measure, () => placementTerm(measure, assignment));
  }
  for (const measure of problem.togethers) {
    add(measure, () => {
      const split = measure.families.filter((family) => isSplit(family, assignment)).length;
      return measure.families.length === 0 ? undefined : split / measure.families.length;
    });
  }
  for (const measure of problem.limits) {
    add(measure, () => limitTerm(measure, assignment));
  }
  for (const measure of problem.budgets) {
    add(measure, () =>
      mean(
        budgetExcess(measure, problem.liveOwner, assignment).map(
          ({ excess, bound }) => excess / Math.max(bound, 1),
        ),
      ),
    );
  }
  return rows.sort((a, b) => a.row - b.row);
}

/** Mean over the row's groups of violation ÷ max(bound, 1). */
function limitTerm(measure: LimitMeasure, assignment: Assignment): number | undefined {
  const count = measure.groups.names.length;
  if (count === 0) return undefined;
  let sum = 0;
  for (const { excess, nominalBound } of limitSides(measure, assignment)) {
    sum += excess / Math.max(nominalBound, 1);
  }
  return sum / count;
}

/** Accounts that break the row ÷ accounts it concerns, each counted by its amount. */
function placementTerm(measure: PlacementMeasure, assignment: Assignment): number | undefined {
  let broken = 0;
  let all = 0;
  for (let account = 0; account < assignment.length; account++) {
    if (measure.setOf[account] < 0) continue;
    const amount = measure.amounts === undefined ? 1 : measure.amounts[account];
    all += amount;
    if (!suits(measure, account, assignment[account])) broken += amount;
  }
  return all > 0 ? broken / all : undefined;
}

/** Whether a family's members are with more than one rep. */
export function isSplit(family: Int32Array, assignment: Assignment): boolean {
  const first = assignment[family[0]];
  for (let member = 1; member < family.length; member++) {
    if (assignment[family[member]] !== first) return true;
  }
  return false;
}

function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
