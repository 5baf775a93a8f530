import type { Layout } from '../model/layout.js';
import type { Effort } from '../model/program.js';
import type { Level } from './smooth/climb.js';
import { interchangeableListed, type ListPlan } from './unit-lists.js';

/** How prices are sought. */
export interface PriceBudget {
  /** Whether the relaxation is solved whole, and to which gap. */
  readonly exactly: boolean;
  readonly gap: number;
  readonly rounds: readonly PriceRound[];
}

export interface PriceRound {
  /** Units of the sample; as many as there are, or more, for all. */
  readonly units: number;
  readonly lists: ListPlan;
  readonly levels: readonly Level[];
  /** In a round over all: the size of a sample that second derivatives are taken from, down to some softness. */
  readonly some?: { readonly units: number; readonly downTo: number };
}

/**
 * Programs of up to this many pairs of unit and rep are small: the relaxation
 * is solved whole in a tenth of a second or two, and there is time for a proof.
 */
export const smallPairs = 50_000;

/** Beyond so many units one step over all of them takes a second or more. */
export const hugeUnits = 200_000;

export function isSmall({ unitCount, repCount }: Layout): boolean {
  return unitCount * repCount <= smallPairs;
}

/** Prices at one effort; a greater one goes on from them. */
export function priceBudget(layout: Layout, effort: Effort): PriceBudget {
  const { unitCount } = layout;
  if (isSmall(layout)) return { exactly: true, gap: 1e-7, rounds: [] };
  const roundsOf = effort === 'quick' ? quickRounds : unitCount > hugeUnits ? hugeRounds : rounds;
  return { exactly: false, gap: 1e-5, rounds: roundsOf(layout) };
}

function quickRounds(layout: Layout): PriceRound[] {
  const { repCount } = layout;
  const lists = listing(layout, 6, 10);
  return [
    { units: 30 * repCount, lists, levels: levels([0.3, 0.1], 1e-4) },
    { units: 80 * repCount, lists, levels: levels([0.1, 0.03], 1e-4) },
  ];
}

/** Those of a quick run, which a greater effort goes on from, and two more. */
function rounds(layout: Layout): PriceRound[] {
  const { unitCount } = layout;
  const long = listing(layout, 12, 20);
  // From level to level little enough changes for two or three steps to do.
  const sharp = [0.01, 0.0063, 0.004, 0.0025, 0.0016, 0.001];
  return [
    ...quickRounds(layout),
    { units: unitCount, lists: long, levels: levels([0.03, 0.01], 5e-5) },
    { units: unitCount, lists: long, levels: levels(sharp, 1e-6) },
  ];
}

/**
 * Where a step takes long, few may be in vain: levels are near one another from
 * the softest on, and each is climbed as far as the next needs. Only the
 * last round is over all units, so its lists have to be good.
 */
function hugeRounds(layout: Layout): PriceRound[] {
  const { unitCount, repCount } = layout;
  const first = [0.4, 0.3, 0.22, 0.16, 0.12, 0.09, 0.063, 0.045, 0.032];
  const middle = [0.12, 0.09, 0.063, 0.045];
  const last = [...middle, 0.032, 0.023, 0.016, 0.011, 0.008, 0.0055, 0.004];
  const lists = listing(layout, 8, 10);
  return [
    { units: 30 * repCount, lists: listing(layout, 6, 10), levels: levels(first, 1e-4) },
    { units: 150 * repCount, lists, levels: levels(middle, 1e-4) },
    {
      units: unitCount,
      lists,
      levels: last.map((softness) => ({ softness, enough: 2e-3 * softness })),
      some: { units: 100 * repCount, downTo: 0.02 },
    },
  ];
}

function listing(layout: Layout, cheapest: number, drawn: number): ListPlan {
  const { repCount } = layout;
  const pool = Math.max(24, Math.min(64, Math.floor(repCount / 8)));
  const interchangeable = interchangeableListed(layout);
  if (interchangeable > 0) return { cheapest: 3, pool, drawn: 3, strays: 0, interchangeable };
  return { cheapest, pool, drawn, strays: 2, interchangeable };
}

function levels(softness: readonly number[], enough: number): Level[] {
  return softness.map((one) => ({ softness: one, enough }));
}
