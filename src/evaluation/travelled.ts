import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';

/**
 * km from each account to its rep, worked out once for all who ask; NaN where
 * the account has no rep or no place. A rep without a place has the stand-in
 * of {@link Problem.distance}.
 */
export function kmTravelled(problem: Problem, assignment: Assignment): Float64Array {
  const km = new Float64Array(problem.accountCount).fill(Number.NaN);
  const { distance } = problem;
  if (distance === undefined) return km;
  const { accounts } = distance;
  for (let index = 0; index < accounts.length; index++) {
    const account = accounts[index];
    const rep = assignment[account];
    if (rep >= 0) km[account] = distance.km(account, rep);
  }
  return km;
}

/** The same without stand-ins: NaN unless both have a place. */
export function withoutStandIns(
  problem: Problem,
  assignment: Assignment,
  km: Float64Array,
): Float64Array {
  const between = new Float64Array(km.length).fill(Number.NaN);
  const { distance } = problem;
  if (distance === undefined) return between;
  const { accounts } = distance;
  for (let index = 0; index < accounts.length; index++) {
    const account = accounts[index];
    const rep = assignment[account];
    if (rep >= 0 && distance.hasKm(account, rep)) between[account] = km[account];
  }
  return between;
}
