import type { Random } from '../../model/random.js';
import { type Candidates, excessAt } from './candidates.js';
import { FamilyMove } from './family-move.js';
import { attempt, Relocation, Swap } from './operator.js';
import type { SearchState } from './search-state.js';

/** −ln of evenly spaced fractions: drawing one gives the threshold of Metropolis acceptance. */
const thresholds = Float64Array.from({ length: 4096 }, (_, i) => -Math.log((i + 0.5) / 4096));

/**
 * One temperature's worth of Metropolis moves: a quarter relocations, the rest
 * swaps with a random unit of a rep the first would like to go to. Units of
 * families move as often with their family as alone.
 */
export function annealStage(
  state: SearchState,
  candidates: Candidates,
  random: Random,
  temperature: number,
  moves: number,
): void {
  const { width, rep, excess } = candidates;
  const { place, members } = state;
  const familyStart = state.layout.familiesOf.start;
  const stayStart = state.layout.stays.start;
  const { units, open } = movable(state, candidates, temperature);
  if (units.length === 0) return;
  const relocation = new Relocation(state);
  const swap = new Swap(state);
  const familyMove = new FamilyMove(state, candidates, random);
  for (let i = 0; i < moves; i++) {
    const drawn = random.below(units.length);
    const u = units[drawn];
    const f = random.fraction();
    const at = u * width + Math.floor(f * f * open[drawn]);
    const to = rep[at];
    const from = place[u];
    if (to === from) continue;
    const draw = random.next();
    const threshold = temperature * thresholds[draw & 4095];
    const isAlone = familyStart[u] === familyStart[u + 1];
    if (!isAlone && (draw & 4096) === 0) {
      attempt(familyMove, u, to, threshold);
      i += familyMove.looks;
      continue;
    }
    // What is gained comes out of slack, so a move that adds more excess than that is not looked at.
    let added = excess[at] - state.excess[u];
    let limit = state.slackOf(from) + state.slackOf(to) + threshold;
    if (stayStart[u] !== stayStart[u + 1]) limit += state.slackOfLeaving(u);
    if (draw >>> 30 === 0 || members.count[to] === 0) {
      if (isAlone && added > limit) continue;
      if (relocation.evaluate(u, to) < threshold) relocation.apply(u, to);
      continue;
    }
    const other = members.at(to, random.below(members.count[to]));
    added -= state.excess[other];
    if (stayStart[other] !== stayStart[other + 1]) limit += state.slackOfLeaving(other);
    const areAlone = isAlone && familyStart[other] === familyStart[other + 1];
    if (areAlone && added > limit) continue;
    const back = excessAt(candidates, other, from);
    if (back === Infinity || (areAlone && added + back > limit)) continue;
    if (swap.evaluate(u, other) < threshold) swap.apply(u, other);
  }
}

/**
 * Units with a choice, and how many of their candidates have no excess out of
 * all proportion to what a move could gain now.
 */
function movable(
  state: SearchState,
  candidates: Candidates,
  temperature: number,
): { units: Int32Array; open: Int32Array } {
  const { width, count, rep, excess } = candidates;
  const { place } = state;
  const slack = Float64Array.from(state.members.count, (_, j) => 2 * state.slackOf(j));
  const familyStart = state.layout.familiesOf.start;
  const stayStart = state.layout.stays.start;
  const units = new Int32Array(place.length);
  const open = new Int32Array(place.length);
  let next = 0;
  for (let u = 0; u < place.length; u++) {
    let reach = slack[place[u]] + state.excess[u] + 9 * temperature;
    if (stayStart[u] !== stayStart[u + 1]) reach += state.slackOfLeaving(u);
    if (familyStart[u] !== familyStart[u + 1]) reach = Infinity;
    let last = count[u];
    while (last > 1 && excess[u * width + last - 1] > reach + slack[rep[u * width + last - 1]]) {
      last--;
    }
    if (last < 2) continue;
    units[next] = u;
    open[next++] = last;
  }
  return { units: units.subarray(0, next), open: open.subarray(0, next) };
}
