import type { Assignment } from '../model/assignment.js';
import type {
  BalanceMeasure,
  BudgetMeasure,
  LimitMeasure,
  PlacementMeasure,
  Problem,
  TogetherMeasure,
} from '../model/problem.js';
import { deviation, deviationCost } from './balance-cost.js';
import { budgetExcess, budgetShare, limitShare, limitSides, suits } from './bounds.js';
import { groupLoads } from './loads.js';
import { kmTravelled } from './travelled.js';
import type { Term } from './types.js';

/** What a term is worked out from. */
export type TermSource = { readonly name: string; readonly weight: number } & (
  | { readonly kind: 'balance'; readonly measure: BalanceMeasure }
  | { readonly kind: 'disruption' }
  | { readonly kind: 'distance' }
  | { readonly kind: 'placement'; readonly measure: PlacementMeasure }
  | { readonly kind: 'together'; readonly measure: TogetherMeasure }
  | { readonly kind: 'limit'; readonly measure: LimitMeasure }
  | { readonly kind: 'budget'; readonly measure: BudgetMeasure }
);

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
  return termSources(problem).flatMap((source) => {
    const { name, weight } = source;
    const value = termValue(problem, source, assignment, km);
    return value === undefined ? [] : [{ name, value, weight }];
  });
}

/** What may be a term: balances, disruption, distance, then should and prefer rows in the order of the rules file. */
export function termSources(problem: Problem): TermSource[] {
  const { balances, disruptionWeight, distanceWeight } = problem;
  return [
    ...balances.map((measure): TermSource => ({ ...named(measure), kind: 'balance', measure })),
    { name: 'disruption', weight: disruptionWeight, kind: 'disruption' },
    { name: 'distance', weight: distanceWeight, kind: 'distance' },
    ...rowSources(problem),
  ];
}

/** The value of one term; undefined where its divisor is 0. `km` as in {@link termsOf}. */
export function termValue(
  problem: Problem,
  source: TermSource,
  assignment: Assignment,
  km: Float64Array,
): number | undefined {
  switch (source.kind) {
    case 'balance':
      return balanceTerm(source.measure, assignment);
    case 'disruption':
      return disruptionTerm(problem, assignment);
    case 'distance':
      return distanceTerm(problem, assignment, km);
    case 'placement':
      return placementTerm(source.measure, assignment);
    case 'together':
      return togetherTerm(source.measure, assignment);
    case 'limit':
      return limitTerm(source.measure, assignment);
    case 'budget':
      return budgetTerm(source.measure, problem, assignment);
  }
}

/** Beyond these, Σ ω or Σ ω·term is infinite, or 0 for want of digits, while ω and terms are not. */
const greatestWeights = 1e300;
const leastWeights = 1e-290;

/** Why the objective of these terms would be no number, or a wrong one; undefined: it is one. */
export function objectiveFault(
  terms: readonly Term[],
): 'no weight' | 'weights too large' | 'weights too small' | 'terms too large' | undefined {
  if (terms.some(({ value }) => !Number.isFinite(value))) return 'terms too large';
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0 || Number.isNaN(weights)) return 'no weight';
  if (weights > greatestWeights) return 'weights too large';
  if (weights < leastWeights) return 'weights too small';
  return Number.isFinite(objectiveOf(terms)) ? undefined : 'terms too large';
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
function rowSources(problem: Problem): TermSource[] {
  const { placements, togethers, limits, budgets } = problem;
  const sources: TermSource[] = [
    ...placements.map((measure): TermSource => ({ ...named(measure), kind: 'placement', measure })),
    ...togethers.map((measure): TermSource => ({ ...named(measure), kind: 'together', measure })),
    ...limits.map((measure): TermSource => ({ ...named(measure), kind: 'limit', measure })),
    ...budgets.map((measure): TermSource => ({ ...named(measure), kind: 'budget', measure })),
  ];
  return sources
    .flatMap((source) => {
      if (!('measure' in source)) return [];
      const { level, row } = source.measure;
      return level === 'should' && typeof row === 'number' ? [{ source, row }] : [];
    })
    .sort((a, b) => a.row - b.row)
    .map(({ source }) => source);
}

function named({ name, weight }: { readonly name: string; readonly weight: number }) {
  return { name, weight };
}

/** Split families ÷ families. */
function togetherTerm(measure: TogetherMeasure, assignment: Assignment): number | undefined {
  const { families } = measure;
  const split = families.filter((family) => isSplit(family, assignment)).length;
  return families.length === 0 ? undefined : split / families.length;
}

/** Mean over the row's owners of excess ÷ max(bound, 1). */
function budgetTerm(
  measure: BudgetMeasure,
  problem: Problem,
  assignment: Assignment,
): number | undefined {
  return mean(budgetExcess(measure, problem.liveOwner, assignment).map(budgetShare));
}

/** Mean over the row's groups of violation ÷ max(bound, 1). */
function limitTerm(measure: LimitMeasure, assignment: Assignment): number | undefined {
  const count = measure.groups.names.length;
  if (count === 0) return undefined;
  let sum = 0;
  for (const side of limitSides(measure, assignment)) sum += limitShare(side);
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
