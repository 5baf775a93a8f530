import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { changesOf, changesToday, fullAssignment, today } from './changes.js';
import { changingHandsOf } from './changing-hands.js';
import { headlineOf, type KmByRep, kmByRep } from './headline.js';
import { outcomesOf } from './outcomes.js';
import { reasonsOf } from './reasons.js';
import { relationshipFigures } from './relationship.js';
import { objectiveOf, termsOf } from './terms.js';
import { teamsOf, territoriesOf, totalsOf } from './territories.js';
import { kmTravelled, withoutStandIns } from './travelled.js';
import type { Evaluation } from './types.js';

/**
 * Judges an assignment, wherever it came from, by the formulas of the contract
 * (sections 5 and 6).
 *
 * @param given a rep (or -1) for every account; what it says of excluded and
 *   released accounts is ignored.
 */
export function evaluate(problem: Problem, given: Assignment): Evaluation {
  const { state } = problem;
  const after = given.slice();
  let unplaced = false;
  for (let account = 0; account < after.length; account++) {
    if (state[account] !== AccountState.planned) after[account] = -1;
    else if (after[account] < 0) unplaced = true;
  }
  const before = today(problem);
  const km = kmTravelled(problem, after);
  const distanceKm = withoutStandIns(problem, after, km);
  const kmAfter = kmByRep(problem, after, distanceKm);
  const terms = termsOf(problem, after, km);
  const outcomes = outcomesOf(problem, after);
  const change = changesOf(problem, after);
  const totals = totalsOf(problem, before, after, kmAfter);
  const territories = territoriesOf(problem, totals, after);
  return {
    assignment: fullAssignment(problem, after),
    objective: objectiveOf(terms),
    terms,
    before: headlineOf(
      problem,
      before,
      changesToday(problem),
      isSame(before, after) ? kmAfter : kmToday(problem, before),
    ),
    after: {
      ...headlineOf(problem, after, change, kmAfter),
      relationship: relationshipFigures(problem, after),
    },
    outcomes,
    feasible:
      !unplaced && outcomes.every(({ level, status }) => level === 'should' || status === 'met'),
    change,
    changingHands: changingHandsOf(problem, change),
    distanceKm,
    territories,
    teams: teamsOf(problem, totals, territories),
    reasonOf: reasonsOf(problem, after, change),
  };
}

function kmToday(problem: Problem, before: Assignment): KmByRep {
  return kmByRep(problem, before, withoutStandIns(problem, before, kmTravelled(problem, before)));
}

/** A check judges today's state itself, and half of the distances are known. */
function isSame(before: Assignment, after: Assignment): boolean {
  for (let account = 0; account < before.length; account++) {
    if (before[account] !== after[account]) return false;
  }
  return true;
}
