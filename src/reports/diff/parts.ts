import type { Comparison, Side } from '../../evaluation/diff/types.js';

/** What a comparison is told by. */
export const diffViews = ['rep', 'account', 'rule'] as const;
export type DiffView = (typeof diffViews)[number];

/** One side with the name that the user gave it. */
export interface NamedSide {
  readonly name: string;
  readonly side: Side;
}

/** Two sides and what differs between them. */
export interface DiffParts {
  readonly a: NamedSide;
  readonly b: NamedSide;
  readonly comparison: Comparison;
}

/** A rep's name by the first side that knows one; empty where none does. */
export function knownName(rep: string, ...sides: readonly NamedSide[]): string {
  for (const { side } of sides) {
    const name = side.holdings.repNames.get(rep);
    if (name !== undefined) return name;
  }
  return '';
}

/** What to call whoever has an account: the name, else the id; '' is nobody. */
export function holderName(rep: string, ...sides: readonly NamedSide[]): string {
  return rep === '' ? 'nobody' : knownName(rep, ...sides) || rep;
}
