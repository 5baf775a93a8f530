import type { Random } from '../../../model/random.js';
import type { Layout } from '../../model/layout.js';
import type { OpenReps } from '../../model/open-reps.js';
import { Shares } from '../branch-choice.js';
import type { ByRepBounds } from './by-rep-bounds.js';

export interface ByRepDive {
  readonly open: OpenReps;
  readonly prices: Float64Array;
  readonly cutoff: number;
  readonly looks: number;
  /** Of the undecided units, the share that is decided in a round at the least. */
  readonly pace: number;
  /** How far chance may move a share. */
  readonly noise: number;
}

/**
 * A placement that the prices lead to: round by round prices climb a little, and the units that
 * sets agree on most are decided. Undefined where nothing better than the cutoff is left on the way.
 */
export function diveByRep(
  layout: Layout,
  bounds: ByRepBounds,
  dive: ByRepDive,
  random: Random,
): { placement: Int32Array | undefined; work: number } {
  const { unitCount, repCount } = layout;
  const shares = new Shares(unitCount, repCount);
  let { open, prices } = dive;
  let work = 0;
  for (;;) {
    bounds.restrict(open);
    if (bounds.isEmpty()) return { placement: undefined, work };
    shares.clear();
    const climbed = bounds.climbFor(dive.looks, prices, shares, dive.cutoff);
    work += climbed.work;
    ({ prices } = climbed);
    if (climbed.value >= dive.cutoff) return { placement: undefined, work };
    const ranked: { unit: number; rep: number; share: number }[] = [];
    for (let unit = 0; unit < unitCount; unit++) {
      if (open.end[unit] - open.start[unit] < 2) continue;
      let sum = 0;
      let best = { unit, rep: -1, share: -1 };
      for (let i = open.start[unit]; i < open.end[unit]; i++) {
        const rep = open.reps[i];
        const share = shares.of(unit, rep);
        sum += share;
        if (share > best.share) best = { unit, rep, share };
      }
      const share = sum > 0 ? best.share / sum : 0;
      ranked.push({ ...best, share: share + dive.noise * random.fraction() });
    }
    if (ranked.length === 0) {
      bounds.evaluate(prices);
      return { placement: Int32Array.from(bounds.choice), work };
    }
    ranked.sort((a, b) => b.share - a.share || a.unit - b.unit);
    const most = Math.max(1, Math.ceil(ranked.length * dive.pace));
    const decided = new Map(ranked.slice(0, most).map(({ unit, rep }) => [unit, rep]));
    open = decide(open, decided);
  }
}

/** The same with some units decided. */
function decide(open: OpenReps, decided: ReadonlyMap<number, number>): OpenReps {
  const units = open.start.length;
  const reps: number[] = [];
  const start = new Int32Array(units);
  const end = new Int32Array(units);
  for (let u = 0; u < units; u++) {
    start[u] = reps.length;
    const rep = decided.get(u);
    if (rep !== undefined) reps.push(rep);
    else for (let i = open.start[u]; i < open.end[u]; i++) reps.push(open.reps[i]);
    end[u] = reps.length;
  }
  return { reps: Int32Array.from(reps), start, end };
}
