import type { Layout } from './layout.js';
import type { Effort } from './program.js';

/** How much work each phase may do: counted, so that the same input takes the same path anywhere. */
export interface Budget {
  readonly resilientSteps: number;
  readonly volumeSteps: number;
  /** Independent searches. */
  readonly searches: number;
  /** Proposed moves of each search. */
  readonly movesPerSearch: number;
  readonly stages: number;
  /** Reps each unit is tried at. */
  readonly candidates: number;
  /** Cases that the proof may look into; 0: none. */
  readonly cases: number;
}

const factorOf: Record<Effort, number> = { quick: 0.3, normal: 1, thorough: 8 };

export function budgetFor(layout: Layout, effort: Effort): Budget {
  const factor = factorOf[effort];
  const pairs = layout.unitCount * layout.repCount;
  const searches = pairs <= 10_000 ? 4 : pairs <= 100_000 ? 2 : 1;
  const moves = (1_500_000 + 3_000 * layout.unitCount ** 0.85 + 200 * layout.unitCount) * factor;
  const small = pairs <= 200 ? 0.1 : pairs <= 1000 ? 0.4 : 1;
  const tries = effort === 'quick' ? Math.ceil(searches / 2) : searches;
  return {
    resilientSteps: 40,
    volumeSteps: Math.round((pairs <= 1_000_000 ? 500 : 250) * Math.min(2, Math.max(0.5, factor))),
    searches: tries,
    movesPerSearch: Math.round(Math.min(moves * small, 30_000_000 * factor)),
    stages: 100,
    candidates: layout.repCount <= 12 ? layout.repCount : 8,
    cases: Math.round((3_000_000 * factor) / Math.max(pairs, 30)),
  };
}
