import type { ConflictFact } from '../measures/facts.js';
import { eachMeasure } from '../measures/index.js';
import { overCapped } from '../measures/limit.js';
import type { Problem } from '../model/problem.js';
import { claimsFor } from './conflict-claims.js';

/** What is impossible by mere counting in a problem, by its must rows. */
export function factsOf(problem: Problem): readonly ConflictFact[] {
  const facts: ConflictFact[] = [];
  if (problem.unplaceable.length > 0) {
    facts.push({
      kind: 'nobody may take',
      accounts: problem.unplaceable.map(({ account }) => account),
      rows: [...new Set(problem.unplaceable.flatMap(({ rows }) => rows))].sort((a, b) => a - b),
      claims: claimsFor(problem, problem.unplaceable[0]),
    });
  }
  facts.push(...overCapped(problem));
  const counted = eachMeasure(problem, ({ factsPlace, facts: of }, measure) => ({
    place: factsPlace,
    facts: measure.level === 'must' ? of(measure, problem) : [],
  }));
  const inPlace = [...counted].sort((a, b) => a.place - b.place);
  return [...facts, ...inPlace.flatMap((one) => one.facts)];
}
