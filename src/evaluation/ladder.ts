import type { Evaluation } from './types.js';

/** A plan with so many moves, and how uneven it leaves potential and workload. */
export interface Rung {
  readonly moves: number;
  readonly evaluation: Evaluation;
  readonly unevenness: number;
}

/** What moves buy: the fewest that the must rules allow, the fewest that buy most of the evenness, and all that buy any. */
export interface Ladder {
  readonly none: Rung;
  readonly few: Rung;
  readonly all: Rung;
}

/** Whoever has bought this share of the evenness pays much for the rest. */
export const mostOfEvenness = 0.8;

/** The share of the evenness between two plans that a third buys; 1 where there is none to buy. */
export function evennessShare(
  { from, to }: { readonly from: number; readonly to: number },
  unevenness: number,
): number {
  return from > to ? (from - unevenness) / (from - to) : 1;
}
