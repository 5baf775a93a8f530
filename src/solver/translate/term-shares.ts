import type {
  ApartMeasure,
  AreaMeasure,
  BalanceMeasure,
  BudgetMeasure,
  FamilyName,
  LimitMeasure,
  PlacementMeasure,
  Problem,
  TogetherMeasure,
} from '../../model/problem.js';

/** The solver's form of one measure of each family; a family that has none does not compile. */
interface ShareOf {
  readonly balance: { readonly measure: BalanceMeasure; readonly share: number };
  readonly limit: { readonly measure: LimitMeasure; readonly share: number };
  readonly budget: { readonly measure: BudgetMeasure; readonly share: number };
  /** Objective cost per unit of amount placed otherwise; should rows only. */
  readonly placement: { readonly measure: PlacementMeasure; readonly perAmount: number };
  readonly together: { readonly measure: TogetherMeasure; readonly perFamily: number };
  /** Objective cost per account beyond what a rep may hold of its value; 0 for must rows. */
  /** No part of the program: at least 0, it is left out of what is proven. */
  readonly area: { readonly measure: AreaMeasure };
  readonly apart: { readonly measure: ApartMeasure; readonly perAccount: number };
}

type SharesByFamily = { readonly [F in FamilyName as `${F}s`]: readonly ShareOf[F][] };

/** What each term weighs in the objective, ω ÷ Σω, split over what it is made of. */
export interface TermShares extends SharesByFamily {
  readonly perDisruption: number;
  /** Per workload · km. */
  readonly perKm: number;
  /** Per disruption · what is known of the best known rep and not of the new one. */
  readonly perRelationship: number;
}

/** Shares of the terms that exist (contract 5); must limits and budgets come with share 0. */
export function shareOfWeights(problem: Problem): TermShares {
  let disruption = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] === 0 && problem.liveOwner[account] >= 0) {
      disruption += problem.disruption[account];
    }
  }
  const should = <M extends { readonly level: string }>(list: readonly M[]): M[] =>
    list.filter(({ level }) => level === 'should');
  const hasGroups = (measure: {
    readonly groups: { readonly names: readonly string[] };
  }): boolean => measure.groups.names.length > 0;

  const balances = problem.balances.filter(hasGroups);
  const limits = problem.limits.filter(hasGroups);
  const budgets = problem.budgets.filter(hasGroups);
  const placements = should(problem.placements)
    .map((measure) => ({ measure, whole: concernedAmount(measure) }))
    .filter(({ whole }) => whole > 0);
  const togethers = should(problem.togethers).filter(({ families }) => families.length > 0);
  const aparts = problem.aparts
    .map((measure) => ({ measure, concerned: measure.valueAt.filter((at) => at >= 0).length }))
    .filter(({ concerned }) => concerned > 0);
  const areas = should(problem.areas).filter((measure) => measure.areas.length > 0);
  const kmDivisor = problem.distance?.divisor ?? 0;
  const knownDivisor = problem.relationship?.divisor ?? 0;

  const weights = [
    ...[...balances, ...should(limits), ...should(budgets), ...togethers, ...areas].map(
      ({ weight }) => weight,
    ),
    ...placements.map(({ measure }) => measure.weight),
    ...should(aparts.map(({ measure }) => measure)).map(({ weight }) => weight),
    disruption > 0 ? problem.disruptionWeight : 0,
    kmDivisor > 0 ? problem.distanceWeight : 0,
    knownDivisor > 0 ? problem.relationshipWeight : 0,
  ];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shareOf = (measure: { readonly weight: number }): number => measure.weight / sum;
  const shareIfShould = (measure: { readonly weight: number; readonly level: string }): number =>
    measure.level === 'should' ? shareOf(measure) : 0;
  return {
    balances: balances.map((measure) => ({ measure, share: shareOf(measure) })),
    limits: limits.map((measure) => ({ measure, share: shareIfShould(measure) })),
    budgets: budgets.map((measure) => ({ measure, share: shareIfShould(measure) })),
    placements: placements.map(({ measure, whole }) => ({
      measure,
      perAmount: shareOf(measure) / whole,
    })),
    togethers: togethers.map((measure) => ({
      measure,
      perFamily: shareOf(measure) / measure.families.length,
    })),
    areas: areas.map((measure) => ({ measure })),
    aparts: aparts.map(({ measure, concerned }) => ({
      measure,
      perAccount: shareIfShould(measure) / concerned,
    })),
    perDisruption: disruption > 0 ? problem.disruptionWeight / sum / disruption : 0,
    perKm: kmDivisor > 0 ? problem.distanceWeight / sum / kmDivisor : 0,
    perRelationship: knownDivisor > 0 ? problem.relationshipWeight / sum / knownDivisor : 0,
  };
}

function concernedAmount(measure: PlacementMeasure): number {
  let sum = 0;
  measure.setOf.forEach((set, account) => {
    if (set >= 0) sum += measure.amounts?.[account] ?? 1;
  });
  return sum;
}
