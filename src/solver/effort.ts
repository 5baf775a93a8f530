import { type Layout, loadFactor } from './model/layout.js';
import type { Effort } from './model/program.js';
import { type PriceBudget, priceBudget, smallPairs } from './prices/price-rounds.js';
import { interchangeableListed, type ListPlan } from './prices/unit-lists.js';

/** How cuts are sought. */
export interface CutBudget {
  readonly rounds: number;
  /** New cuts of a round at each rep. */
  readonly perRep: number;
  /** Entries of relaxations times steps, over all rounds. */
  readonly work: number;
}

/** Where units are priced. */
export interface ByRepBudget {
  /** Steps of the search. */
  readonly searchWork: number;
  /** The same where loads cost nothing within their must bounds: no other phase finds anything there. */
  readonly boundedWork: number;
  /** Entries of relaxations times steps, for cases. */
  readonly caseWork: number;
}

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
  /** Looks at moves while families are tried whole and split. */
  readonly refitLooks: number;
  /** Steps of the last polish. */
  readonly polishSteps: number;
  /** Cases of the question whether any plan keeps the must bounds. */
  readonly casesWithoutPlan: number;
  readonly cuts: CutBudget;
  /** Cases that the proof may look into. */
  readonly cases: number;
  /** Price steps in each of them; 0: the relaxation is solved in each. */
  readonly stepsPerCase: number;
  /** Entries of relaxations times steps, over all cases. */
  readonly caseWork: number;
  /** A relative gap that is worth only a third of that. */
  readonly goodGap: number;
  /** Every so many cases, a search within one. */
  readonly casesPerDive: number;
  readonly byRep: ByRepBudget;
}

/** What a run is for: a proof, or another look for a better plan beside it. */
export type Role = 'proof' | 'search';

const factorOf: Record<Effort, number> = { quick: 0.1, normal: 0.8, thorough: 8 };

export function budgetFor(layout: Layout, effort: Effort, role: Role = 'proof'): Budget {
  const pairs = layout.unitCount * layout.repCount;
  const isSmall = pairs <= smallPairs;
  const factor = factorOf[effort];
  return isSmall ? smallBudget(layout, effort, factor, role) : largeBudget(layout, effort, factor);
}

/**
 * Small programs are searched from many sides, and within the cases of a
 * proof. Sized by what the parts were measured to take: about 20 ns a unit
 * and 2 ns a pair for one look at all prices, 200 ns for a proposed move.
 */
