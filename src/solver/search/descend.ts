import { type Candidates, isCandidate } from './candidates.js';
import { negligible, Relocation, Swap } from './operator.js';
import type { SearchState } from './search-state.js';

/**
 * Relocations and swaps along the candidates until none helps or the budget of
 * tried moves is used up, or until it is told to stop. Returns what is left of the budget.
 */
export function descend(
  state: SearchState,
  candidates: Candidates,
  budget: number,
  stop: () => boolean,
): number {
  const { width, count, rep } = candidates;
  const { place, members } = state;
  const unitCount = place.length;
  const relocation = new Relocation(state);
  const swap = new Swap(state);
  let sinceChange = 0;
  for (let u = 0; sinceChange < unitCount && budget > 0; u = u + 1 === unitCount ? 0 : u + 1) {
    if (u % 64 === 0 && stop()) break;
    sinceChange++;
    for (let k = 0; k < count[u]; k++) {
      const to = rep[u * width + k];
      if (to === place[u]) continue;
      budget--;
      if (relocation.evaluate(u, to) < -negligible) {
        relocation.apply(u, to);
        sinceChange = 0;
        continue;
      }
      const others = members.count[to];
      budget -= others;
      for (let i = 0; i < others; i++) {
        const other = members.at(to, i);
        if (!isCandidate(candidates, other, place[u])) continue;
        if (swap.evaluate(u, other) < -negligible) {
          swap.apply(u, other);
          sinceChange = 0;
          break;
        }
      }
    }
  }
  return budget;
}
