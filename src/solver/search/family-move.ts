import { type Candidates, isCandidate } from './candidates.js';
import type { Random } from './random.js';
import type { SearchState } from './search-state.js';

/**
 * Brings a whole family to one rep, perhaps with one unit of that rep going
 * the other way, if the whole costs less than the threshold; else nothing
 * changes. Its members one by one would have to pay for being split on the way.
 * Returns how many moves that took, made or not.
 */
export function tryFamilyMove(
  state: SearchState,
  candidates: Candidates,
  unit: number,
  to: number,
  threshold: number,
  random: Random,
): number {
  const { start, family } = state.layout.familiesOf;
  const chosen = family[start[unit] + random.below(start[unit + 1] - start[unit])];
  const { units } = state.layout.program.families[chosen];
  const { members, place } = state;
  const from = place[unit];
  const made: { unit: number; home: number }[] = [];
  let delta = 0;
  const move = (moved: number, rep: number): void => {
    delta += isCandidate(candidates, moved, rep) ? state.relocateDelta(moved, rep) : Infinity;
    if (delta === Infinity) return;
    made.push({ unit: moved, home: place[moved] });
    state.relocate(moved, rep);
  };
  if (members.count[to] > 0 && random.below(2) === 0) {
    const back = members.at(to, random.below(members.count[to]));
    if (!units.includes(back)) move(back, from);
  }
  for (let i = 0; i < units.length && delta < Infinity; i++) {
    if (place[units[i]] !== to) move(units[i], to);
  }
  if (delta < threshold) return made.length;
  for (let i = made.length - 1; i >= 0; i--) state.relocate(made[i].unit, made[i].home);
  return 2 * made.length;
}
