import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { changesOf, changesToday, fullAssignment, today } from './changes.js';
import { headlineOf } from './headline.js';
import { outcomesOf } from './outcomes.js';
import { reasonsOf } from './reasons.js';
import { objectiveOf, termsOf } from './terms.js';
import { teamsOf, territoriesOf, totalsOf } from './territories.js';
import type { Evaluation } from './types.js';

/**
 * Judges an assignment, wherever it came from, by the formulas of the contract
 * (sections 5 and 6).
 *
 * @param given a rep (or -1) for every account; what it says of excluded and
 *   released accounts is ignored.
 */
export function evaluate(problem: Problem, given: Assignment): Evaluation {
  const after = given.map((rep, account) =>
    problem.state[account] === AccountState.planned ? rep : -1,
  );
  const before = today(problem);
  const terms = termsOf(problem, after);
  const outcomes = outcomesOf(problem, after);
  const change = changesOf(problem, after);
  const totals = totalsOf(problem, before, after);
  const territories = territoriesOf(problem, totals);
  const unplaced = after.some(
    (rep, account) => rep < 0 && problem.state[account] === AccountState.planned,
  );
  return {
    assignment: fullAssignment(problem, after),
    objective: objectiveOf(terms),
    terms,
    before: headlineOf(problem, before, changesToday(problem)),
    after: headlineOf(problem, after, change),
    outcomes,
    feasible:
      !unplaced && outcomes.every(({ level, status }) => level === 'should' || status === 'met'),
    change,
    distanceKm: distancesOf(problem, after),
    territories,
    teams: teamsOf(problem, totals, territories),
    reasonOf: reasonsOf(problem, after, change, territories),
  };
}

function distancesOf(problem: Problem, assignment: Assignment): Float64Array {
  const km = new Float64Array(problem.accountCount).fill(Number.NaN);
  const { distance } = problem;
  if (distance === undefined) return km;
  for (const account of distance.accounts) {
    const rep = assignment[account];
    if (rep >= 0 && distance.hasKm(account, rep)) km[account] = distance.km(account, rep);
  }
  return km;
}
