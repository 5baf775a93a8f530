import { eachMeasure } from '../measures/index.js';
import { linearTerms } from '../measures/linear.js';
import type { Tracked, Tracking } from '../measures/tracked.js';
import type { Assignment } from '../model/assignment.js';
import type { MeasureBase, Problem } from '../model/problem.js';
import { kmTravelled } from './travelled.js';
import type { Term } from './types.js';

/** What a term is worked out from. */
export interface TermSource {
  readonly name: string;
  readonly weight: number;
  /** The measure it is the term of; undefined for what no row measures. */
  readonly measure: MeasureBase | undefined;
  /** Its value; undefined where its divisor is 0. `km` as in {@link termsOf}. */
  readonly value: (assignment: Assignment, km: Float64Array) => number | undefined;
  readonly tracked: (tracking: Tracking) => Tracked;
}

/**
 * The terms of the objective (contract 5) of an assignment of the planned
 * accounts. A term whose divisor is 0 is not there.
 *
 * @param km what {@link kmTravelled} says of the assignment
 */
export function termsOf(
  problem: Problem,
  assignment: Assignment,
  km = kmTravelled(problem, assignment),
): Term[] {
  return termSources(problem).flatMap(({ name, weight, ...source }) => {
    const value = source.value(assignment, km);
    return value === undefined ? [] : [{ name, value, weight }];
  });
}

/** What may be a term: balances, disruption, distance, then should and prefer rows in the order of the rules file. */
export function termSources(problem: Problem): readonly TermSource[] {
  const measured = eachMeasure(problem, (family, measure) => {
    const { name, weight, level, row } = measure;
    const source: TermSource = {
      name,
      weight,
      measure,
      value: (assignment) => family.term(measure, problem, assignment),
      tracked: (tracking) => family.tracked(measure, tracking),
    };
    return { source, always: family.alwaysTerm, row: level === 'should' ? row : undefined };
  });
  const ofRows = measured.flatMap(({ source, always, row }) =>
    !always && typeof row === 'number' ? [{ source, row }] : [],
  );
  return [
    ...measured.flatMap(({ source, always }) => (always ? [source] : [])),
    ...linearTerms.map(
      ({ name, weight, term, tracked }): TermSource => ({
        name,
        weight: weight(problem),
        measure: undefined,
        value: (assignment, km) => term(problem, assignment, km),
        tracked: () => tracked(problem),
      }),
    ),
    ...ofRows.sort((a, b) => a.row - b.row).map(({ source }) => source),
  ];
}

/** Beyond these, Σ ω or Σ ω·term is infinite, or 0 for want of digits, while ω and terms are not. */
const greatestWeights = 1e300;
const leastWeights = 1e-290;

/** Why the objective of these terms would be no number, or a wrong one; undefined: it is one. */
export function objectiveFault(
  terms: readonly Term[],
): 'no weight' | 'weights too large' | 'weights too small' | 'terms too large' | undefined {
  if (terms.some(({ value }) => !Number.isFinite(value))) return 'terms too large';
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0 || Number.isNaN(weights)) return 'no weight';
  if (weights > greatestWeights) return 'weights too large';
  if (weights < leastWeights) return 'weights too small';
  return Number.isFinite(objectiveOf(terms)) ? undefined : 'terms too large';
}

/** Σ ω·term ÷ Σ ω; NaN when every weight is 0. */
export function objectiveOf(terms: readonly Term[]): number {
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of terms) {
    sum += weight * value;
    weights += weight;
  }
  return sum / weights;
}
