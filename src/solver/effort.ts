import type { Layout } from './layout.js';
import { tableLimit } from './placement-cost.js';
import type { Effort } from './program.js';

/** How much work each phase may do: counted, so that the same input takes the same path anywhere. */
export interface Budget {
  readonly resilientSteps: number;
  readonly volumeSteps: number;
  /** Units of the sample on which prices are sought first. */
  readonly sampleSize: number;
  /** Cheapest reps each unit is tried at. */
  readonly candidates: number;
  /** Further reps each unit is tried at, from all over the list. */
  readonly spread: number;
  /** Independent searches over the whole program. */
  readonly searches: number;
  /** Proposed moves of each search. */
  readonly movesPerSearch: number;
  readonly stages: number;
  /** Steps of the last polish. */
  readonly polishSteps: number;
  /** Cases that the proof may look into. */
  readonly cases: number;
  /** Price steps in each of them. */
  readonly stepsPerCase: number;
  /** Every so many cases, a search within one. */
  readonly casesPerDive: number;
}

const factorOf: Record<Effort, number> = { quick: 0.25, normal: 1, thorough: 10 };

/**
 * Sized by what the parts were measured to take: about 20 ns a unit and 2 ns a
 * pair for one look at all prices, 150 ns and more for a proposed move as tables outgrow the caches.
 */
export function budgetFor(layout: Layout, effort: Effort): Budget {
  const { unitCount, repCount } = layout;
  const factor = factorOf[effort];
  const pairs = unitCount * repCount;
  const lookSeconds = (20 * unitCount + 2 * pairs) * 1e-9;
  const scale = Math.max(0.2, unitCount / 200) ** 0.35 * factor;
  // Looks over short lists are cheap, and more slots take more of them.
  const leastSteps = pairs > tableLimit ? 400 : 250;
  const stepsPerCase = 20;
  const cases = Math.floor((0.5 * scale) / (lookSeconds * (stepsPerCase + 25)));
  const movesPerSearch = Math.round(Math.min(200 + 300 * unitCount, 24_000_000));
  const moveSeconds = (150 + pairs / 20_000) * 1e-9;
  const dives = Math.max(1, (0.45 * scale) / (movesPerSearch * moveSeconds));
  return {
    resilientSteps: 40,
    volumeSteps: Math.round(Math.min(600, Math.max(leastSteps, (0.25 * scale) / lookSeconds))),
    sampleSize: pairs > 1_000_000 ? 20 * repCount : unitCount,
    candidates: repCount <= 40 ? repCount : 10,
    spread: repCount <= 40 ? 0 : 6,
    searches: Math.max(1, Math.min(4, Math.round(dives / 8))),
    movesPerSearch,
    stages: Math.round(Math.min(100, Math.max(30, unitCount / 5))),
    polishSteps: Math.round(500_000 * scale),
    cases: Math.min(cases, 20_000),
    stepsPerCase,
    casesPerDive: Math.max(1, Math.floor(cases / dives)),
  };
}
