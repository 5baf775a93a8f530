import { InputError } from '../../../src/model/input-problem.js';
import type { Problem } from '../../../src/model/problem.js';
import { dayNumber } from '../../../src/model/units.js';
import { type ReadProblem, readProblem } from '../../../src/planning/inputs.js';

/** 2026-03-01. */
export const asOf = dayNumber(20_513);

/** Files as carve reads them, whose new accounts nobody has. */
export function readRouting(
  texts: Readonly<Partial<Record<'rules' | 'new' | 'opportunities' | 'activities', string>>> &
    Readonly<Record<'accounts' | 'reps', string>>,
): ReadProblem {
  const named = Object.fromEntries(
    Object.entries(texts).map(([role, text]) => [
      role,
      { name: `${role}.csv`, bytes: new TextEncoder().encode(text) },
    ]),
  );
  try {
    return readProblem({
      ...named,
      accounts: named.accounts,
      reps: named.reps,
      bare: true,
      map: [],
      assembly: { asOf, weights: new Map(), shareBy: undefined, potentialCap: true },
    });
  } catch (error) {
    if (error instanceof InputError) throw new Error(error.message);
    throw error;
  }
}

/** The accounts whose ids begin with a letter. */
export function beginning({ accountIds }: Problem, letter: string): readonly number[] {
  return [...accountIds.keys()].filter((account) => accountIds[account].startsWith(letter));
}
