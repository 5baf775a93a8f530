import type { Problem } from '../../model/problem.js';
import { type MovesOfNote, movesOfNote } from '../moves-of-note.js';
import type { Evaluation, Term } from '../types.js';

/** A term with its part of the objective. */
export interface TermPart extends Term {
  /** weight × value ÷ Σ weight: these add up to the objective. */
  readonly points: number;
  /** The same as a share of the objective, 0–1; 0 where that is 0. */
  readonly share: number;
}

/** A plan at a glance. */
export interface Overview {
  /** Greatest part first. */
  readonly terms: readonly TermPart[];
  readonly moves: MovesOfNote;
  /** Live reps by how much their potential changes, greatest change first. */
  readonly reps: readonly { readonly rep: number; readonly gain: number }[];
}

/** What drives a plan's score, and what there is to ask about. */
export function overviewOf(
  problem: Problem,
  evaluation: Evaluation,
  most: { readonly moves: number; readonly reps: number },
): Overview {
  return {
    terms: overviewTerms(evaluation),
    moves: movesOfNote(problem, evaluation, most.moves),
    reps: evaluation.territories
      .map(({ rep, potential, potential_before }) => ({ rep, gain: potential - potential_before }))
      .filter(({ rep, gain }) => problem.live[rep] === 1 && gain !== 0)
      .sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain) || a.rep - b.rep)
      .slice(0, most.reps),
  };
}

/** The terms of the score with their parts of it, greatest part first. */
export function overviewTerms({ terms, objective }: Evaluation): readonly TermPart[] {
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  return terms
    .map((term) => {
      const points = (term.weight * term.value) / weights;
      return { ...term, points, share: objective > 0 ? points / objective : 0 };
    })
    .sort((a, b) => b.points - a.points);
}

/** Accounts that go to one rep together: a must family's free members, else an account by itself. */
export interface Units {
  readonly of: (account: number) => readonly number[];
}

export function unitsOf(problem: Problem): Units {
  const familyOf = new Map<number, Int32Array>();
  for (const family of problem.mustFamilies) {
    for (const account of family) familyOf.set(account, family);
  }
  return { of: (account) => [...(familyOf.get(account) ?? [account])] };
}
