import type { Layout } from './layout.js';
import { type PriceBudget, priceBudget, smallPairs } from './price-rounds.js';
import type { Effort } from './program.js';
import type { ListPlan } from './unit-lists.js';

/** How much work each phase may do: counted, so that the same input takes the same path anywhere. */
export interface Budget {
  readonly prices: PriceBudget;
  /** Reps each unit is tried at. */
  readonly candidates: ListPlan;
  /** Independent searches over the whole program. */
  readonly searches: number;
  /** Proposed moves of each search. */
  readonly movesPerSearch: number;
  readonly stages: number;
  /** First temperature, as a share of what a typical move costs. */
  readonly heat: number;
  /** Steps of the last polish. */
  readonly polishSteps: number;
  /** Cases that the proof may look into. */
  readonly cases: number;
  /** Price steps in each of them. */
  readonly stepsPerCase: number;
  /** Every so many cases, a search within one. */
  readonly casesPerDive: number;
}

const factorOf: Record<Effort, number> = { quick: 0.1, normal: 0.8, thorough: 8 };

export function budgetFor(layout: Layout, effort: Effort): Budget {
  const pairs = layout.unitCount * layout.repCount;
  const isSmall = pairs <= smallPairs;
  // The smaller a program, the less of a second its looks and moves take, and the more a quick run can have.
  const room = effort === 'quick' ? Math.min(10, Math.max(1, 20_000 / pairs)) : 1;
  const factor = factorOf[effort] * room;
  return isSmall ? smallBudget(layout, effort, factor) : largeBudget(layout, effort, factor);
}

/**
 * Small programs are searched from many sides, and within the cases of a
 * proof. Sized by what the parts were measured to take: about 20 ns a unit
 * and 2 ns a pair for one look at all prices, 200 ns for a proposed move.
 */
function smallBudget(layout: Layout, effort: Effort, factor: number): Budget {
  const { unitCount, repCount } = layout;
  const lookSeconds = (20 * unitCount + 2 * unitCount * repCount) * 1e-9;
  const scale = Math.max(0.2, unitCount / 200) ** 0.35 * factor;
  const stepsPerCase = 20;
  const cases = Math.floor((0.5 * scale) / (lookSeconds * (stepsPerCase + 25)));
  const movesPerSearch = 200 + 300 * unitCount;
  const dives = Math.max(1, (0.45 * scale) / (movesPerSearch * 200e-9));
  return {
    prices: priceBudget(layout, effort),
    candidates:
      repCount <= 40
        ? { cheapest: repCount, pool: repCount, drawn: 0, strays: 0 }
        : { cheapest: 8, pool: 24, drawn: 6, strays: 2 },
    searches: Math.max(1, Math.min(4, Math.round(dives / 8))),
    movesPerSearch,
    stages: Math.round(Math.min(100, Math.max(30, unitCount / 5))),
    // Few and coarse units have to be shaken more than many.
    heat: 0.1,
    polishSteps: Math.round(500_000 * scale),
    // A quick answer for a thousand accounts has no time for a proof beyond the prices.
    cases: effort === 'quick' && unitCount * repCount > 10_000 ? 0 : Math.min(cases, 20_000),
    stepsPerCase,
    casesPerDive: Math.max(1, Math.floor(cases / dives)),
  };
}

/** The moves of a normal search grow with the units to so many, then give way to prices, to so many a unit. */
const growing = { units: 20_000, movesPerUnit: 10 };

/**
 * In large programs the relaxation's bound is near the optimum, and good prices
 * say where nearly every unit belongs: one long search settles the rest, with
 * thousands of moves a unit in the smallest and some tens in the largest.
 */
function largeBudget(layout: Layout, effort: Effort, factor: number): Budget {
  const { unitCount } = layout;
  const size = Math.min(unitCount, growing.units) / 5000;
  const beyond = Math.max(unitCount, growing.units) / growing.units;
  const moves = Math.max(
    10_000_000 * size ** 0.35 * beyond ** -0.2,
    (growing.movesPerUnit * unitCount) / factorOf.normal,
  );
  return {
    prices: priceBudget(layout, effort),
    candidates: { cheapest: 8, pool: 24, drawn: 6, strays: 2 },
    searches: 1,
    movesPerSearch: Math.round(moves * factor),
    stages: 100,
    heat: 0.005,
    polishSteps: Math.round(1_000_000 * Math.max(1, unitCount / 5000) ** 0.35 * factor),
    cases: 0,
    stepsPerCase: 20,
    casesPerDive: 1,
  };
}