function smallBudget(layout: Layout, effort: Effort, factor: number, role: Role): Budget {
  const { unitCount, repCount } = layout;
  const pairs = unitCount * repCount;
  const slower = loadFactor(layout);
  const lookSeconds = slower * (20 * unitCount + 2 * pairs) * 1e-9;
  const scale = Math.max(0.2, unitCount / 200) ** 0.35 * factor;
  const movesPerSearch = 200 + 300 * unitCount;
  const dives = Math.max(1, (0.45 * scale) / (slower * movesPerSearch * 200e-9));
  const common = {
    prices: priceBudget(layout, effort),
    candidates:
      repCount <= 40
        ? { cheapest: repCount, pool: repCount, drawn: 0, strays: 0, interchangeable: 0 }
        : {
            cheapest: 8,
            pool: 24,
            drawn: 6,
            strays: 2,
            interchangeable: interchangeableListed(layout),
          },
    searches: Math.max(1, Math.min(4, Math.round(dives / 8))),
    movesPerSearch,
    stages: Math.round(Math.min(100, Math.max(30, unitCount / 5))),
    // Few and coarse units have to be shaken more than many.
    heat: 0.1,
    refitLooks: Math.round((2_000_000 * scale) / slower),
    polishSteps: Math.round((500_000 * scale) / slower),
  };
  const stepsPerCase = 20;
  const cases = Math.floor((0.5 * scale) / (lookSeconds * (stepsPerCase + 25)));
  // A quick answer for a thousand accounts has no time for a proof beyond the prices.
  if (effort === 'quick' && pairs > 10_000) return { ...common, ...noCases };
  const casesWithoutPlan = Math.min(cases, 20_000);
  if (role === 'search' || effort === 'quick') {
    // A run beside one that proves dives more often, and ends with its last dive; a quick one stands alone.
    const perDive =
      effort === 'quick'
        ? Math.max(1, Math.floor(cases / dives))
        : Math.max(1, Math.floor(Math.min((0.4 * cases) / dives, 10)));
    const most = effort === 'quick' ? cases : Math.ceil(0.75 * perDive * dives);
    return {
      ...common,
      casesWithoutPlan,
      cuts: noCases.cuts,
      cases: Math.min(cases, 20_000, most),
      stepsPerCase,
      caseWork: Infinity,
      goodGap: 0,
      casesPerDive: perDive,
      byRep:
        effort === 'quick'
          ? { searchWork: 3e7, boundedWork: 3e7, caseWork: 5e4 }
          : {
              searchWork: 4e9 * scale * Math.min(1, pairs / 1000),
              boundedWork: 6.3e9 * factor * Math.min(1, pairs / 1000),
              caseWork: 0,
            },
    };
  }
  return {
    ...common,
    casesWithoutPlan,
    cuts: { rounds: Math.min(30, Math.ceil(20 * factor)), perRep: 4, work: cutWork * scale },
    cases: 20_000,
    stepsPerCase: 0,
    // Where there are many pairs, cases prove little that cuts have not.
    caseWork: caseWork * scale * Math.min(1, Math.max(0.3, 2000 / pairs)),
    goodGap: effort === 'normal' ? 3e-3 : 0,
    casesPerDive: Math.max(1, Math.round(8000 / pairs)),
    byRep: {
      searchWork: 2e9 * scale * Math.min(1, pairs / 1000),
      boundedWork: 3.2e9 * factor * Math.min(1, pairs / 1000),
      caseWork: 1.5e6 * scale,
    },
  };
}

/** Entries of relaxations times steps that rounds of cuts, and cases, may take: each takes about a microsecond and a half. */
const cutWork = 150_000;
const caseWork = 550_000;

const noCases = {
  casesWithoutPlan: 0,
  cuts: { rounds: 0, perRep: 0, work: 0 },
  cases: 0,
  stepsPerCase: 20,
  caseWork: 0,
  goodGap: 0,
  casesPerDive: 1,
  byRep: { searchWork: 0, boundedWork: 0, caseWork: 0 },
};

/** The moves of a normal search grow with the units to so many, then give way to prices, to so many a unit. */
const growing = { units: 20_000, movesPerUnit: 10 };

/**
 * In large programs the relaxation's bound is near the optimum, and good prices
 * say where nearly every unit belongs: one long search settles the rest, with
 * thousands of moves a unit in the smallest and some tens in the largest.
 */
function largeBudget(layout: Layout, effort: Effort, factor: number): Budget {
  const { unitCount } = layout;
  const slower = loadFactor(layout);
  const size = Math.min(unitCount, growing.units) / 5000;
  const beyond = Math.max(unitCount, growing.units) / growing.units;
  const moves = Math.max(
    10_000_000 * size ** 0.35 * beyond ** -0.2,
    (growing.movesPerUnit * unitCount) / factorOf.normal,
  );
  return {
    prices: priceBudget(layout, effort),
    candidates: {
      cheapest: 8,
      pool: 24,
      drawn: 6,
      strays: 2,
      interchangeable: interchangeableListed(layout),
    },
    searches: 1,
    movesPerSearch: Math.round((moves * factor) / slower),
    stages: 100,
    heat: 0.005,
    // Of so many families none has much of a say.
    refitLooks: 0,
    polishSteps: Math.round((1_000_000 * Math.max(1, unitCount / 5000) ** 0.35 * factor) / slower),
    ...noCases,
  };
}
