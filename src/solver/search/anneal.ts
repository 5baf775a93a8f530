import type { Random } from '../random.js';
import { type Candidates, isCandidate } from './candidates.js';
import { tryFamilyMove } from './family-move.js';
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
  const { width, count, rep } = candidates;
  const { place, members } = state;
  const familyStart = state.layout.familiesOf.start;
  const unitCount = place.length;
  for (let i = 0; i < moves; i++) {
    const u = random.below(unitCount);
    if (count[u] < 2) continue;
    const f = random.fraction();
    const to = rep[u * width + Math.floor(f * f * count[u])];
    const from = place[u];
    if (to === from) continue;
    const draw = random.next();
    const threshold = temperature * thresholds[draw & 4095];
    if (familyStart[u] !== familyStart[u + 1] && (draw & 4096) === 0) {
      tryFamilyMove(state, candidates, u, to, threshold, random);
    } else if (draw >>> 30 === 0 || members.count[to] === 0) {
      if (state.relocateDelta(u, to) < threshold) state.relocate(u, to);
    } else {
      const other = members.at(to, random.below(members.count[to]));
      if (isCandidate(candidates, other, from) && state.swapDelta(u, other) < threshold)
        state.swap(u, other);
    }
  }
}
